#include "app/pages/attempt_list.h"

#include "app/review/history_model.h"
#include "widgets/controls.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

QString sourceText(const QString& source)
{
    return source == "camera"_L1 ? AttemptList::tr("by camera") : AttemptList::tr("from the album");
}

QString machineText(MachineVerdict verdict)
{
    switch (verdict) {
    case MachineVerdict::Green: return AttemptList::tr("machine: nothing found");
    case MachineVerdict::Amber: return AttemptList::tr("machine: something to look at");
    case MachineVerdict::Red: break;
    }
    return AttemptList::tr("machine: a rule is broken");
}

std::pair<QString, widgets::Role> markOf(const PastDecision& decision)
{
    if (decision.undone)
        return {u"–"_s, widgets::Role::Muted};
    switch (decision.verdict) {
    case Verdict::Approve: return {u"✓"_s, widgets::Role::Pass};
    case Verdict::Reject: return {u"✕"_s, widgets::Role::Fail};
    case Verdict::SecondOpinion: break;
    }
    return {u"!"_s, widgets::Role::Warn};
}

QLabel* wrapped(const QString& text, TextSize size, widgets::Role role, bool strong = false)
{
    QLabel* label = makeLabel(text, size, role, strong);
    label->setWordWrap(true);
    return label;
}

} // namespace

AttemptList::AttemptList(const ReasonCatalogue& reasons, QWidget* parent)
    : QScrollArea(parent), reasons_(reasons)
{
    setObjectName(u"attemptList"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(12);
    column_->addStretch();
    setWidget(content);
    rebuild();
}

void AttemptList::setAttempts(std::vector<Attempt> newestFirst)
{
    attempts_ = std::move(newestFirst);
    rebuild();
    ensureVisible(0, 0);
}

void AttemptList::step(int rows)
{
    constexpr int rowPixels = 48;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows * rowPixels);
}

void AttemptList::addDecision(QVBoxLayout* box, const PastDecision& decision) const
{
    const auto [mark, role] = markOf(decision);
    QString head = mark + u' ' + verdictText(decision.verdict);
    if (decision.undone)
        head += u" · "_s + tr("taken back");
    box->addWidget(wrapped(head, TextSize::Body, role, true));
    for (const QString& code : decision.reasons) {
        const QString main = code == decision.mainReason && decision.reasons.size() > 1
                                 ? u" · "_s + tr("main reason")
                                 : QString();
        box->addWidget(wrapped(code + u' ' + reasonText(reasons_, code, locale()) + main, TextSize::Body,
                               widgets::Role::Text));
    }
    if (!decision.note.isEmpty())
        box->addWidget(wrapped(tr("Note: %1").arg(decision.note), TextSize::Body, widgets::Role::Text));
    const QString when = locale().toString(decision.decidedAt.toLocalTime(), u"yyyy-MM-dd HH:mm"_s);
    box->addWidget(wrapped(decision.by.isEmpty() ? when : decision.by + u" · "_s + when, TextSize::Small,
                           widgets::Role::Muted));
}

QWidget* AttemptList::card(const Attempt& attempt) const
{
    QFrame* frame = makeCard();
    auto* box = new QVBoxLayout(frame);
    box->setContentsMargins(12, 8, 12, 8);
    box->setSpacing(4);
    box->addWidget(wrapped(tr("Attempt %1").arg(attempt.number), TextSize::Body, widgets::Role::Text, true));
    const QDateTime when = attempt.submittedAt.value_or(attempt.uploadedAt);
    box->addWidget(wrapped(QStringList{locale().toString(when.toLocalTime(), u"yyyy-MM-dd HH:mm"_s),
                                       sourceText(attempt.captureSource), machineText(attempt.verdict)}
                               .join(u" · "_s),
                           TextSize::Small, widgets::Role::Muted));
    if (!attempt.studentNote.isEmpty())
        box->addWidget(
            wrapped(tr("Student: %1").arg(attempt.studentNote), TextSize::Body, widgets::Role::Text));
    if (attempt.decisions.empty())
        box->addWidget(wrapped(tr("Nothing decided yet"), TextSize::Body, widgets::Role::Muted));
    for (const PastDecision& decision : attempt.decisions)
        addDecision(box, decision);
    return frame;
}

void AttemptList::rebuild()
{
    while (column_->count() > 1) {
        QLayoutItem* item = column_->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Attempt& attempt : attempts_)
        column_->insertWidget(column_->count() - 1, card(attempt));
    setAccessibleName(tr("History of the person"));
    setAccessibleDescription(text());
}

QString AttemptList::text() const
{
    QStringList lines;
    for (int i = 0; i + 1 < column_->count(); ++i) {
        for (const QLabel* label : column_->itemAt(i)->widget()->findChildren<QLabel*>())
            lines << label->text();
    }
    return lines.join(u'\n');
}

void AttemptList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        rebuild();
    QScrollArea::changeEvent(event);
}

} // namespace photodesk::app
