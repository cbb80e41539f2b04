#include "imaging/codes.h"
#include "imaging/sheet.h"
#include "imaging/sheets/style.h"

#include <algorithm>

namespace photodesk::imaging {
namespace {

constexpr double aroundMm = 1.5;   // for a sheet that lies a little askew
constexpr double readingDpi = 600; // the reader misses modules of three pixels and less

std::optional<SheetCode> readIn(const QImage& sheet, const QRectF& area, double pixelsPerMm)
{
    const QRectF mm = area.adjusted(-aroundMm, -aroundMm, aroundMm, aroundMm);
    const QRect pixels = QRectF(mm.topLeft() * pixelsPerMm, mm.size() * pixelsPerMm).toRect();
    const QRect seen = pixels.intersected(sheet.rect());
    if (seen.isEmpty()) // which copy() takes for the whole picture
        return std::nullopt;
    QImage part = sheet.copy(seen);
    const double enlarge = readingDpi / (25.4 * pixelsPerMm);
    if (enlarge > 1)
        part = part.scaled(part.size() * enlarge, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    ReadOptions options;
    options.hardest = ReadPass::Harder;
    const auto codes = readCodes(part, {Symbology::DataMatrix, Symbology::Code128}, options);
    for (const Code& code : codes ? *codes : std::vector<Code>{}) {
        if (auto parsed = parseSheetCode(code.bytes))
            return parsed;
    }
    return std::nullopt;
}

} // namespace

std::optional<SheetCode> readSheetCode(const QImage& sheet, const Layout& layout, int page)
{
    if (sheet.isNull() || page < 0 || std::size_t(page) >= layout.pages.size() || layout.paperMm.isEmpty())
        return std::nullopt;
    const double pixelsPerMm = sheet.width() / layout.paperMm.width();
    // Too coarse to hold a code, and enlarging it to reading size would have no bounds.
    const double coarsest = std::min(pixelsPerMm, sheet.height() / layout.paperMm.height());
    if (coarsest * 25.4 < sheetStyle().dpiReadLeast)
        return std::nullopt;
    for (const bool upsideDown : {false, true}) {
        for (const QRectF& area : layout.pages[std::size_t(page)].freeAreas) {
            const QPointF opposite(layout.paperMm.width() - area.right(),
                                   layout.paperMm.height() - area.bottom());
            const QRectF place = upsideDown ? QRectF(opposite, area.size()) : area;
            if (auto found = readIn(sheet, place, pixelsPerMm))
                return found;
        }
    }
    return std::nullopt;
}

} // namespace photodesk::imaging
