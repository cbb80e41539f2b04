#pragma once

#include "widgets/overlays.h"

#include <QPixmap>
#include <QWidget>

namespace photodesk::widgets {

/// The original behind an upright frame of fixed shape: what is inside becomes the picture. The photo turns,
/// the frame does not. The standard's ranges lie along the frame with what is measured now. All positions in
/// pixels of the upright original; the crop is the frame before the turn, as in Report::crop.
///
/// Mouse: drag inside moves, a corner sizes, the wheel sizes about the middle. Keys with the focus: arrows
/// move (Shift: ten times as far), + − size. With setPickingEyes() clicks, or arrows and Enter, name two
/// places.
class CropFrame : public QWidget {
    Q_OBJECT
public:
    explicit CropFrame(QWidget* parent = nullptr);

    /// `picture` may have fewer pixels than the original. Null clears.
    void setPicture(const QImage& picture, QSize fullSize);
    void setFrame(const QRectF& crop, double turn);
    [[nodiscard]] QRectF crop() const { return crop_; }
    /// What is known of the face and the standard's ranges; positions as the photo lies, not turned.
    void setFacts(const OverlayData& facts);
    void setPlaceholder(const QString& text);
    void setPickingEyes(bool on);
    [[nodiscard]] bool isPickingEyes() const { return picking_; }
    void showWholePhoto(bool on); ///< else the neighbourhood of the crop
    [[nodiscard]] bool showsWholePhoto() const { return whole_; }

    [[nodiscard]] QPointF widgetFromPhoto(QPointF pixel) const;
    [[nodiscard]] QPointF photoFromWidget(QPointF position) const;

    [[nodiscard]] QSize sizeHint() const override { return {520, 640}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 280}; }

Q_SIGNALS:
    /// `row`: one of many small steps that are undone together.
    void moved(QPointF by, bool row);
    void cropped(const QRectF& crop, bool row); ///< by a corner
    void sized(double factor, bool row);        ///< about the middle
    void dragEnded();
    void eyesPicked(QPointF one, QPointF other);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Grip { None, Inside, TopLeft, TopRight, BottomLeft, BottomRight };
    void keepInSight();
    [[nodiscard]] QTransform toWidget() const; ///< of the frame's own upright pixels
    [[nodiscard]] QTransform turned() const;   ///< of the photo about the crop's middle
    [[nodiscard]] QRectF frameOnWidget() const;
    [[nodiscard]] Grip gripAt(QPointF position) const;
    void dragTo(QPointF position);
    void pick(QPointF photo);
    bool moveByKey(int key, bool far);
    void paintPhoto(QPainter& painter);
    void paintFrame(QPainter& painter) const;
    void paintGuides(QPainter& painter) const;
    void paintBand(QPainter& painter, const OverlayBand& band) const;
    void paintPicking(QPainter& painter) const;

    QImage picture_;
    QSize fullSize_;
    QRectF crop_;
    double turn_ = 0;
    OverlayData facts_;
    QString placeholder_;
    QRectF sight_;   ///< what of the original is shown
    QPixmap scaled_; ///< `picture_` at the size it is shown, not turned
    bool whole_ = false;
    Grip grip_ = Grip::None;
    QPointF dragFrom_;
    QRectF cropFrom_;
    bool picking_ = false;
    QPointF cursor_; ///< for placing eyes by keys
    QList<QPointF> eyes_;
};

} // namespace photodesk::widgets
