#include "app/pages/key_router.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace photodesk::app {
namespace {

constexpr qint64 longHoldMs = 300;

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

bool belongsToWidgets(Command command)
{
    switch (command) {
    case Command::Approve:
    case Command::Reject:
    case Command::SecondOpinion:
    case Command::FindReason:
    case Command::Note:
    case Command::BulkApprove:
    case Command::PageReview:
    case Command::PageHistory:
    case Command::PageSettings:
    case Command::NotAccepted:
    case Command::Today:
    case Command::CheatSheet:
    case Command::Lock:
    case Command::SignOut: return true;
    default: return false;
    }
}

/// Inside something that lies over the page.
bool covers(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (widget->property("covers").toBool())
            return true;
    }
    return false;
}

} // namespace

KeyRouter::KeyRouter(QWidget* page) : QObject(page), page_(page)
{
    qApp->installEventFilter(this);
}

bool KeyRouter::isForPage(QObject* watched) const
{
    const auto* widget = qobject_cast<QWidget*>(watched);
    return widget && !covers(widget) && page_->isVisible() && page_->isEnabled()
           && widget->window() == page_->window() && !QApplication::activePopupWidget()
           && !QApplication::activeModalWidget();
}

bool KeyRouter::leaveToFocus(int key, Qt::KeyboardModifiers modifiers) const
{
    QWidget* focus = QApplication::focusWidget();
    if (!focus || focus->window() != page_->window())
        return false;
    const bool commanding = modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (qobject_cast<QLineEdit*>(focus) || qobject_cast<QPlainTextEdit*>(focus)
        || qobject_cast<QComboBox*>(focus))
        return key != Qt::Key_Escape || !commanding;
    if (qobject_cast<QAbstractButton*>(focus))
        return key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter || isArrow(key);
    if (qobject_cast<QAbstractItemView*>(focus))
        return isArrow(key) || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (arrowsSplit_ && (key == Qt::Key_Left || key == Qt::Key_Right))
        return true;
    return arrowsPan_ && isArrow(key);
}

bool KeyRouter::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::KeyPress && type != QEvent::KeyRelease)
        return false;
    // A key event passes by the window object and by each widget up from the focus: take it once, at the
    // widget.
    if (!watched->isWidgetType())
        return false;
    auto* key = static_cast<QKeyEvent*>(event);
    if (type == QEvent::KeyRelease) {
        if (down_ && key->key() == downKey_ && !key->isAutoRepeat()) {
            Q_EMIT held(*std::exchange(down_, std::nullopt), false, downFor_.elapsed() > longHoldMs);
            return true;
        }
        return false;
    }
    if (!isForPage(watched) || leaveToFocus(key->key(), key->modifiers()))
        return false;
    const auto command = keys_.find(*key);
    if (!command || belongsToWidgets(*command))
        return false;
    if (commandInfo(*command).held) {
        if (!key->isAutoRepeat() && !down_) {
            down_ = command;
            downKey_ = key->key();
            downFor_.start();
            Q_EMIT held(*command, true, false);
        }
        return true;
    }
    // A key that lies on the board must not run through the queue.
    if (key->isAutoRepeat() && commandInfo(*command).group == CommandGroup::Decide)
        return true;
    Q_EMIT triggered(*command);
    return true;
}

} // namespace photodesk::app
