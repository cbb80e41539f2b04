#include "imaging/sheets/marks.h"

#include "imaging/sheets/style.h"

#include <algorithm>
#include <array>

namespace photodesk::imaging {
namespace {

constexpr double slack = 1e-6;

bool overlap(double a0, double a1, double b0, double b1)
{
    return a0 < b1 - slack && b0 < a1 - slack;
}

QRectF grown(const QRectF& rect, double by)
{
    return rect.adjusted(-by, -by, by, by);
}

// A stroke that begins at `start` beside a picture and runs outwards (`step` is -1 or 1) until something is
// in the way. Along x where `acrossX` is false. `edge` is the line it continues.
struct Stroke {
    bool alongX = true;
    double start = 0;
    int step = 1;
    double across0 = 0, across1 = 0;
};

double lengthOf(const Stroke& stroke, QSizeF paper, std::span<const QRectF> obstacles)
{
    double length = sheetStyle().markLengthMm;
    const double limit = stroke.alongX ? paper.width() : paper.height();
    length = std::min(length, stroke.step > 0 ? limit - stroke.start : stroke.start);
    for (const QRectF& o : obstacles) {
        const double c0 = stroke.alongX ? o.top() : o.left(), c1 = stroke.alongX ? o.bottom() : o.right();
        const double a0 = stroke.alongX ? o.left() : o.top(), a1 = stroke.alongX ? o.right() : o.bottom();
        if (!overlap(stroke.across0, stroke.across1, c0, c1))
            continue;
        const double reach = stroke.start + stroke.step * length;
        if (overlap(std::min(stroke.start, reach), std::max(stroke.start, reach), a0, a1))
            length = std::max(0.0, stroke.step > 0 ? a0 - stroke.start : stroke.start - a1);
    }
    return length;
}

QRectF rectOf(const Stroke& stroke, double length)
{
    const double from = stroke.step > 0 ? stroke.start : stroke.start - length;
    const double across = stroke.across1 - stroke.across0;
    return stroke.alongX ? QRectF(from, stroke.across0, length, across)
                         : QRectF(stroke.across0, from, across, length);
}

std::array<PlanBar, 2> strokesAt(const QRectF& cell, bool right, bool bottom, QSizeF paper,
                                 std::span<const QRectF> obstacles)
{
    const SheetStyle& style = sheetStyle();
    const double x = right ? cell.right() : cell.left();
    const double y = bottom ? cell.bottom() : cell.top();
    const int dx = right ? 1 : -1, dy = bottom ? 1 : -1;
    const Stroke level{true, x + dx * style.markGapMm, dx, bottom ? y : y - style.markMm,
                       bottom ? y + style.markMm : y};
    const Stroke upright{false, y + dy * style.markGapMm, dy, right ? x : x - style.markMm,
                         right ? x + style.markMm : x};
    return {PlanBar{rectOf(level, lengthOf(level, paper, obstacles)), style.markColour,
                    bottom ? Qt::TopEdge : Qt::BottomEdge},
            PlanBar{rectOf(upright, lengthOf(upright, paper, obstacles)), style.markColour,
                    right ? Qt::LeftEdge : Qt::RightEdge}};
}

bool same(const QRectF& a, const QRectF& b)
{
    return std::abs(a.x() - b.x()) < slack && std::abs(a.y() - b.y()) < slack
           && std::abs(a.width() - b.width()) < slack && std::abs(a.height() - b.height()) < slack;
}

} // namespace

std::vector<PlanBar> cropMarks(const LayoutPage& page, QSizeF paperMm, std::span<const QRectF> taken)
{
    const SheetStyle& style = sheetStyle();
    std::vector<QRectF> obstacles(taken.begin(), taken.end());
    for (const LayoutCell& cell : page.cells)
        obstacles.push_back(grown(cell.mm, style.markGapMm));
    std::vector<PlanBar> marks;
    for (const LayoutCell& cell : page.cells) {
        for (const bool right : {false, true}) {
            for (const bool bottom : {false, true}) {
                for (const PlanBar& bar : strokesAt(cell.mm, right, bottom, paperMm, obstacles)) {
                    const bool known = std::ranges::any_of(
                        marks, [&](const PlanBar& other) { return same(other.mm, bar.mm); });
                    if (!known && std::max(bar.mm.width(), bar.mm.height()) >= style.markLeastMm)
                        marks.push_back(bar);
                }
            }
        }
    }
    return marks;
}

std::vector<PlanBar> outlineOf(const QRectF& cell, QSizeF gutterMm)
{
    const SheetStyle& style = sheetStyle();
    const double w = style.outlineMm;
    const bool outside = std::min(gutterMm.width(), gutterMm.height()) >= 2 * w;
    const QRectF inner = outside ? cell : grown(cell, -w);
    const QRectF outer = outside ? grown(cell, w) : cell;
    const QRgb colour = style.outlineColour;
    // The edge on the cut line is the one that a raster must keep.
    return {
        {QRectF(outer.left(), outer.top(), outer.width(), w), colour, outside ? Qt::BottomEdge : Qt::TopEdge},
        {QRectF(outer.left(), inner.bottom(), outer.width(), w), colour,
         outside ? Qt::TopEdge : Qt::BottomEdge},
        {QRectF(outer.left(), inner.top(), w, inner.height()), colour,
         outside ? Qt::RightEdge : Qt::LeftEdge},
        {QRectF(inner.right(), inner.top(), w, inner.height()), colour,
         outside ? Qt::LeftEdge : Qt::RightEdge}};
}

} // namespace photodesk::imaging
