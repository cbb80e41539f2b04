// The standard's ranges along the edges of the crop. Everything is laid out from mapped points, so that it
// stays in place when the view is turned.
#include "widgets/check_names.h"
#include "widgets/overlay_sketch.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr double stripWidth = 12; // logical pixels
constexpr double stripAlpha = 0.38;

Role roleOf(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return Role::Pass;
    case CheckStatus::Warn: return Role::Warn;
    case CheckStatus::Fail: return Role::Fail;
    case CheckStatus::NotAssessed: break;
    }
    return Role::NotAssessed;
}

QString wordsOf(const OverlayBand& band)
{
    return checkName(band.check.id) + u"  "_s + checkFact(band.check, QLocale());
}

/// Length 1; views turn by quarters, so it lies along an axis of the screen.
QPointF direction(QPointF from, QPointF to)
{
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    return length > 0 ? way / length : QPointF(1, 0);
}

/// The side of an anchor that lies in `way`.
Qt::Alignment sideOf(QPointF way)
{
    if (std::abs(way.x()) > std::abs(way.y()))
        return way.x() < 0 ? Qt::AlignLeft : Qt::AlignRight;
    return way.y() < 0 ? Qt::AlignTop : Qt::AlignBottom;
}

/// An edge of the frame as shown: where a share of it lies, and which way is inwards.
struct Edge {
    QPointF from, to, inwards;
    [[nodiscard]] QPointF at(double share) const { return from + (to - from) * share; }
    [[nodiscard]] QRectF strip(double a, double b) const
    {
        return QRectF(at(a), at(b) + inwards * stripWidth).normalized();
    }
};

void fillStrip(Sketch& sketch, const QRectF& strip, const QColor& colour)
{
    sketch.painter().fillRect(strip, faded(colour, stripAlpha));
    sketch.frame(strip, colour);
}

void paintVerticalBand(Sketch& sketch, const OverlayBand& band, const Edge& edge, const QRectF& shown)
{
    const Role role = roleOf(band.status);
    fillStrip(sketch, edge.strip(band.from, band.to), Tokens::builtIn().colour(Scheme::Dark, role));
    const QPointF at = edge.at(band.measured.value_or((band.from + band.to) / 2));
    const QPointF outer = at - edge.inwards * 6, inner = at + edge.inwards * (stripWidth + 8);
    if (band.measured)
        sketch.line(outer, inner);
    const Qt::Alignment side = sideOf(-edge.inwards);
    const QString fact = checkFact(band.check, QLocale()), whole = wordsOf(band);
    if (side & (Qt::AlignTop | Qt::AlignBottom)) {
        sketch.label(whole, outer, side, role);
        return;
    }
    // Beside the frame, shortened where there is little room: a label must not lie on the face.
    const double room = side & Qt::AlignLeft ? shown.left() - sketch.visible().left()
                                             : sketch.visible().right() - shown.right();
    const auto fits = [&](const QString& text) { return room > sketch.labelWidth(text) + 12; };
    const QString text = fits(whole) ? whole : fact;
    const bool beside = fits(text);
    sketch.label(text, beside ? outer : inner, beside ? side : sideOf(edge.inwards), role);
}

/// A width: the least and the most that is allowed, round the middle of what was measured.
void paintHorizontalBand(Sketch& sketch, const OverlayBand& band, const Edge& edge)
{
    const double measured = band.measured.value_or((band.from + band.to) / 2);
    const double middle = band.measuredFrom ? *band.measuredFrom + measured / 2 : 0.5;
    const Role role = roleOf(band.status);
    const QColor colour = Tokens::builtIn().colour(Scheme::Dark, role);
    fillStrip(sketch, edge.strip(middle - band.to / 2, middle - band.from / 2), colour);
    fillStrip(sketch, edge.strip(middle + band.from / 2, middle + band.to / 2), colour);
    if (band.measured) {
        for (const double end : {middle - measured / 2, middle + measured / 2})
            sketch.line(edge.at(end) + edge.inwards * (stripWidth + 8), edge.at(end) - edge.inwards * 6);
    }
    sketch.label(wordsOf(band), edge.at(middle) - edge.inwards * 4, sideOf(-edge.inwards), role);
}

} // namespace

QRectF frameOf(const OverlayData& data)
{
    return data.crop.value_or(QRectF(QPointF(), QSizeF(data.size)));
}

void paintBands(Sketch& sketch, const OverlayData& data)
{
    const QRectF frame = frameOf(data);
    const QRectF shown = sketch.map(frame);
    const QPointF topLeft = sketch.map(frame.topLeft()), topRight = sketch.map(frame.topRight());
    const QPointF bottomLeft = sketch.map(frame.bottomLeft()), bottomRight = sketch.map(frame.bottomRight());
    if (data.crop)
        sketch.frame(shown, {}, Qt::DashLine);
    const Edge left{topLeft, bottomLeft, direction(topLeft, topRight)};
    const Edge bottom{bottomLeft, bottomRight, direction(bottomLeft, topLeft)};
    for (const OverlayBand& band : data.bands) {
        if (band.along == Qt::Vertical)
            paintVerticalBand(sketch, band, left, shown);
        else
            paintHorizontalBand(sketch, band, bottom);
    }
}

} // namespace photodesk::widgets
