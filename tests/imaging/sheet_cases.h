#pragma once

#include "imaging/sheet.h"

namespace photodesk::test {

/// 480 × 640 in four colours, none of them mirrored or turned into another: red, green above; yellow, magenta
/// below.
[[nodiscard]] QImage quarters(QSize size = QSize(480, 640));
/// A plain background with a dark body below and no head.
[[nodiscard]] QImage plain(QRgb background);
[[nodiscard]] const std::vector<Layout>& sheetLayouts();
[[nodiscard]] const Layout& layoutNamed(const QString& id);
[[nodiscard]] imaging::SheetOrder orderNo(int i);
[[nodiscard]] imaging::SheetJob jobOf(const Layout& layout, int page, const QImage& picture);

/// No marks, code or outline.
[[nodiscard]] imaging::SheetOptions bareOptions(int dpi = 300);

/// Largest distance in mm between where the edges of the cells are in the picture of a page and where the
/// layout wants them; every edge is looked for at two places, to fractions of a pixel. The page shows
/// quarters().
[[nodiscard]] double worstEdge(const QImage& page, double pixelsPerMm, const LayoutPage& layout);
/// Cells whose four quarters are not where they belong.
[[nodiscard]] int wronglyTurned(const QImage& page, double pixelsPerMm, const LayoutPage& layout);
/// Whole pixels that lie inside a cell.
[[nodiscard]] bool inCell(QPoint pixel, double pixelsPerMm, const LayoutPage& layout);

} // namespace photodesk::test
