#pragma once

#include "widgets/overlays.h"
#include "widgets/tokens.h"

#include <QPainterPath>
#include <QTransform>

#include <vector>

class QPainter;

namespace photodesk::widgets {

[[nodiscard]] QColor faded(QColor colour, double alpha);

/// One pass over a photo: lines with a dark outline, labels on dark pills.
class Sketch {
public:
    Sketch(QPainter& painter, const QTransform& toWidget, const QRectF& visible);

    [[nodiscard]] QPainter& painter() { return painter_; }
    [[nodiscard]] const QRectF& visible() const { return visible_; }
    [[nodiscard]] QPointF map(QPointF pixel) const { return t_.map(pixel); }
    [[nodiscard]] QRectF map(const QRectF& pixels) const { return t_.mapRect(pixels); }

    void stroke(const QPainterPath& onWidget, QColor colour = {}, Qt::PenStyle style = Qt::SolidLine);
    /// Only the pieces in sight: a face at 100 % has most of its lines outside, and they cost as much.
    void strokeSeen(const QPainterPath& onWidget);
    /// A level or upright line lies in the middle of screen pixels, so that it is one pixel and not two half
    /// ones.
    void line(QPointF a, QPointF b, Qt::PenStyle style = Qt::SolidLine);
    void frame(const QRectF& box, QColor colour = {}, Qt::PenStyle style = Qt::SolidLine);
    /// Many small dots, far cheaper than as many round points of a pen.
    void dots(const QPolygonF& onWidget);

    [[nodiscard]] double labelWidth(const QString& text) const;
    /// Text beside `anchor`, on the side `align` says (AlignLeft: it ends there), kept in sight.
    void label(const QString& text, QPointF anchor, Qt::Alignment align, Role mark = Role::OverlayLine);
    /// After every line is drawn, so that none runs through a word.
    void paintLabels();

private:
    struct Label {
        QRectF pill;
        QString text;
        Role mark;
    };

    [[nodiscard]] double snapped(double at) const;

    QPainter& painter_;
    const QTransform& t_;
    QRectF visible_;
    QColor line_, dark_;
    std::vector<Label> labels_;
};

/// What the bands and the centre line are shares of: the crop, else the whole picture.
[[nodiscard]] QRectF frameOf(const OverlayData& data);
void paintBands(Sketch& sketch, const OverlayData& data);

} // namespace photodesk::widgets
