#include "app/pages/bulk_panel.h"

#include "resources/resources.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <map>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

QString number(int value)
{
    return QLocale().toString(value);
}

} // namespace

BulkPanel::BulkPanel(BulkController& bulk, const Clock& clock, QWidget* parent)
    : QFrame(parent), bulk_(bulk), clock_(clock),
      title_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)), lines_(new QVBoxLayout),
      main_(makeButton({}, ButtonKind::Primary)), other_(makeButton({}, ButtonKind::Quiet))
{
    setObjectName(u"bulkPanel"_s);
    main_->setObjectName(u"bulkMainButton"_s);
    other_->setObjectName(u"bulkOtherButton"_s);
    setFixedWidth(Theme::current().metric(Metric::Inspector));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    title_->setWordWrap(true);
    lines_->setSpacing(12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 20, 16, 16);
    column->setSpacing(16);
    column->addWidget(title_);
    column->addLayout(lines_);
    column->addSpacing(4);
    column->addWidget(main_);
    column->addWidget(other_);
    column->addStretch(1);
    connect(main_, &QPushButton::clicked, this, [this] {
        if (const auto act = mainAct_)
            act();
    });
    connect(other_, &QPushButton::clicked, this, [this] {
        if (const auto act = otherAct_)
            act();
    });
    connect(&bulk_, &BulkController::changed, this, &BulkPanel::refresh);
    hide();
}

void BulkPanel::propose(BulkProposal proposal)
{
    proposal_ = std::move(proposal);
    refresh();
    show();
    if (main_->isEnabled() && main_->isVisible())
        main_->setFocus();
    else
        other_->setFocus();
}

void BulkPanel::close()
{
    proposal_.reset();
    bulk_.dismiss();
    refresh();
    Q_EMIT closed();
}

void BulkPanel::refresh()
{
    if (bulk_.bulk()) {
        proposal_.reset();
        sayBulk(*bulk_.bulk());
        show();
    } else if (proposal_) {
        sayProposal();
    } else {
        hide();
    }
    // The same key pressed once too often must not take back what it has just approved.
    if (bulk_.bulk() && bulk_.bulk()->state == BulkState::Approved && main_->hasFocus())
        other_->setFocus();
}

void BulkPanel::say(const QString& title, const QStringList& lines, const Choice& main, const Choice& other)
{
    title_->setText(title);
    while (QLayoutItem* item = lines_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& line : lines) {
        QLabel* label = makeLabel(line);
        label->setWordWrap(true);
        lines_->addWidget(label);
    }
    main_->setText(main.text);
    setButtonKind(main_, ButtonKind::Primary);
    main_->setVisible(!main.text.isEmpty());
    other_->setText(other.text);
    other_->setVisible(!other.text.isEmpty());
    mainAct_ = main.act;
    otherAct_ = other.act;
    setAccessibleName(text());
}

QString BulkPanel::text() const
{
    QStringList words{title_->text()};
    for (int i = 0; i < lines_->count(); ++i)
        words << static_cast<QLabel*>(lines_->itemAt(i)->widget())->text();
    return words.join(u' ');
}

void BulkPanel::sayProposal()
{
    const BulkProposal& p = *proposal_;
    const Choice leave{tr("Close"), [this] { close(); }};
    if (p.severalBatches) {
        say(tr("One batch at a time"),
            {tr("Your choice has photos of several batches. Choose a batch above, then the photos.")}, {},
            leave);
        return;
    }
    if (!p.batch.bulkAllowed) {
        say(tr("Not in this batch"),
            {tr("“%1” does not allow photos to be approved together. An administrator can turn it on.")
                 .arg(p.batch.name)},
            {}, leave);
        return;
    }
    const int count = int(p.photos.size()), most = int(resources::limit("bulk_most"_L1));
    const int least = int(resources::limit("bulk_sample_least"_L1));
    const int sample = bulkSampleSize(count, p.batch.bulkSamplePercent, least);
    QStringList stayOut;
    if (p.withFindings > 0)
        stayOut << tr("%n with findings", nullptr, p.withFindings);
    if (p.flagged > 0)
        stayOut << tr("%n with a note or without a processed picture", nullptr, p.flagged);
    if (p.elsewhere > 0)
        stayOut << tr("%n at somebody else's desk", nullptr, p.elsewhere);
    const QString out = stayOut.isEmpty() ? QString() : tr("Left out: %1.").arg(stayOut.join(u", "_s));
    if (sample == 0 || count > most) {
        QStringList lines{count > most
                              ? tr("At most %1 at a time.").arg(number(most))
                              : tr("At least %1 clean photos are needed; fewer are looked at one by one.")
                                    .arg(number(least + 1))};
        if (!out.isEmpty())
            lines << out;
        say(count > most ? tr("Too many at once") : tr("Too few for this"), lines, {}, leave);
        return;
    }
    const qint64 minutes = resources::limit("bulk_expires_ms"_L1) / 60'000;
    QStringList lines{tr("The server draws %n of them at random.", nullptr, sample),
                      tr("You look at these one by one, as always."),
                      tr("If you approve every one, you can then approve the other %1 together.")
                          .arg(number(count - sample)),
                      tr("If there is one that you do not approve, all the others go back to the queue."),
                      tr("The photos are kept for you for %1 minutes.").arg(minutes)};
    for (int i = 0; i < 3; ++i)
        lines[i].prepend(u"%1.  "_s.arg(i + 1));
    if (!out.isEmpty())
        lines << out;
    say(tr("Approve %n photo(s) together", nullptr, count), lines,
        {tr("Draw the sample"), [this] { bulk_.start(proposal_->batch.id, proposal_->photos); }},
        {tr("Cancel"), [this] { close(); }});
}

