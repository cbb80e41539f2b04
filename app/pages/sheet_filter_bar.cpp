#include "app/pages/sheet_filter_bar.h"

#include "domain/json.h"
#include "resources/resources.h"
#include "widgets/check_names.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QMenu>
#include <QSlider>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr int smallest = 72, usual = 112, largest = 224, step = 8;

QStringList checkIds()
{
    QStringList ids;
    const auto object = resources::read(u"checks.json"_s).and_then(json::parseObject);
    for (const QJsonValue& check : object.value_or(QJsonObject()).value("checks"_L1).toArray())
        ids << check["id"_L1].toString();
    return ids;
}

QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& text, bool chosen)
{
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(chosen);
    group->addAction(action);
    return action;
}

void setMenuText(QToolButton* button, const QString& text)
{
    button->setText(u" "_s + text); // the style leaves no gap after the icon
    button->setAccessibleName(text);
}

} // namespace

SheetFilterBar::SheetFilterBar(SheetController& sheet, QWidget* parent)
    : QWidget(parent), sheet_(sheet), batch_(makeMenuButton(Icon::Batches, {})),
      attempts_(makeMenuButton(Icon::Filter, {})), colours_(new ChipRow),
      sort_(makeMenuButton(Icon::Layers, {})), direction_(makeIconButton(Icon::ChevronDown, {})),
      size_(new QSlider(Qt::Horizontal))
{
    batch_->setObjectName(u"batchButton"_s);
    attempts_->setObjectName(u"attemptsButton"_s);
    colours_->setObjectName(u"colourChips"_s);
    sort_->setObjectName(u"sortButton"_s);
    direction_->setObjectName(u"directionButton"_s);
    size_->setObjectName(u"sizeSlider"_s);
    for (QToolButton* button : {batch_, attempts_, sort_})
        button->setMenu(new QMenu(button));
    size_->setRange(smallest, largest);
    size_->setSingleStep(step);
    size_->setPageStep(step * 3);
    size_->setValue(usual);
    size_->setFixedWidth(112);
    size_->setMinimumHeight(Theme::current().metric(Metric::Hit));
    // In lines as words are: beside the panel the row is too short for all of it.
    auto* order = new QWidget;
    auto* orderRow = new QHBoxLayout(order);
    orderRow->setContentsMargins(0, 0, 0, 0);
    orderRow->setSpacing(8);
    orderRow->addWidget(sort_);
    orderRow->addWidget(direction_);
    orderRow->addWidget(size_);
    auto* flow = new FlowLayout(this, 8);
    for (QWidget* part : std::initializer_list<QWidget*>{batch_, attempts_, colours_, order}) {
        part->setMinimumHeight(Theme::current().metric(Metric::Control)); // one middle line for all
        flow->addWidget(part);
    }
    connect(colours_, &ChipRow::selectionChanged, this, &SheetFilterBar::applyFilter);
    connect(direction_, &QToolButton::clicked, this,
            [this] { sortBy(sheet_.model().sortedBy(), sheet_.check()); });
    connect(size_, &QSlider::valueChanged, this, &SheetFilterBar::sizeChanged);
    retranslate();
}

void SheetFilterBar::retranslate()
{
    const QString chosen = colours_->current();
    const QSignalBlocker blocker(colours_);
    colours_->clear();
    colours_->addChip(u"all"_s, tr("All"));
    for (const MachineVerdict verdict : {MachineVerdict::Green, MachineVerdict::Amber, MachineVerdict::Red})
        colours_->addChip(machineVerdictName(verdict), machineVerdictText(verdict));
    colours_->setCurrent(chosen.isEmpty() ? u"all"_s : chosen);
    size_->setAccessibleName(tr("Size of the pictures"));
    size_->setToolTip(size_->accessibleName());
    buildAttempts();
    buildSorts();
    refresh();
}

void SheetFilterBar::refresh()
{
    const SheetModel& model = sheet_.model();
    colours_->setCount(u"all"_s, model.count(std::nullopt));
    for (const MachineVerdict verdict : {MachineVerdict::Green, MachineVerdict::Amber, MachineVerdict::Red})
        colours_->setCount(machineVerdictName(verdict), model.count(verdict));
    buildBatches();
}

