#include "imaging/sheets/code_area.h"
#include "imaging/sheets/picture.h"
#include "imaging/sheets/plan.h"
#include "imaging/sheets/style.h"
#include "imaging/sheets/text.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct Grid {
    int columns = 0, rows = 0;
    QSizeF cell{0, 0};

    [[nodiscard]] QRectF at(int i) const
    {
        const double margin = sheetStyle().slipMarginMm;
        return {margin + i % columns * cell.width(), margin + i / columns * cell.height(), cell.width(),
                cell.height()};
    }
};

Grid gridFor(QSizeF paper, bool whole)
{
    const SheetStyle& style = sheetStyle();
    const QSizeF room(paper.width() - 2 * style.slipMarginMm, paper.height() - 2 * style.slipMarginMm);
    Grid grid{
        std::max(1, int(room.width() / style.slipWMm)), std::max(1, int(room.height() / style.slipHMm)), {}};
    if (whole)
        grid = {1, 1, {}};
    grid.cell = QSizeF(room.width() / grid.columns, room.height() / grid.rows);
    return grid;
}

// Dashes between slips that share a paper.
void partSlips(Plan& plan, const Grid& grid)
{
    const QSizeF paper = plan.facts.paperMm;
    const double w = sheetStyle().markMm;
    constexpr double dash = 2, period = 4;
    for (int column = 1; column < grid.columns; ++column) {
        for (double y = 1; y + dash < paper.height(); y += period)
            plan.bars.push_back({QRectF(grid.at(column).left(), y, w, dash), 0xFF808080, Qt::LeftEdge});
    }
    for (int row = 1; row < grid.rows; ++row) {
        for (double x = 1; x + dash < paper.width(); x += period)
            plan.bars.push_back(
                {QRectF(x, grid.at(row * grid.columns).top(), dash, w), 0xFF808080, Qt::TopEdge});
    }
}

void placePortrait(Plan& plan, const SheetPicture& picture, const QRectF& area)
{
    plan.images.push_back({picture, cropForCell(picture, area.size())});
    plan.pictures.push_back({plan.images.size() - 1, area, false});
}

// `u` scales a slip of 47 mm to the room it has.
Result<void> placeSlip(Plan& plan, Words& words, const SlipJob& slip, const QRectF& cell,
                       const SheetOptions& options)
{
    const SheetStyle& style = sheetStyle();
    const bool english = options.language == SheetLanguage::English;
    const double u = std::min(cell.width() / style.slipWMm, cell.height() / style.slipHMm);
    const QRectF r = cell.adjusted(3 * u, 3 * u, -3 * u, -3 * u);
    // The bar code has the full width: scanners want its quiet zones.
    auto code = barCodeIn({r.left(), r.top(), r.width(), 11 * u}, slip.order.number.toLatin1(), options.dpi);
    if (!code)
        return fail(ErrorCode::InvalidField, u"order.number is too long for the slip's bar code"_s);
    if (plan.codes.empty())
        plan.facts.codeMm = rectOf(*code, false);
    const double indent = code->mm.x();
    plan.codes.push_back(std::move(*code));
    double right = r.right();
    if (slip.picture && !slip.picture->image.isNull()) {
        // On tall paper the height alone would leave no room for words.
        const double w = std::min((r.height() - 13 * u) * 5 / 7, style.slipPortraitShare * r.width());
        const QRectF portrait(r.right() - w, r.top() + 13 * u, w, w * 7 / 5);
        placePortrait(plan, *slip.picture, portrait);
        right = portrait.left() - 2 * u;
    }
    double y = r.top() + 15.5 * u;
    const auto line = [&](const QString& text, double height, double advance, bool bold) {
        plan.texts.push_back(words.line(text, {indent, y}, height * u, right - indent, bold));
        y += advance * u;
    };
    line(slip.order.number, 2.5, 7.5, false);
    const QString last4 = slip.order.last4.isEmpty() ? QString() : u"  "_s + slip.order.last4;
    line(slip.order.maskedName + last4, 5, 5, true);
    const QString paper = slip.paperName.isEmpty() ? QString() : u" · "_s + slip.paperName;
    line(style.word("sheets"_L1, english).arg(slip.sheets) + paper, 2.3, 4, true);
    line(slip.layoutName, 2.1, 4, false);
    line(slip.order.school, 2.1, 4, false);
    if (slip.order.date.isValid())
        line(style.word("date"_L1, english) + u' ' + slip.order.date.toString(Qt::ISODate), 2.1, 4, false);
    return {};
}

void bar(Plan& plan, double x, double y, double w, double h)
{
    plan.bars.push_back({QRectF(x, y, w, h), 0xFF000000, Qt::TopEdge});
}

