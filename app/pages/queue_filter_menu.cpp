#include "app/pages/queue_filter_menu.h"

#include "app/client/api_json.h"
#include "app/review/workplace.h"
#include "widgets/controls.h"

#include <QActionGroup>
#include <QEvent>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr int widestButtonText = 220; // beside the other tools on a narrow screen
constexpr qint64 hourMs = 3'600'000, dayMs = 24 * hourMs;

QString spanText(qint64 ms)
{
    return ms < 2 * dayMs ? QueueFilterMenu::tr("%n h", nullptr, int(ms / hourMs))
                          : QueueFilterMenu::tr("%n days", nullptr, int(ms / dayMs));
}

QString verdictWords(MachineVerdict verdict)
{
    switch (verdict) {
    case MachineVerdict::Green: return QueueFilterMenu::tr("Nothing found");
    case MachineVerdict::Amber: return QueueFilterMenu::tr("Something to look at");
    case MachineVerdict::Red: break;
    }
    return QueueFilterMenu::tr("A rule is broken");
}

int countOf(const QueueFilters& filters, MachineVerdict verdict)
{
    return verdict == MachineVerdict::Green   ? filters.green
           : verdict == MachineVerdict::Amber ? filters.amber
                                              : filters.red;
}

} // namespace

QueueFilterMenu::QueueFilterMenu(Workplace& workplace, QWidget* parent)
    : QMenu(parent), work_(workplace), button_(makeMenuButton(Icon::Filter, {}))
{
    setObjectName(u"queueFilterMenu"_s);
    button_->setObjectName(u"queueFilterButton"_s);
    button_->setMenu(this);
    button_->setFocusPolicy(Qt::TabFocus);
    connect(this, &QMenu::aboutToShow, this, [this] {
        rebuild();
        ask();
    });
    connect(&work_.queue(), &ReviewQueue::itemsChanged, this, &QueueFilterMenu::refreshButton);
    refreshButton();
}

bool QueueFilterMenu::isFiltered() const
{
    return work_.queue().filter() != ClaimFilter();
}

void QueueFilterMenu::open()
{
    ensurePolished();
    popup(button_->mapToGlobal(QPoint(0, 0)) - QPoint(0, sizeHint().height()));
}

void QueueFilterMenu::showEverything()
{
    apply({});
}

void QueueFilterMenu::apply(const ClaimFilter& filter)
{
    work_.settings().set(Setting::QueueFilter, api::filterText(filter));
    work_.queue().setFilter(filter);
    refreshButton();
    Q_EMIT filterChanged();
}

QAction* QueueFilterMenu::addChoice(QMenu* menu, QActionGroup* group, const QString& text, bool chosen,
                                    Change change, Count count)
{
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(chosen);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, change = std::move(change)] {
        ClaimFilter filter = work_.queue().filter();
        change(filter);
        apply(filter);
    });
    choices_.push_back({action, text, std::move(count)});
    return action;
}

void QueueFilterMenu::addQueues()
{
    const bool second = work_.queue().filter().secondReview;
    const auto counts = [this](bool ofSecond) {
        return [this, ofSecond](const QueueFilters&) {
            const auto& queue = work_.queue().counts();
            return !queue ? -1 : ofSecond ? queue->secondReview : queue->waiting;
        };
    };
    auto* group = new QActionGroup(this);
    addChoice(
        this, group, tr("First review"), !second, [](ClaimFilter& f) { f.secondReview = false; },
        counts(false));
    addChoice(
        this, group, tr("Second review"), second, [](ClaimFilter& f) { f.secondReview = true; },
        counts(true));
}

void QueueFilterMenu::addBatches()
{
    const QString chosen = work_.queue().filter().batchId;
    QMenu* menu = addMenu(tr("Batch"));
    auto* group = new QActionGroup(this);
    addChoice(
        menu, group, tr("All batches"), chosen.isEmpty(), [](ClaimFilter& f) { f.batchId.clear(); },
        [](const QueueFilters& f) { return f.waiting; });
    bool listed = chosen.isEmpty();
    for (const QueueFilters::Batch& batch : filters_.batches) {
        listed = listed || batch.id == chosen;
        addChoice(
            menu, group, batch.school + u" · "_s + batch.name, batch.id == chosen,
            [id = batch.id](ClaimFilter& f) { f.batchId = id; },
            [waiting = batch.waiting](const QueueFilters&) { return waiting; });
    }
    if (!listed) // remembered, but nothing of it waits now
        addChoice(
            menu, group, tr("The batch chosen before"), true, [](ClaimFilter&) {},
            [](const QueueFilters&) { return 0; });
}

void QueueFilterMenu::addSteps(const std::vector<QueueFilters::AtLeast>& steps, bool age)
{
    const ClaimFilter now = work_.queue().filter();
    const auto place = age ? &ClaimFilter::ageMs : &ClaimFilter::waitsMs;
    auto* group = new QActionGroup(this);
    addChoice(
        this, group, age ? tr("Enrolled at any time") : tr("Waits any time"), now.*place == 0,
        [place](ClaimFilter& f) { f.*place = 0; }, [](const QueueFilters& f) { return f.waiting; });
    for (const QueueFilters::AtLeast& step : steps) {
        addChoice(
            this, group,
            (age ? tr("Enrolled at least %1 ago") : tr("Waits at least %1")).arg(spanText(step.ms)),
            now.*place == step.ms, [place, ms = step.ms](ClaimFilter& f) { f.*place = ms; },
            [waiting = step.waiting](const QueueFilters&) { return waiting; });
    }
}