void SheetFilterBar::buildBatches()
{
    QMenu* menu = batch_->menu();
    menu->clear();
    auto* group = new QActionGroup(menu);
    const QString now = sheet_.batchId();
    connect(addChoice(menu, group, tr("All batches"), now.isEmpty()), &QAction::triggered, this,
            [this] { sheet_.setBatch({}); });
    for (const SheetBatch& batch : sheet_.batches()) {
        const QString text =
            u"%1 · %2 (%3)"_s.arg(batch.school, batch.name, QLocale().toString(batch.waiting));
        connect(addChoice(menu, group, text, batch.id == now), &QAction::triggered, this,
                [this, id = batch.id] { sheet_.setBatch(id); });
    }
    const SheetBatch* batch = sheet_.batch(now);
    constexpr int longest = 180;
    setMenuText(batch_,
                batch ? fontMetrics().elidedText(batch->name, Qt::ElideRight, longest) : tr("All batches"));
    batch_->setToolTip(batch ? batch->school + u" · "_s + batch->name : QString());
}

void SheetFilterBar::buildAttempts()
{
    QMenu* menu = attempts_->menu();
    menu->clear();
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, std::optional<bool> repeated) {
        if (repeated_ == repeated)
            setMenuText(attempts_, text);
        connect(addChoice(menu, group, text, repeated_ == repeated), &QAction::triggered, this,
                [this, repeated] {
                    repeated_ = repeated;
                    buildAttempts();
                    applyFilter();
                });
    };
    add(tr("All attempts"), std::nullopt);
    add(tr("First attempts"), false);
    add(tr("Repeated attempts"), true);
}

void SheetFilterBar::buildSorts()
{
    QMenu* menu = sort_->menu();
    menu->clear();
    auto* group = new QActionGroup(menu);
    const SheetSort now = sheet_.model().sortedBy();
    const auto add = [&](const QString& text, SheetSort sort) {
        connect(addChoice(menu, group, text, now == sort), &QAction::triggered, this,
                [this, sort] { sortBy(sort); });
    };
    add(tr("Queue order"), SheetSort::Queue);
    add(tr("Waiting time"), SheetSort::Waiting);
    add(tr("What the machine found"), SheetSort::Verdict);
    menu->addSeparator();
    QMenu* checks = menu->addMenu(tr("Value of a check"));
    for (const QString& id : checkIds()) {
        const bool chosen = now == SheetSort::Check && sheet_.check() == id;
        connect(addChoice(checks, group, checkName(id), chosen), &QAction::triggered, this,
                [this, id] { sortBy(SheetSort::Check, id); });
    }
    setMenuText(sort_, sortText());
    const bool descending = sheet_.model().isDescending();
    direction_->setIcon(icon(descending ? Icon::ChevronUp : Icon::ChevronDown));
    direction_->setToolTip(descending ? tr("Largest or latest first") : tr("Smallest or earliest first"));
    direction_->setAccessibleName(direction_->toolTip());
}

QString SheetFilterBar::sortText() const
{
    switch (sheet_.model().sortedBy()) {
    case SheetSort::Queue: return tr("Queue order");
    case SheetSort::Waiting: return tr("Waiting time");
    case SheetSort::Verdict: return tr("What the machine found");
    case SheetSort::Check: break;
    }
    return checkName(sheet_.check());
}

void SheetFilterBar::sortBy(SheetSort sort, const QString& check)
{
    SheetModel& model = sheet_.model();
    const bool again = model.sortedBy() == sort && (sort != SheetSort::Check || sheet_.check() == check);
    const bool descending = again && !model.isDescending();
    if (sort == SheetSort::Check)
        sheet_.setCheck(check);
    model.setSort(sort, descending);
    buildSorts();
}

void SheetFilterBar::applyFilter()
{
    SheetFilter filter;
    filter.verdict = machineVerdictFromName(colours_->current());
    filter.repeated = repeated_;
    sheet_.model().setFilter(filter);
}

} // namespace photodesk::app
