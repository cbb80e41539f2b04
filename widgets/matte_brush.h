#pragma once

#include "domain/result.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include <vector>

namespace photodesk::widgets {

/// The result, and a brush on it that says "this is the person" or "this is not". Shows the stroke while it
/// is drawn; what it did comes with the next setPicture(). Positions and radius in pixels of the picture.
///
/// Mouse: drag draws, the wheel changes the size. Keys with the focus: arrows move the brush (Shift: ten
/// times as far), Space dabs.
class MatteBrush : public QWidget {
    Q_OBJECT
public:
    enum class Mark { Keep, Remove };
    Q_ENUM(Mark)

    explicit MatteBrush(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    /// Another picture in its place while something is held; null takes it away. Nothing is drawn on it.
    void setGlance(const QImage& picture);
    void setPlaceholder(const QString& text);
    void setBrush(Mark mark, double radius);
    void setDrawable(bool on); ///< off: a picture to look at
    [[nodiscard]] Mark mark() const { return mark_; }
    [[nodiscard]] double radius() const { return radius_; }
    /// Strokes that are drawn but not yet in the picture stay visible until setPicture().
    [[nodiscard]] bool isDrawing() const { return drawing_; }

    [[nodiscard]] QPointF widgetFromPicture(QPointF pixel) const;
    [[nodiscard]] QPointF pictureFromWidget(QPointF position) const;

    [[nodiscard]] QSize sizeHint() const override { return {480, 640}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 280}; }

Q_SIGNALS:
    void drawn(photodesk::widgets::MatteBrush::Mark mark, const std::vector<QPointF>& points, double radius);
    void sizeWanted(int steps); ///< by the wheel

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF shownRect() const;
    void extend(QPointF position);
    void finish();
    void paintTrail(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;

    struct Trail {
        Mark mark;
        std::vector<QPointF> points;
        double radius;
    };

    QPixmap picture_, glance_;
    QString placeholder_;
    Mark mark_ = Mark::Keep;
    double radius_ = 10;
    bool drawing_ = false;
    bool drawable_ = true;
    bool byKeys_ = false; ///< the brush is where the keys put it
    QPointF at_;          ///< of the brush
    bool hasPlace_ = false;
    std::vector<Trail> trails_; ///< the last is being drawn, or they wait for the picture
};

} // namespace photodesk::widgets
