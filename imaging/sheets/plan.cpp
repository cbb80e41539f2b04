#include "imaging/sheets/plan.h"

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
    constexpr double mostPixels = 100e6;
    const PrinterCalibration& c = options.calibration;
    if (options.dpi < 100 || options.dpi > 1200)
        return fail(ErrorCode::InvalidField, u"dpi"_s);
    // Written so that NaN fails too.
    const auto within = [](double value, double low, double high) { return value >= low && value <= high; };
    if (!within(c.scale.width(), 0.95, 1.05) || !within(c.scale.height(), 0.95, 1.05)
        || !within(c.offsetMm.x(), -6, 6) || !within(c.offsetMm.y(), -6, 6))
        return fail(ErrorCode::InvalidField, u"calibration"_s);
    if (!within(paperMm.width(), 20, 2000) || !within(paperMm.height(), 20, 2000)
        || paperMm.width() * paperMm.height() * options.dpi * options.dpi / (25.4 * 25.4) > mostPixels)
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
