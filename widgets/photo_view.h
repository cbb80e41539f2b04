#pragma once

#include "widgets/overlays.h"
#include "widgets/prepared_image.h"
#include "widgets/watermark.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QTransform>
#include <QWidget>

namespace photodesk::widgets {

/// Where the eye rests on a picture, in terms that fit the next picture too.
struct ViewState {
    enum class Mode {
        Fit,    ///< all of it
        Actual, ///< `factor` screen pixels per picture pixel (1 = 100 %)
        Free,   ///< `factor` times the fitting size
    };
    Mode mode = Mode::Fit;
    double factor = 1.0;
    QPointF centre{0.5, 0.5}; ///< share of the unrotated picture that lies in the middle of the view
    int quarterTurns = 0;     ///< clockwise, of the view only; 0–3

    bool operator==(const ViewState&) const = default;
};

/// One photo on neutral grey, with zoom, pan, magnifier and overlays, and a second picture to compare it with
/// in place. Paints itself, only what is visible. Never gives the picture to the clipboard or a drag.
///
/// Keys while it has the focus: + − zoom, 0 fits, arrows pan (Shift: further), M held magnifies; with the
/// dividing line ← → move that instead.
/// Mouse: wheel zooms to the pointer, drag pans, double click toggles fit and 100 %, the line is dragged.
/// 100 % means one picture pixel on one screen pixel, whatever the device pixel ratio.
class PhotoView : public QWidget {
    Q_OBJECT
public:
    explicit PhotoView(QWidget* parent = nullptr);

    /// Another photo: overlays, highlight and second picture go, the view state stays. Null clears the
    /// canvas.
    void setPhoto(PreparedImage photo);
    /// A small image at once (prepared here: give at most a few megapixels); `fullSize` empty: its own.
    void setPhoto(const QImage& image, QSize fullSize = {});
    /// Better pixels of the same photo: nothing moves, overlays stay. Ignored when sizes differ.
    void refinePhoto(PreparedImage photo);
    [[nodiscard]] const PreparedImage& photo() const { return first_.picture; }
    /// A picture to compare the photo with. `toPhoto` maps its full-size pixels to those of the photo, so
    /// that it follows every zoom and pan. Null takes it away.
    void setSecond(PreparedImage picture, OverlayData overlays, const QTransform& toPhoto);
    [[nodiscard]] const PreparedImage& second() const { return second_.picture; }
    [[nodiscard]] const QTransform& secondToPhoto() const { return second_.toPhoto; }
    enum class Shown {
        First,  ///< the photo
        Second, ///< the second picture in its place
        Split,  ///< left of a dividing line the photo, right of it the second picture
    };
    void setShown(Shown shown);
    [[nodiscard]] Shown shown() const { return shown_; }
    void setSplit(double share); ///< where the line stands, as share of the view's width; kept within 0–1
    [[nodiscard]] double split() const { return split_; }

    /// Faint words over every photo, who looks and when; empty: none. widgets/watermark.h
    void setWatermark(const QString& text);
    [[nodiscard]] const QString& watermark() const { return watermark_.text(); }

    /// Words in the middle where there is no photo.
    void setPlaceholder(const QString& text);

    [[nodiscard]] ViewState viewState() const { return state_; }
    void setViewState(const ViewState& state); ///< no viewStateChanged when nothing changed
    [[nodiscard]] double zoomPercent() const;  ///< screen pixels per picture pixel × 100
    [[nodiscard]] QTransform imageToWidget() const;
    [[nodiscard]] QPointF widgetFromImage(QPointF pixel) const;
    [[nodiscard]] QPointF imageFromWidget(QPointF position) const;

    void setOverlayData(OverlayData overlayData);
    [[nodiscard]] const OverlayData& overlayData() const { return first_.overlays; }
    void setOverlays(Overlays overlays);
    [[nodiscard]] Overlays overlays() const { return overlays_; }
    /// All overlays off while true: the one key that hides them while held.
    void holdOverlaysHidden(bool hidden);
    [[nodiscard]] bool overlaysHidden() const { return overlaysHidden_; }
    /// Outlines a place (full-size pixels) and pulses once; a null rectangle takes the mark away.
    /// Scrolls only when the place is out of sight.
    void highlight(const QRectF& place);
    [[nodiscard]] QRectF highlighted() const { return highlight_; }

