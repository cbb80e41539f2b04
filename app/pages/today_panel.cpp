#include "app/pages/today_panel.h"

#include "widgets/controls.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {
constexpr int rowCount = 5, panelWidth = 300, railWidth = 56, statusHeight = 28;
}

TodayPanel::TodayPanel(QWidget* window)
    : QFrame(window), title_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      close_(makeIconButton(Icon::Close, {})), note_(makeLabel({}, TextSize::Small, widgets::Role::Muted)),
      escape_(new QShortcut(QKeySequence(Qt::Key_Escape), this))
{
    setObjectName(u"todayPanel"_s);
    setProperty("floating", true);
    setFixedWidth(panelWidth);
    close_->setFocusPolicy(Qt::TabFocus);
    note_->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(close_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    for (int row = 0; row < rowCount; ++row) {
        rows_ << std::pair(makeLabel({}, TextSize::Body, widgets::Role::Muted),
                           makeLabel({}, TextSize::Body, widgets::Role::Text, true));
        grid->addWidget(rows_.back().first, row, 0);
        grid->addWidget(rows_.back().second, row, 1, Qt::AlignRight);
    }
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 12, 16, 16);
    box->setSpacing(8);
    box->addLayout(head);
    box->addLayout(grid);
    box->addWidget(note_);
    connect(close_, &QToolButton::clicked, this, &QWidget::hide);
    connect(escape_, &QShortcut::activated, this, &QWidget::hide);
    escape_->setEnabled(false);
    hide();
    retranslate();
}

void TodayPanel::setDay(const std::optional<OwnDay>& day)
{
    day_ = day;
    retranslate();
}

void TodayPanel::retranslate()
{
    title_->setText(tr("My day"));
    close_->setAccessibleName(tr("Close"));
    close_->setToolTip(tr("Close"));
    const QString none = u"–"_s;
    const QLocale words = locale();
    QStringList values(rowCount, none);
    if (day_) {
        values[0] = words.toString(day_->decided);
        values[1] = day_->perHour ? words.toString(*day_->perHour, 'f', 0) : none;
        values[2] = day_->medianSeconds ? tr("%1 s").arg(words.toString(*day_->medianSeconds, 'f', 1)) : none;
        values[3] = words.toString(day_->left);
        constexpr int percent = 100;
        if (day_->lookedAgain > 0)
            values[4] = tr("%1 % (%2 of %3)")
                            .arg(words.toString(percent * day_->stood / day_->lookedAgain),
                                 words.toString(day_->stood), words.toString(day_->lookedAgain));
    }
    const QStringList names{tr("Decided today"), tr("An hour of work"), tr("Median time"),
                            tr("Left in the queue"), tr("Agreement")};
    for (int row = 0; row < rowCount; ++row) {
        rows_[row].first->setText(names[row]);
        rows_[row].second->setText(values[row]);
        rows_[row].second->setAccessibleName(names[row] + u": "_s + values[row]);
    }
    note_->setText(
        tr("Pauses of more than 3 minutes are no work. Agreement: of your approvals and rejections "
           "of the last 30 days that somebody else decided again, how many stood."));
    place();
}

QString TodayPanel::text() const
{
    QStringList lines;
    for (const auto& [name, value] : rows_)
        lines << name->text() + u": "_s + value->text();
    return lines.join(u'\n');
}

void TodayPanel::place()
{
    if (!isVisible())
        return;
    const int high = layout()->totalHeightForWidth(width());
    setGeometry(railWidth + 12, parentWidget()->height() - statusHeight - 12 - high, width(), high);
}

void TodayPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    escape_->setEnabled(true);
    place();
    raise();
}

void TodayPanel::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    escape_->setEnabled(false);
}

void TodayPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace photodesk::app
