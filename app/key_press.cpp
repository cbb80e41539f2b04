#include "app/key_press.h"

#include <QEvent>
#include <QWidget>
#include <QWindow>
#include <QtGui/qtguiglobal.h>

// What QTest uses too; exported by Qt Gui but declared in no public header.
Q_GUI_EXPORT void qt_handleKeyEvent(QWindow* window, QEvent::Type type, int key,
                                    Qt::KeyboardModifiers modifiers, const QString& text, bool autoRepeat,
                                    ushort count);

namespace photodesk::app {

void pressKey(QWidget& window, int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    qt_handleKeyEvent(window.windowHandle(), QEvent::KeyPress, key, modifiers, text, false, 1);
    qt_handleKeyEvent(window.windowHandle(), QEvent::KeyRelease, key, modifiers, text, false, 1);
}

void holdKey(QWidget& window, int key, bool down)
{
    qt_handleKeyEvent(window.windowHandle(), down ? QEvent::KeyPress : QEvent::KeyRelease, key,
                      Qt::NoModifier, {}, false, 1);
}

} // namespace photodesk::app
