#pragma once

#include "app/pages/screen_photo.h"
#include "widgets/photo_view.h"

#include <QWidget>

class QLabel;
class QMenu;
class QStackedLayout;
class QToolButton;

namespace photodesk::widgets {
class EmptyState;
class ToastLine;
} // namespace photodesk::widgets

namespace photodesk::app {

/// The canvas: the processed picture, the original, or both; overlays; below them one line of tools and the
/// quiet line of the last decision. Zoom, place, mode and overlays stay from photo to photo.
class PhotoPane : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Processed, Original, SideBySide };
    Q_ENUM(Mode)
    explicit PhotoPane(QWidget* parent = nullptr);

    using Photo = std::shared_ptr<const ScreenPhoto>;
    /// Another photo; either may be missing still, `processed` for good.
    void showPhoto(const Photo& processed, const Photo& original, bool hasProcessed);
    /// Better data of the photo shown: nothing moves.
    void refine(PhotoKind kind, const Photo& photo);
    void clear(const QString& words);
    void setCut(const std::optional<QRectF>& crop,
                double turn = 0);             ///< of the processed picture, in pixels of the original
    void showPlace(const QRectF& onOriginal); ///< a finding's place; null: none

    [[nodiscard]] Mode mode() const { return mode_; }
    void setMode(Mode mode);
    void toggleOriginal();
    void toggleSideBySide();

    void setOverlays(widgets::Overlays overlays);
    [[nodiscard]] widgets::Overlays overlays() const { return overlays_; }
    void nextOverlayPreset();
    void holdOverlaysHidden(bool hidden);
    void setMagnifying(bool on);
    void fit();
    void actualSize();
    void zoomIn();
    void zoomOut();
    [[nodiscard]] bool isZoomed() const; ///< arrows then pan

    [[nodiscard]] widgets::PhotoView* mainView() const { return main_; }
    [[nodiscard]] widgets::ToastLine* toast() const { return toast_; }
    [[nodiscard]] widgets::EmptyState* emptyState() const { return empty_; }
    void showEmptyState(bool shown);
    /// At the right of the tools, e.g. what the queue is filtered by.
    void addTool(QWidget* tool);

Q_SIGNALS:
    void overlaysChanged(photodesk::widgets::Overlays overlays);
    void modeChanged(photodesk::app::PhotoPane::Mode mode);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildTools();
    void buildMenus();
    void refresh();      ///< pictures into views
    void refreshTools(); ///< words and checks
    void retranslate();
    void put(widgets::PhotoView* view, const Photo& photo, bool original);
    void zoomShown(double percent, bool fits);

    Mode mode_ = Mode::Processed;
    Photo processed_, original_;
    bool hasProcessed_ = false;
    std::optional<QRectF> crop_;
    double turn_ = 0;
    widgets::Overlays overlays_;
    widgets::OverlayPreset preset_ = widgets::OverlayPreset::Geometry;
    widgets::PhotoView* main_;
    widgets::PhotoView* second_; ///< the original, side by side
    widgets::ViewSync sync_;
    QWidget* secondHalf_ = nullptr;
    QLabel* mainCaption_;
    QLabel* secondCaption_;
    QLabel* zoom_;
    QToolButton* fitButton_ = nullptr;
    QToolButton* actualButton_ = nullptr;
    QToolButton* compareButton_ = nullptr;
    QToolButton* overlayButton_ = nullptr;
    QMenu* compareMenu_ = nullptr;
    QMenu* overlayMenu_ = nullptr;
    QWidget* tools_;
    widgets::ToastLine* toast_;
    widgets::EmptyState* empty_;
    QStackedLayout* stack_;
};

} // namespace photodesk::app
