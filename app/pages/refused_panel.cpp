#include "app/pages/refused_panel.h"

#include "app/error_text.h"
#include "app/pages/state_text.h"
#include "app/review/history_model.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

RefusedPanel::RefusedPanel(Outbox& outbox, const ReasonCatalogue& reasons, QWidget* parent)
    : QFrame(parent), outbox_(outbox), reasons_(reasons),
      title_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      none_(makeLabel({}, TextSize::Body, widgets::Role::Muted)),
      seenAll_(makeButton(QString(), ButtonKind::Normal)), rows_(new QWidget),
      rowsLayout_(new QVBoxLayout(rows_))
{
    setObjectName(u"refusedPanel"_s);
    seenAll_->setObjectName(u"seenAllButton"_s);
    setFixedWidth(Theme::current().metric(Metric::Inspector));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* head = new QHBoxLayout;
    auto* close = makeIconButton(Icon::Close, tr("Close"));
    head->addWidget(title_, 1);
    head->addWidget(close);
    rowsLayout_->setContentsMargins(0, 0, 0, 0);
    rowsLayout_->setSpacing(12);
    rowsLayout_->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(rows_);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 12, 16, 12);
    box->setSpacing(12);
    box->addLayout(head);
    box->addWidget(none_);
    box->addWidget(scroll, 1);
    box->addWidget(seenAll_);
    none_->setWordWrap(true);
    connect(close, &QToolButton::clicked, this, &RefusedPanel::closeRequested);
    connect(seenAll_, &QPushButton::clicked, this, [this] {
        const auto all = outbox_.refused();
        for (const RefusedDecision& refused : all)
            outbox_.dismiss(refused.seq);
    });
    connect(&outbox, &Outbox::countsChanged, this, &RefusedPanel::refresh);
    refresh();
}

int RefusedPanel::count() const
{
    return int(outbox_.refused().size());
}

QWidget* RefusedPanel::row(const RefusedDecision& refused)
{
    QFrame* card = makeCard();
    auto* box = new QVBoxLayout(card);
    box->setContentsMargins(12, 8, 12, 8);
    box->setSpacing(4);
    const Decision& d = refused.decision;
    QStringList words{verdictText(d.verdict)};
    for (const QString& code : d.reasons)
        words << reasonText(reasons_, code, locale());
    auto* what = makeLabel(words.join(u" · "_s), TextSize::Body, widgets::Role::Text, true);
    auto* when = makeLabel(
        tr("Record %1, %2")
            .arg(d.recordId.left(8), locale().toString(d.decidedAt.toLocalTime(), u"MM-dd HH:mm"_s)),
        TextSize::Small, widgets::Role::Muted);
    QString reason = errorLine(refused.error, Doing::Sending);
    if (refused.present)
        reason += u' ' + tr("It is now: %1.").arg(recordStateText(refused.present->state));
    auto* why = makeLabel(reason);
    auto* foot = new QHBoxLayout;
    auto* seen = makeButton(tr("Seen"), ButtonKind::Quiet);
    connect(seen, &QPushButton::clicked, this, [this, seq = refused.seq] { outbox_.dismiss(seq); });
    foot->addWidget(makeLabel(errorName(refused.error.code), TextSize::Small, widgets::Role::Muted), 1);
    foot->addWidget(seen);
    for (QLabel* label : {what, why})
        label->setWordWrap(true);
    box->addWidget(what);
    box->addWidget(when);
    box->addWidget(why);
    box->addLayout(foot);
    return card;
}

void RefusedPanel::showEvent(QShowEvent* event)
{
    refresh();
    QFrame::showEvent(event);
}

void RefusedPanel::refresh()
{
    if (!isVisible())
        return; // after an outage there may be hundreds of them
    while (rowsLayout_->count() > 1) {
        QLayoutItem* item = rowsLayout_->takeAt(0);
        item->widget()->deleteLater();
        delete item;
    }
    for (const RefusedDecision& refused : outbox_.refused())
        rowsLayout_->insertWidget(rowsLayout_->count() - 1, row(refused));
    title_->setText(tr("Not accepted"));
    none_->setText(
        count() ? tr("The server did not take these decisions. They change nothing; the photos are with "
                     "somebody else or have moved on.")
                : tr("Every decision was accepted."));
    seenAll_->setText(tr("All seen"));
    seenAll_->setVisible(count() > 0);
}

void RefusedPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace photodesk::app
