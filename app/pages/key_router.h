#pragma once

#include "app/key_map.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>

class QWidget;

namespace photodesk::app {

/// Turns key presses anywhere on a page into commands, except while text is typed, a menu is open or the page
/// is covered. Buttons keep Space and Return, lists keep their arrows. Keys of the decision bar and of the
/// reason picker are theirs.
class KeyRouter : public QObject {
    Q_OBJECT
public:
    explicit KeyRouter(QWidget* page);

    void setKeys(const KeyMap& keys) { keys_ = keys; }
    /// Arrows go to the photo while it is zoomed.
    void setArrowsPan(bool pan) { arrowsPan_ = pan; }
    /// ← and → go to the dividing line between two pictures.
    void setArrowsSplit(bool split) { arrowsSplit_ = split; }

Q_SIGNALS:
    void triggered(photodesk::app::Command command);
    void held(photodesk::app::Command command, bool down, bool longHold);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isForPage(QObject* watched) const;
    [[nodiscard]] bool leaveToFocus(int key, Qt::KeyboardModifiers modifiers) const;

    QWidget* page_;
    KeyMap keys_;
    bool arrowsPan_ = false;
    bool arrowsSplit_ = false;
    std::optional<Command> down_;
    int downKey_ = 0;
    QElapsedTimer downFor_;
};

} // namespace photodesk::app