    void setMagnifying(bool on); ///< as if M were held
    [[nodiscard]] bool isMagnifying() const { return magnifying_; }
    /// Instead of panning, a click emits placePicked (a reviewer places eyes); a cross is the cursor.
    void setPicking(bool on);

    [[nodiscard]] QSize sizeHint() const override { return {800, 800}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

public Q_SLOTS:
    void zoomToFit();
    void zoomToActual(); ///< 100 %
    void zoomToPercent(double percent);
    void zoomIn();
    void zoomOut();
    void zoomBy(double factor, QPointF anchor); ///< the picture's point under `anchor` stays there
    void panBy(QPointF pixels);
    void rotateLeft();
    void rotateRight();
    void moveSplit(double by); ///< share of the width

Q_SIGNALS:
    void viewStateChanged(const photodesk::widgets::ViewState& state);
    void zoomChanged(double percent, bool fits);
    /// The preview has fewer pixels than the screen now shows: load the full picture. Told once for each
    /// picture set or refined.
    void fullSizeWanted();
    void secondFullSizeWanted(); ///< the same of the second picture
    void splitChanged(double share);
    void shownChanged();
    void placePicked(QPointF imagePixel);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Layer {
        PreparedImage picture;
        OverlayData overlays;
        QTransform toPhoto;
        bool askedForFullSize = false;
    };
    [[nodiscard]] QSizeF turnedSize() const; ///< of the full picture as shown, pixels
    [[nodiscard]] double fitScale() const;   ///< logical pixels per picture pixel
    [[nodiscard]] double scale() const;
    [[nodiscard]] double devicePixelsPerPixel() const; ///< screen pixels per picture pixel
    [[nodiscard]] QPointF centrePixel() const; ///< state's centre, kept so that no edge comes in needlessly
    [[nodiscard]] QTransform transformFor(double scale, QPointF centrePixel) const;
    void setScale(double scale, QPointF anchor);
    void setCentre(QPointF pixel);
    void setState(const ViewState& state);
    void announce();
    void updateCursor();
    void askForFullSize();
    [[nodiscard]] double magnifierScale() const; ///< logical pixels per picture pixel
    [[nodiscard]] double splitX() const;
    [[nodiscard]] bool isNearSplit(QPointF position) const;
    [[nodiscard]] const Layer& layerAt(QPointF position) const; ///< whose pixels are seen there
    void refreshHistogram();
    void paintLayers(QPainter& painter, const QRectF& area);
    void paintLayer(QPainter& painter, const Layer& layer, const QRectF& area);
    void paintPicture(QPainter& painter, const PreparedImage& picture, const QTransform& toWidget,
                      const QRectF& area);
    void paintTurned(QPainter& painter, const PreparedImage& picture, const QTransform& toWidget,
                     const QRect& pixels);
    void paintSplitLine(QPainter& painter) const;
    void paintHighlight(QPainter& painter) const;
    void paintMagnifier(QPainter& painter);
    void paintFocus(QPainter& painter) const;

    Layer first_, second_;
    Shown shown_ = Shown::First;
    double split_ = 0.5;
    Watermark watermark_;
    HistogramPanel histogram_;
    QImage flat_, turned_; ///< while the view is turned: a strip of what is seen, before and after
    ViewState state_;
    Overlays overlays_;
    QRectF highlight_;
    QElapsedTimer pulseClock_;
    QTimer pulse_;
    QString placeholder_;
    QPointF dragFrom_;
    QPointF pointer_;
    bool dragging_ = false;
    bool spaceHeld_ = false;
    bool magnifying_ = false;
    bool picking_ = false;
    bool overlaysHidden_ = false;
    bool movingSplit_ = false;
};

/// Keeps zoom and place of several views the same (side by side, before and after).
class ViewSync : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void add(PhotoView* view);
    void remove(PhotoView* view);

private:
    QList<PhotoView*> views_;
    bool passing_ = false;
};

} // namespace photodesk::widgets

Q_DECLARE_METATYPE(photodesk::widgets::ViewState)
