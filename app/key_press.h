#pragma once

#include <QString>
#include <Qt>

class QWidget;

namespace photodesk::app {

/// A key as if pressed on the keyboard: through the window system's door, so that shortcuts work as in life.
void pressKey(QWidget& window, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier,
              const QString& text = {});
void holdKey(QWidget& window, int key, bool down);

} // namespace photodesk::app
