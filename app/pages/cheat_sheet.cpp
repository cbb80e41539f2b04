#include "app/pages/cheat_sheet.h"

#include "app/key_map.h"
#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

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
    auto* grid = new QGridLayout(panel_);
    grid->setContentsMargins(32, 28, 32, 28);
    grid->setHorizontalSpacing(48);
    grid->setVerticalSpacing(24);
    grid->addWidget(groupOf(CommandGroup::Decide, keys), 0, 0);
    grid->addWidget(groupOf(CommandGroup::Reasons, keys), 1, 0);
    grid->addWidget(groupOf(CommandGroup::Look, keys), 0, 1, 2, 1);
    grid->addWidget(groupOf(CommandGroup::Overlays, keys), 0, 2);
    grid->addWidget(groupOf(CommandGroup::Everywhere, keys), 1, 2);
    grid->addWidget(groupOf(CommandGroup::Rework, keys), 0, 3, 2, 1);
    grid->addWidget(makeLabel(tr("Any key closes this."), TextSize::Small, widgets::Role::Muted), 2, 0, 1, 4,
                    Qt::AlignHCenter);
    layout()->addWidget(panel_);
    layout()->setAlignment(panel_, Qt::AlignCenter);
    before_ = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
    Q_EMIT opened();
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
    if (key != Qt::Key_Shift && key != Qt::Key_Control && key != Qt::Key_Alt && key != Qt::Key_Meta)
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
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace photodesk::app