// A ruler's ticks: 5 mm long at tens, 3.5 at fives, else 2; the number stands at each ten.
void placeRulers(Plan& plan, Words& words)
{
    const QSizeF paper = plan.facts.paperMm;
    const double w = sheetStyle().markMm;
    const auto ruler = [&](double length, bool along) {
        // Both rulers would write over one another in the corner.
        for (int mm = along ? 5 : 10; mm <= int(length) - 5; ++mm) {
            const double tick = mm % 10 == 0 ? 5 : mm % 5 == 0 ? 3.5 : 2;
            constexpr double from = 2;
            along ? bar(plan, mm - w / 2, from, w, tick) : bar(plan, from, mm - w / 2, tick, w);
            if (mm % 10 == 0 && (along || mm > 10)) {
                const QString number = QString::number(mm);
                const double width = words.widthOf(number, 1.8), half = width / 2;
                const QPointF base = along ? QPointF(mm - half, from + 7.4) : QPointF(from + 5.6, mm + 0.9);
                plan.texts.push_back(words.line(number, base, 1.8, width + 1));
            }
        }
    };
    ruler(paper.width(), true);
    ruler(paper.height(), false);
}

void placeCrosses(Plan& plan)
{
    const QSizeF paper = plan.facts.paperMm;
    const double w = sheetStyle().markMm, inset = sheetStyle().crossInsetMm;
    constexpr double arm = 4;
    for (const double x : {inset, paper.width() - inset}) {
        for (const double y : {inset, paper.height() - inset}) {
            bar(plan, x - arm, y - w / 2, 2 * arm, w);
            bar(plan, x - w / 2, y - arm, w, 2 * arm);
        }
    }
}

} // namespace

int slipsPerPage(QSizeF paperMm)
{
    const Grid grid = gridFor(paperMm, false);
    return grid.columns * grid.rows;
}

Result<Plan> planSlips(std::span<const SlipJob> slips, QSizeF paperMm, const SheetOptions& options,
                       bool whole)
{
    PD_TRY(checkOptions(options, paperMm));
    const Grid grid = gridFor(paperMm, whole);
    if (slips.empty() || std::ssize(slips) > grid.columns * grid.rows)
        return fail(ErrorCode::InvalidField, u"slips"_s);
    PD_ASSIGN(Words words, Words::make());
    Plan plan;
    plan.facts.paperMm = paperMm;
    for (std::size_t i = 0; i < slips.size(); ++i) {
        PD_TRY(checkOrder(slips[i].order));
        PD_TRY(placeSlip(plan, words, slips[i], grid.at(int(i)), options));
        plan.hiddenText += (i > 0 ? " " : "") + slips[i].order.number.toLatin1();
    }
    plan.facts.code = slips.front().order.number.toLatin1();
    if (std::ssize(slips) < grid.columns * grid.rows || slips.size() > 1)
        partSlips(plan, grid);
    plan.facts.elided = words.elided;
    calibrate(plan, options.calibration);
    return plan;
}

Result<Plan> planCalibrationPage(const QString& printerName, QSizeF paperMm, const SheetOptions& options)
{
    PD_TRY(checkOptions(options, paperMm));
    PD_ASSIGN(Words words, Words::make());
    const SheetStyle& style = sheetStyle();
    const bool english = options.language == SheetLanguage::English;
    Plan plan;
    plan.facts.paperMm = paperMm;
    placeRulers(plan, words);
    placeCrosses(plan);
    const double x = 2 * style.crossInsetMm, width = paperMm.width() - 3 * style.crossInsetMm;
    double y = paperMm.height() / 2 - 6;
    const QString paper = u"%1 × %2 mm"_s.arg(paperMm.width()).arg(paperMm.height());
    plan.texts.push_back(
        words.line(style.word("calibration"_L1, english) + u"  "_s + paper, {x, y}, 3, width, true));
    y += 5;
    plan.texts.push_back(
        words.line(style.word("printer"_L1, english) + u"  "_s + printerName, {x, y}, 2.2, width));
    for (const QString& line : style.word("measure"_L1, english).split(u'\n')) {
        y += 4.2;
        plan.texts.push_back(words.line(line, {x, y}, 1.9, width));
    }
    const double inset = style.crossInsetMm;
    const QString wanted = u"x: %1, %2 mm · y: %1, %3 mm"_s.arg(inset)
                               .arg(paperMm.width() - inset)
                               .arg(paperMm.height() - inset);
    plan.texts.push_back(words.line(wanted, {x, y + 5}, 2.2, width, true));
    plan.facts.elided = words.elided;
    calibrate(plan, options.calibration);
    return plan;
}

double calibrationInsetMm()
{
    return sheetStyle().crossInsetMm;
}

Result<PrinterCalibration> calibrationFrom(const CalibrationReading& reading, QSizeF paperMm)
{
    // The printer draws at k · wanted + o; both crosses of an axis give k and o, and what undoes them.
    const double inset = calibrationInsetMm();
    const auto undo = [inset](double near, double far, double length) {
        const double k = (far - near) / (length - 2 * inset);
        return std::pair{1 / k, -(near - k * inset) / k};
    };
    const auto [scaleX, offsetX] = undo(reading.nearX, reading.farX, paperMm.width());
    const auto [scaleY, offsetY] = undo(reading.nearY, reading.farY, paperMm.height());
    const auto sane = [](double scale, double offset) {
        return std::abs(scale - 1) <= 0.05 && std::abs(offset) <= 5; // false for NaN as well
    };
    if (!sane(scaleX, offsetX) || !sane(scaleY, offsetY))
        return fail(ErrorCode::InvalidField, u"calibration reading"_s);
    return PrinterCalibration{{offsetX, offsetY}, {scaleX, scaleY}};
}

} // namespace photodesk::imaging
