#include "app/pages/person_header.h"

#include "app/review/history_model.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

PersonHeader::PersonHeader(const ReasonCatalogue& reasons, QWidget* parent)
    : QWidget(parent), reasons_(reasons), name_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      last4_(makeLabel({}, TextSize::Title, widgets::Role::Muted)),
      attempt_(makeLabel({}, TextSize::Body, widgets::Role::Text, true)),
      historyButton_(makeIconButton(Icon::History, {})), batch_(new ElidedLabel),
      waiting_(makeLabel({}, TextSize::Body, widgets::Role::Muted)), note_(new ElidedLabel),
      earlier_(new ElidedLabel), reworked_(new ElidedLabel)
{
    setObjectName(u"personHeader"_s);
    auto* first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(name_);
    first->addWidget(last4_);
    first->addStretch();
    first->addWidget(attempt_);
    first->addWidget(historyButton_);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(batch_, 1);
    second->addWidget(waiting_);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 12, 16, 12);
    box->setSpacing(4);
    box->addLayout(first);
    box->addLayout(second);
    box->addWidget(earlier_);
    box->addWidget(reworked_);
    box->addWidget(note_);
    setLabelRole(batch_, widgets::Role::Muted);
    setLabelRole(earlier_, widgets::Role::Muted);
    setLabelRole(reworked_, widgets::Role::Muted);
    reworked_->setObjectName(u"reworkedLabel"_s);
    last4_->setAccessibleName(u"ID"_s);
    historyButton_->setObjectName(u"historyButton"_s);
    historyButton_->setCheckable(true);
    historyButton_->setFocusPolicy(Qt::TabFocus);
    connect(historyButton_, &QToolButton::clicked, this, &PersonHeader::historyRequested);
    retranslate();
}

void PersonHeader::setItem(const ReviewItem* item, const QDateTime& now)
{
    item_ = item ? std::optional(*item) : std::nullopt;
    now_ = now;
    retranslate();
}

void PersonHeader::setHistoryKey(const QKeySequence& key)
{
    historyKey_ = key;
    retranslate();
}

void PersonHeader::setHistoryOpen(bool open)
{
    historyButton_->setChecked(open);
}

void PersonHeader::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        retranslate();
    QWidget::changeEvent(event);
}

QString PersonHeader::attemptText() const
{
    return item_->attempt.number <= 1 ? tr("1st attempt") : tr("Attempt %1").arg(item_->attempt.number);
}

QString PersonHeader::waitingText() const
{
    const QDateTime since = item_->attempt.submittedAt.value_or(item_->attempt.uploadedAt);
    constexpr qint64 minute = 60, hour = 60 * minute, day = 24 * hour;
    const qint64 seconds = std::max<qint64>(0, since.secsTo(now_));
    if (seconds < hour)
        return tr("waits %n min", nullptr, int(seconds / minute));
    if (seconds < 2 * day)
        return tr("waits %n h", nullptr, int(seconds / hour));
    return tr("waits %n days", nullptr, int(seconds / day));
}

QString PersonHeader::earlierText() const
{
    for (const PastDecision& decision : item_->attempt.decisions) {
        if (!decision.undone && decision.verdict == Verdict::SecondOpinion)
            return tr("%1 asks for a second opinion: %2").arg(decision.by, decision.note);
    }
    for (const Attempt& attempt : item_->previous) {
        for (const PastDecision& decision : attempt.decisions) {
            if (decision.undone || decision.verdict != Verdict::Reject)
                continue;
            QStringList words;
            for (const QString& code : decision.reasons)
                words << reasonText(reasons_, code, locale());
            return tr("Attempt %1 was rejected: %2").arg(attempt.number).arg(words.join(u" · "_s));
        }
    }
    return {};
}

QString PersonHeader::reworkedText() const
{
    if (item_->attempt.revisions.empty())
        return {};
    const Revision& last = item_->attempt.revisions.back();
    const QString at = locale().toString(last.at.toLocalTime(), QLocale::ShortFormat);
    return last.kind == Revision::Kind::Restore
               ? tr("Back to the machine's own picture: %1, %2").arg(last.by, at)
               : tr("Reworked by %1, %2").arg(last.by, at);
}

void PersonHeader::retranslate()
{
    const bool has = item_.has_value();
    historyButton_->setAccessibleName(tr("History of the person"));
    historyButton_->setToolTip(tr("History of the person") + u"  "_s
                               + historyKey_.toString(QKeySequence::NativeText));
    historyButton_->setEnabled(has);
    name_->setText(has ? item_->person.nameMasked : QString());
    last4_->setText(has ? item_->person.idLast4 : QString());
    attempt_->setText(has ? attemptText() : QString());
    setLabelRole(attempt_, has && item_->attempt.number > 1 ? widgets::Role::Warn : widgets::Role::Text);
    batch_->setText(has ? item_->person.school + u" · "_s + item_->person.batch : QString());
    waiting_->setText(has ? waitingText() : QString());
    const QString earlier = has ? earlierText() : QString();
    earlier_->setText(earlier);
    earlier_->setVisible(!earlier.isEmpty());
    const QString reworked = has ? reworkedText() : QString();
    reworked_->setText(reworked);
    reworked_->setVisible(!reworked.isEmpty());
    const QString note = has ? item_->attempt.studentNote : QString();
    note_->setText(note.isEmpty() ? QString() : tr("Student: %1").arg(note));
    note_->setVisible(!note.isEmpty());
}

} // namespace photodesk::app