void QueueFilterMenu::rebuild()
{
    choices_.clear();
    clear();
    for (QActionGroup* group : findChildren<QActionGroup*>(Qt::FindDirectChildrenOnly))
        delete group;
    for (QMenu* menu : findChildren<QMenu*>(Qt::FindDirectChildrenOnly))
        delete menu;
    const ClaimFilter now = work_.queue().filter();
    QAction* all = addAction(tr("Show everything"));
    all->setEnabled(isFiltered());
    connect(all, &QAction::triggered, this, &QueueFilterMenu::showEverything);
    addSeparator();
    addQueues();
    addSeparator();
    addBatches();
    addSeparator();
    using Attempts = ClaimFilter::Attempts;
    auto* attempts = new QActionGroup(this);
    const auto addAttempts = [&](const QString& text, Attempts which, Count count) {
        addChoice(
            this, attempts, text, now.attempts == which, [which](ClaimFilter& f) { f.attempts = which; },
            std::move(count));
    };
    addAttempts(tr("All attempts"), Attempts::All, [](const QueueFilters& f) { return f.waiting; });
    addAttempts(tr("First attempts"), Attempts::First, [](const QueueFilters& f) { return f.first; });
    addAttempts(tr("Repeated attempts"), Attempts::Repeated,
                [](const QueueFilters& f) { return f.repeated; });
    addSeparator();
    auto* verdicts = new QActionGroup(this);
    addChoice(
        this, verdicts, tr("Any findings"), !now.verdict, [](ClaimFilter& f) { f.verdict.reset(); },
        [](const QueueFilters& f) { return f.waiting; });
    for (const auto verdict : {MachineVerdict::Green, MachineVerdict::Amber, MachineVerdict::Red})
        addChoice(
            this, verdicts, verdictWords(verdict), now.verdict == verdict,
            [verdict](ClaimFilter& f) { f.verdict = verdict; },
            [verdict](const QueueFilters& f) { return countOf(f, verdict); });
    addSeparator();
    addSteps(filters_.waits, false);
    addSeparator();
    addSteps(filters_.ages, true);
    fillCounts();
}

void QueueFilterMenu::ask()
{
    work_.api()
        .filters(work_.queue().filter().secondReview)
        .then(this, [this](const ApiResult<QueueFilters>& filters) {
            if (!filters) // the choices stand without numbers, or with those last heard
                return;
            const bool sameChoices = heard_ && filters->batches.size() == filters_.batches.size();
            filters_ = *filters;
            heard_ = true;
            // The keyboard's place in an open menu must not jump; with other choices it can't be helped.
            if (isVisible() && !sameChoices) {
                rebuild();
                adjustSize();
                move(button_->mapToGlobal(QPoint(0, 0)) - QPoint(0, height()));
            } else if (isVisible()) {
                const int at = int(actions().indexOf(activeAction()));
                rebuild();
                if (at >= 0)
                    setActiveAction(actions().value(at));
            }
        });
}

void QueueFilterMenu::fillCounts()
{
    for (const Choice& choice : choices_) {
        const int count = heard_ ? choice.count(filters_) : -1;
        choice.action->setText(count < 0 ? choice.text : choice.text + u'\t' + locale().toString(count));
    }
}

void QueueFilterMenu::refreshButton()
{
    const ClaimFilter filter = work_.queue().filter();
    QStringList words;
    if (filter.secondReview)
        words << tr("second review");
    if (!filter.batchId.isEmpty()) {
        const auto& batches = filters_.batches;
        const auto known = std::ranges::find(batches, filter.batchId, &QueueFilters::Batch::id);
        words << (known == batches.end() ? tr("one batch") : known->name);
    }
    if (filter.attempts != ClaimFilter::Attempts::All)
        words << (filter.attempts == ClaimFilter::Attempts::First ? tr("first attempts")
                                                                  : tr("repeated attempts"));
    if (filter.verdict)
        words << verdictWords(*filter.verdict);
    if (filter.waitsMs > 0)
        words << tr("waits ≥ %1").arg(spanText(filter.waitsMs));
    if (filter.ageMs > 0)
        words << tr("enrolled ≥ %1").arg(spanText(filter.ageMs));
    const QString text = words.isEmpty() ? tr("Queue") : tr("Queue: %1").arg(words.join(u" · "_s));
    if (button_->accessibleName() == text)
        return;
    button_->setAccessibleName(text);
    button_->setToolTip(text);
    button_->setText(button_->fontMetrics().elidedText(text, Qt::ElideRight, widestButtonText));
}

void QueueFilterMenu::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && button_)
        refreshButton();
    QMenu::changeEvent(event);
}

} // namespace photodesk::app
