#include "app/pages/cheat_sheet.h"

#include "app/key_map.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr int wideMargin = 2 * (24 + 32); // round the card and within it

QLabel* keyCap(const QString& key)
{
    QLabel* label = makeLabel(key, TextSize::Body, widgets::Role::Text, true);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

QWidget* groupOf(CommandGroup group, const KeyMap& map)
{
    auto* column = new QWidget;
    auto* grid = new QGridLayout(column);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    grid->addWidget(makeLabel(commandGroupText(group), TextSize::Title, widgets::Role::Text, true), 0, 0, 1,
                    2);
    int row = 1;
    for (const CommandInfo& info : commandTable()) {
        const QString keys = map.text(info.command);
        if (info.group != group || keys.isEmpty())
            continue;
        grid->addWidget(keyCap(keys), row, 0);
        grid->addWidget(makeLabel(commandText(info.command)), row++, 1);
    }
    grid->setColumnMinimumWidth(0, 96);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(row, 1);
    return column;
}

using Columns = QList<QList<CommandGroup>>;

Columns wideSheet()
{
    using enum CommandGroup;
    return {{Decide, Reasons}, {Look}, {Overlays, Everywhere}, {Rework}};
}

Columns narrowSheet()
{
    using enum CommandGroup;
    return {{Decide, Reasons, Overlays}, {Look, Everywhere, Rework}};
}

QWidget* columnsOf(const Columns& columns, const KeyMap& keys)
{
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(40);
    for (const QList<CommandGroup>& groups : columns) {
        auto* column = new QVBoxLayout;
        column->setSpacing(24);
        for (const CommandGroup group : groups)
            column->addWidget(groupOf(group, keys));
        column->addStretch();
        row->addLayout(column);
    }
    return content;
}

} // namespace

CheatSheet::CheatSheet(QWidget* over) : QWidget(over)
{
    setObjectName(u"cheatSheet"_s);
    setProperty("covers", true);
    setFocusPolicy(Qt::StrongFocus);
    over->installEventFilter(this);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(24, 24, 24, 24);
    hide();
}

void CheatSheet::open(const KeyMap& keys)
{
    delete panel_;
    panel_ = makeCard(this);
    QWidget* content = columnsOf(wideSheet(), keys);
    if (content->sizeHint().width() > parentWidget()->width() - wideMargin) {
        delete content;
        content = columnsOf(narrowSheet(), keys);
    }
    scroll_ = new QScrollArea;
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidget(content);
    for (QWidget* widget : {content, scroll_->viewport()})
        widget->setAutoFillBackground(false); // the card's own
    hint_ = makeLabel({}, TextSize::Small, widgets::Role::Muted);
    auto* box = new QVBoxLayout(panel_);
    box->setContentsMargins(32, 28, 32, 20);
    box->setSpacing(16);
    box->addWidget(scroll_);
    box->addWidget(hint_, 0, Qt::AlignHCenter);
    layout()->addWidget(panel_);
    layout()->setAlignment(panel_, Qt::AlignCenter);
    fit();
    before_ = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
    Q_EMIT opened();
}

void CheatSheet::fit()
{
    // On a low screen the sheet is cut, not the window.
    const QMargins around = layout()->contentsMargins() + panel_->layout()->contentsMargins();
    const QSize room =
        parentWidget()->size().shrunkBy(around) - QSize(0, 2 * hint_->sizeHint().height() + 16);
    const QSize whole = scroll_->widget()->sizeHint();
    cut_ = whole.height() > room.height();
    const int bar = cut_ ? scroll_->verticalScrollBar()->sizeHint().width() : 0;
    scroll_->widget()->resize(whole);
    scroll_->setFixedSize(std::min(whole.width() + bar, room.width()),
                          std::min(whole.height(), room.height()));
    hint_->setText(cut_ ? tr("Arrows scroll; any other key closes this.") : tr("Any key closes this."));
}

bool CheatSheet::scroll(int key)
{
    if (!cut_)
        return false;
    QScrollBar* bar = scroll_->verticalScrollBar();
    const int line = hint_->sizeHint().height() * 2;
    switch (key) {
    case Qt::Key_Down: bar->setValue(bar->value() + line); return true;
    case Qt::Key_Up: bar->setValue(bar->value() - line); return true;
    case Qt::Key_PageDown: bar->setValue(bar->value() + bar->pageStep()); return true;
    case Qt::Key_PageUp: bar->setValue(bar->value() - bar->pageStep()); return true;
    default: return false;
    }
}

void CheatSheet::leave()
{
    hide();
    Q_EMIT closed();
    if (before_ && parentWidget()->isAncestorOf(before_))
        before_->setFocus();
    before_ = nullptr;
}

bool CheatSheet::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride)
        event->accept(); // a key meant to close this must not approve a photo below
    return QWidget::event(event);
}

void CheatSheet::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (!scroll(key) && key != Qt::Key_Shift && key != Qt::Key_Control && key != Qt::Key_Alt
        && key != Qt::Key_Meta)
        leave();
    event->accept();
}

void CheatSheet::mousePressEvent(QMouseEvent*)
{
    leave();
}

void CheatSheet::paintEvent(QPaintEvent*)
{
    QColor veil = Theme::current().colour(widgets::Role::Window);
    constexpr int alpha = 200;
    veil.setAlpha(alpha);
    QPainter(this).fillRect(rect(), veil);
}

bool CheatSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        if (isVisible())
            fit();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace photodesk::app
