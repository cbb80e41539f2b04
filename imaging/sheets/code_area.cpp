#include "imaging/sheets/code_area.h"

#include "imaging/sheets/style.h"

#include <cmath>

namespace photodesk::imaging {
namespace {

Modules quarterTurn(const Modules& m)
{
    Modules turned{m.height, m.width, m.quietY, m.quietX, {}};
    turned.bits.reserve(m.bits.size());
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x)
            turned.bits.push_back(m.dark(y, m.height - 1 - x));
    }
    return turned;
}

double onDots(double mm, int dpi)
{
    return std::round(mm * dpi / 25.4) * 25.4 / dpi;
}

// Whole dots that fit; a thousandth more is not a dot too many.
QSize dotsIn(const QRectF& area, int dpi)
{
    return {int(std::floor(area.width() * dpi / 25.4 + 0.001)),
            int(std::floor(area.height() * dpi / 25.4 + 0.001))};
}

} // namespace

std::optional<PlanCode> matrixIn(const QRectF& area, const QByteArray& text, int dpi)
{
    const bool tall = area.height() > area.width();
    const QSize dots = tall ? dotsIn(area, dpi).transposed() : dotsIn(area, dpi);
    std::optional<Modules> best;
    int bestPx = 0;
    for (const int rows : {8, 12, 16}) {
        WriteOptions options;
        options.matrixShape = MatrixShape::Rectangle;
        options.matrixMax = QSize(50, rows + 2); // with quiet zone; no rectangle is longer
        const auto modules = encode(Symbology::DataMatrix, text, options);
        const int px = modules ? modulePxFor(*modules, dots) : 0;
        if (px > bestPx) {
            bestPx = px;
            best = *modules;
        }
    }
    const double module = bestPx * 25.4 / dpi;
    if (!best || module < sheetStyle().codeModuleMm)
        return std::nullopt;
    PlanCode code{tall ? quarterTurn(*best) : *best, {}, module, module};
    const QSizeF size(code.modules.width * module, code.modules.height * module);
    const QPointF corner = area.center() - QPointF(size.width() / 2, size.height() / 2);
    code.mm = QPointF(onDots(corner.x(), dpi), onDots(corner.y(), dpi));
    return code;
}

std::optional<PlanCode> barCodeIn(const QRectF& area, const QByteArray& text, int dpi)
{
    WriteOptions options;
    options.barHeight = 1;
    const auto modules = encode(Symbology::Code128, text, options);
    if (!modules)
        return std::nullopt;
    const int px = dotsIn(area, dpi).width() / modules->sizeWithQuiet().width();
    // Beyond half a millimetre a module only costs room.
    const double module = std::min(px, int(0.5 * dpi / 25.4)) * 25.4 / dpi;
    if (module < sheetStyle().codeModuleMm)
        return std::nullopt;
    PlanCode code{*modules, {}, module, area.height()};
    code.mm = QPointF(onDots(area.left() + modules->quietX * module, dpi), onDots(area.top(), dpi));
    return code;
}

QRectF rectOf(const PlanCode& code, bool withQuiet)
{
    const Modules& m = code.modules;
    const QRectF rect(code.mm, QSizeF(m.width * code.moduleMm, m.height * code.moduleHeightMm));
    const double x = withQuiet ? m.quietX * code.moduleMm : 0;
    const double y = withQuiet ? m.quietY * code.moduleMm : 0;
    return rect.adjusted(-x, -y, x, y);
}

} // namespace photodesk::imaging
