#pragma once

#include "imaging/sheets/plan.h"

namespace photodesk::imaging {

/// Strokes that continue the edges of the pictures into gutters and margins, never nearer to a picture than
/// the gap and never on `taken` (codes with their quiet zone, words).
[[nodiscard]] std::vector<PlanBar> cropMarks(const LayoutPage& page, QSizeF paperMm,
                                             std::span<const QRectF> taken);

/// A thin frame along the edge where the picture is cut: outside it where there is a gutter (and so not on
/// the finished photo), else just inside.
[[nodiscard]] std::vector<PlanBar> outlineOf(const QRectF& cell, QSizeF gutterMm);

} // namespace photodesk::imaging
