#include "widgets/overlay_sketch.h"

#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace photodesk::widgets {

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

Sketch::Sketch(QPainter& painter, const QTransform& toWidget, const QRectF& visible)
    : painter_(painter), t_(toWidget), visible_(visible),
      line_(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayLine)),
      dark_(Tokens::builtIn().colour(Scheme::Dark, Role::OverlayDark))
{
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setFont(Theme::current().font(TextSize::Small));
}

void Sketch::stroke(const QPainterPath& onWidget, QColor colour, Qt::PenStyle style)
{
    if (!colour.isValid())
        colour = line_;
    painter_.setBrush(Qt::NoBrush);
    for (const auto& [width, ink] : {std::pair{3.0, faded(dark_, 0.62)}, std::pair{1.0, colour}}) {
        // No round joins: they make an outline many times as long, and at this width nobody sees them.
        QPen pen(ink, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
        if (style == Qt::DashLine) // in units of the width: both pens must break at the same places
            pen.setDashPattern({6 / width, 4 / width});
        painter_.strokePath(onWidget, pen);
    }
}

void Sketch::strokeSeen(const QPainterPath& onWidget)
{
    const QRectF near = visible_.adjusted(-4, -4, 4, 4);
    const auto seen = [&near](QPointF a, QPointF b) {
        return std::max(a.x(), b.x()) >= near.left() && std::min(a.x(), b.x()) <= near.right()
               && std::max(a.y(), b.y()) >= near.top() && std::min(a.y(), b.y()) <= near.bottom();
    };
    QPainterPath pieces;
    bool joined = false;
    for (int i = 1; i < onWidget.elementCount(); ++i) {
        const QPainterPath::Element from = onWidget.elementAt(i - 1), to = onWidget.elementAt(i);
        if (!to.isLineTo() || !seen(from, to)) {
            joined = false;
            continue;
        }
        if (!std::exchange(joined, true))
            pieces.moveTo(from);
        pieces.lineTo(to);
    }
    stroke(pieces);
}

void Sketch::line(QPointF a, QPointF b, Qt::PenStyle style)
{
    constexpr double level = 0.01;
    if (std::abs(a.x() - b.x()) < level)
        a.rx() = b.rx() = snapped(a.x());
    if (std::abs(a.y() - b.y()) < level)
        a.ry() = b.ry() = snapped(a.y());
    QPainterPath path(a);
    path.lineTo(b);
    stroke(path, {}, style);
}

void Sketch::frame(const QRectF& box, QColor colour, Qt::PenStyle style)
{
    QPainterPath path;
    path.addRect(QRectF(QPointF(snapped(box.left()), snapped(box.top())),
                        QPointF(snapped(box.right()), snapped(box.bottom()))));
    stroke(path, colour, style);
}

void Sketch::dots(const QPolygonF& onWidget)
{
    const double dpr = painter_.device()->devicePixelRatioF();
    constexpr double side = 5; // logical pixels
    QPixmap dot((QSizeF(side, side) * dpr).toSize());
    dot.setDevicePixelRatio(dpr);
    dot.fill(Qt::transparent);
    QPainter ink(&dot);
    ink.setRenderHint(QPainter::Antialiasing);
    ink.setPen(Qt::NoPen);
    for (const auto& [radius, colour] : {std::pair{1.6, faded(dark_, 0.6)}, std::pair{0.75, line_}}) {
        ink.setBrush(colour);
        ink.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
    }
    ink.end();
    for (const QPointF& at : onWidget) {
        if (visible_.contains(at))
            painter_.drawPixmap(QPointF(snapped(at.x()) - side / 2, snapped(at.y()) - side / 2), dot);
    }
}

double Sketch::labelWidth(const QString& text) const
{
    return QFontMetricsF(painter_.font(), painter_.device()).horizontalAdvance(text) + 12;
}

void Sketch::label(const QString& text, QPointF anchor, Qt::Alignment align, Role mark)
{
    const QFontMetricsF metrics(painter_.font(), painter_.device());
    QRectF pill(0, 0, labelWidth(text), metrics.height() + 4);
    pill.moveCenter(anchor);
    if (align & Qt::AlignLeft)
        pill.moveRight(anchor.x() - 6);
    if (align & Qt::AlignRight)
        pill.moveLeft(anchor.x() + 6);
    if (align & Qt::AlignTop)
        pill.moveBottom(anchor.y() - 4);
    if (align & Qt::AlignBottom)
        pill.moveTop(anchor.y() + 4);
    const QRectF room = visible_.adjusted(4, 4, -4, -4);
    pill.translate(std::max(0.0, room.left() - pill.left()), std::max(0.0, room.top() - pill.top()));
    pill.translate(std::min(0.0, room.right() - pill.right()), std::min(0.0, room.bottom() - pill.bottom()));
    // One label never covers another: the later one steps down.
    for (const Label& other : labels_) {
        if (other.pill.intersects(pill))
            pill.moveTop(other.pill.bottom() + 2);
    }
    labels_.push_back({pill, text, mark});
}

void Sketch::paintLabels()
{
    for (const Label& label : labels_) {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(faded(dark_, 0.78));
        painter_.drawRoundedRect(label.pill, 4, 4);
        painter_.setPen(Tokens::builtIn().colour(Scheme::Dark, label.mark));
        painter_.drawText(label.pill, Qt::AlignCenter, label.text);
    }
}

double Sketch::snapped(double at) const
{
    const double dpr = painter_.device()->devicePixelRatioF();
    return (std::floor(at * dpr) + 0.5) / dpr;
}

} // namespace photodesk::widgets
