#include "app/pages/sample_bar.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {

SampleBar::SampleBar(BulkController& bulk, QWidget* parent)
    : QFrame(parent), bulk_(bulk), mark_(new QLabel),
      title_(makeLabel({}, TextSize::Body, widgets::Role::Text, true)), text_(new ElidedLabel),
      progress_(new QProgressBar), sheet_(makeButton({}, ButtonKind::Normal))
{
    setObjectName(u"sampleBar"_s);
    sheet_->setObjectName(u"sampleSheetButton"_s);
    sheet_->setFocusPolicy(Qt::TabFocus);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(120);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(12);
    row->addWidget(mark_);
    row->addWidget(title_);
    row->addWidget(progress_);
    row->addWidget(text_, 1);
    row->addWidget(sheet_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(makeDivider());
    connect(sheet_, &QPushButton::clicked, this, &SampleBar::sheetRequested);
    connect(&bulk_, &BulkController::changed, this, &SampleBar::refresh);
    refresh();
}

void SampleBar::refresh()
{
    const bool shown = bulk_.isSampling() && bulk_.isLooking();
    setVisible(shown);
    if (!shown)
        return;
    const Bulk& bulk = *bulk_.bulk();
    const int looked = bulk_.looked();
    const bool all = looked >= bulk.sampleSize;
    const QLocale locale;
    title_->setText(
        all ? tr("Sample: all %1").arg(locale.toString(bulk.sampleSize))
            : tr("Sample: %1 of %2").arg(locale.toString(looked + 1), locale.toString(bulk.sampleSize)));
    text_->setText(bulk_.isReady() ? tr("Every one is approved. Confirm the other %n on the contact sheet.",
                                        nullptr, bulk.rest)
                   : all ? tr("The server has yet to hear of it; then you can confirm on the contact sheet.")
                         : tr("One that you do not approve ends the bulk approval."));
    progress_->setRange(0, bulk.sampleSize);
    progress_->setValue(looked);
    progress_->setAccessibleName(title_->text());
    sheet_->setText(tr("Contact sheet"));
    setButtonKind(sheet_, bulk_.isReady() ? ButtonKind::Primary : ButtonKind::Normal);
    const Theme& theme = Theme::current();
    mark_->setPixmap(iconPixmap(all ? Icon::Check : Icon::Gallery,
                                theme.colour(all ? widgets::Role::Pass : widgets::Role::Accent), 20,
                                devicePixelRatioF()));
    setAccessibleName(text());
}

QString SampleBar::text() const
{
    return title_->text() + u' ' + text_->text();
}

void SampleBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace photodesk::app
