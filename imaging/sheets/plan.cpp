#include "imaging/sheets/plan.h"

#include "imaging/sheets/style.h"

#include <QRegularExpression>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {

QPointF PrinterCalibration::map(QPointF mm) const
{
    return {scale.width() * mm.x() + offsetMm.x(), scale.height() * mm.y() + offsetMm.y()};
}

QRectF PrinterCalibration::map(const QRectF& mm) const
{
    return {map(mm.topLeft()), map(mm.bottomRight())};
}

Result<void> checkOptions(const SheetOptions& options, QSizeF paperMm)
{
    const SheetStyle& s = sheetStyle();
    const PrinterCalibration& c = options.calibration;
    if (options.dpi < s.dpiLeast || options.dpi > s.dpiMost)
        return fail(ErrorCode::InvalidField, u"dpi"_s);
    // Written so that NaN fails too.
    const auto within = [](double value, double least, double most) {
        return value >= least && value <= most;
    };
    const double low = 1 - s.calibrationScaleOff, high = 1 + s.calibrationScaleOff;
    const double off = s.calibrationOffsetMm;
    if (!within(c.scale.width(), low, high) || !within(c.scale.height(), low, high)
        || !within(c.offsetMm.x(), -off, off) || !within(c.offsetMm.y(), -off, off))
        return fail(ErrorCode::InvalidField, u"calibration"_s);
    if (!within(paperMm.width(), s.paperLeastMm, s.paperMostMm)
        || !within(paperMm.height(), s.paperLeastMm, s.paperMostMm)
        || paperMm.width() * paperMm.height() * options.dpi * options.dpi / (25.4 * 25.4) > s.pagePixelsMost)
        return fail(ErrorCode::InvalidField, u"paper"_s);
    return {};
}

Result<void> checkOrder(const SheetOrder& order)
{
    static const QRegularExpression number(u"^[A-Za-z0-9-]{1,40}$"_s);
    // $ alone would let a line feed through.
    if (!number.match(order.number).hasMatch() || order.number.endsWith(u'\n'))
        return fail(ErrorCode::InvalidField, u"order.number"_s);
    return {};
}

void calibrate(Plan& plan, const PrinterCalibration& calibration)
{
    if (calibration == PrinterCalibration{})
        return;
    for (PlanPicture& picture : plan.pictures)
        picture.mm = calibration.map(picture.mm);
    for (PlanBar& bar : plan.bars)
        bar.mm = calibration.map(bar.mm);
    for (PlanCode& code : plan.codes)
        code.mm = calibration.map(code.mm);
    const QTransform move(calibration.scale.width(), 0, 0, calibration.scale.height(),
                          calibration.offsetMm.x(), calibration.offsetMm.y());
    for (PlanText& text : plan.texts)
        text.mm = move.map(text.mm);
    if (!plan.facts.code.isEmpty())
        plan.facts.codeMm.moveTopLeft(calibration.map(plan.facts.codeMm.topLeft()));
}

} // namespace photodesk::imaging