void BulkPanel::sayBulk(const Bulk& bulk)
{
    if (bulk.state == BulkState::Sampling)
        saySampling(bulk);
    else
        sayEnded(bulk);
}

void BulkPanel::saySampling(const Bulk& bulk)
{
    const Choice giveUp{tr("Give up; all go back to the queue"), [this] { bulk_.cancel(); }};
    QStringList lines;
    if (bulk.isReady()) {
        lines << tr("You have looked at the whole sample of %n photo(s) and approved every one.", nullptr,
                    bulk.sampleSize)
              << leftOutLines(bulk);
        say(tr("The sample is approved"), lines,
            {tr("Approve the other %n", nullptr, bulk.rest), [this] { bulk_.approve(); }}, giveUp);
        return;
    }
    lines << tr("%1 of %2 looked at.").arg(number(bulk_.looked()), number(bulk.sampleSize))
          << tr("When every one is approved, the other %n can be approved here.", nullptr, bulk.rest)
          << tr("They are kept for you until %1.").arg(clockTime(bulk.expiresAt)) << leftOutLines(bulk);
    say(tr("Look at the sample"), lines, {tr("Go to the sample"), [this] { Q_EMIT lookRequested(); }},
        giveUp);
}

void BulkPanel::sayEnded(const Bulk& bulk)
{
    const Choice leave{tr("Close"), [this] { close(); }};
    switch (bulk.state) {
    case BulkState::Approved: {
        QStringList lines{tr("Each has a decision of its own in the history.")};
        const bool open = bulk.undoUntil && *bulk.undoUntil > clock_.now();
        if (open)
            lines << tr("Students hear of it after %1; until then all can be taken back.")
                         .arg(clockTime(*bulk.undoUntil));
        lines << leftOutLines(bulk);
        say(tr("%n photo(s) approved", nullptr, bulk.rest), lines,
            open ? Choice{tr("Take all back"), [this] { bulk_.undo(); }} : Choice{}, leave);
        setButtonKind(main_, ButtonKind::Normal); // possible, not proposed
        break;
    }
    case BulkState::Dissolved:
        say(tr("Not approved together"),
            {tr("A photo of the sample was not approved, or nothing but the sample was left."),
             tr("What you have decided stands; the others are back in the queue.")},
            {}, leave);
        break;
    case BulkState::Expired:
        say(tr("The time ran out"),
            {tr("Nothing was approved together. What you have decided stands; the others are back in the "
                "queue.")},
            {}, leave);
        break;
    case BulkState::Undone:
        say(tr("Taken back"),
            {tr("The photos are back in the queue, except where something happened to them since.")}, {},
            leave);
        break;
    case BulkState::Sampling:
    case BulkState::Cancelled: break;
    }
}

QStringList BulkPanel::leftOutLines(const Bulk& bulk)
{
    std::map<LeftOut, int> counts;
    for (const auto& [record, why] : bulk.leftOut)
        ++counts[why];
    QStringList words;
    for (const auto& [why, count] : counts) {
        switch (why) {
        case LeftOut::NotGreen: words << tr("%n with findings", nullptr, count); break;
        case LeftOut::Flagged:
            words << tr("%n with a note or without a processed picture", nullptr, count);
            break;
        case LeftOut::OtherBatch: words << tr("%n of another batch", nullptr, count); break;
        case LeftOut::Leased: words << tr("%n at somebody else's desk", nullptr, count); break;
        case LeftOut::Changed: words << tr("%n changed since", nullptr, count); break;
        case LeftOut::Withdrawn: words << tr("%n withdrawn", nullptr, count); break;
        case LeftOut::DecidedSingly: words << tr("%n decided one by one", nullptr, count); break;
        }
    }
    if (words.isEmpty())
        return {};
    return {tr("Left out: %1.").arg(words.join(u", "_s))};
}

QString BulkPanel::clockTime(const QDateTime& time) const
{
    return QLocale().toString(time.toLocalTime(), u"HH:mm"_s);
}

void BulkPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    if (event->type() == QEvent::StyleChange)
        setFixedWidth(Theme::current().metric(Metric::Inspector));
    QFrame::changeEvent(event);
}

} // namespace photodesk::app
