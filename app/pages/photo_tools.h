#pragma once

#include "app/key_map.h"
#include "app/pages/photo_pane.h"

#include <QWidget>

class QAction;
class QMenu;
class QToolButton;

namespace photodesk::app {

enum class Command;

/// The line of tools below a canvas: zoom, turning, what is compared and how, overlays. Menus are made when
/// they open, so that showing another photo costs nothing here.
class PhotoTools : public QWidget {
    Q_OBJECT
public:
    explicit PhotoTools(PhotoPane& pane);

    void setKeys(const KeyMap& keys);                     ///< for tooltips and menus
    [[nodiscard]] QString keyText(Command command) const; ///< as people read it
    void showZoom(double percent, bool fits);
    [[nodiscard]] QMenu* compareMenu() const { return compareMenu_; }
    [[nodiscard]] QMenu* overlayMenu() const { return overlayMenu_; }
    [[nodiscard]] QMenu* zoomMenu() const { return zoomMenu_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QAction* addEntry(QMenu* menu, const QString& text, std::optional<Command> command);
    QAction* addCheck(QMenu* menu, const QString& text, std::optional<Command> command, bool on);
    void fillZoomMenu();
    void fillCompareMenu();
    void fillOverlayMenu();
    void addPictures(const QString& title, bool first);
    void retranslate();

    PhotoPane& pane_;
    KeyMap keyMap_;
    QToolButton* fit_;
    QToolButton* actual_;
    QToolButton* zoom_;
    QToolButton* left_;
    QToolButton* right_;
    QToolButton* compare_;
    QToolButton* overlays_;
    QMenu* zoomMenu_;
    QMenu* compareMenu_;
    QMenu* overlayMenu_;
    double percent_ = 100;
    bool fits_ = true;
};

/// The key that switches an overlay; none for what is only another kind of one.
[[nodiscard]] std::optional<Command> commandOf(widgets::Overlay overlay);
[[nodiscard]] std::optional<widgets::Overlay> overlayOf(Command command);

} // namespace photodesk::app
