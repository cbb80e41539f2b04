#include "imaging/sheets/style.h"

#include "domain/json.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct Entry {
    const char* name;
    double SheetStyle::*member;
};

constexpr Entry entries[] = {
    {"outline_mm", &SheetStyle::outlineMm},
    {"outline_white", &SheetStyle::outlineWhite},
    {"mark_mm", &SheetStyle::markMm},
    {"mark_gap_mm", &SheetStyle::markGapMm},
    {"mark_length_mm", &SheetStyle::markLengthMm},
    {"mark_least_mm", &SheetStyle::markLeastMm},
    {"dpi_refused", &SheetStyle::dpiRefused},
    {"dpi_good", &SheetStyle::dpiGood},
    {"eye_line", &SheetStyle::eyeLine},
    {"head_top", &SheetStyle::headTop},
    {"head_room", &SheetStyle::headRoom},
    {"jpeg_quality", &SheetStyle::jpegQuality},
    {"code_module_mm", &SheetStyle::codeModuleMm},
    {"strip_w_mm", &SheetStyle::stripWMm},
    {"strip_h_mm", &SheetStyle::stripHMm},
    {"slip_w_mm", &SheetStyle::slipWMm},
    {"slip_h_mm", &SheetStyle::slipHMm},
    {"slip_margin_mm", &SheetStyle::slipMarginMm},
    {"slip_portrait_share", &SheetStyle::slipPortraitShare},
    {"dpi_read_least", &SheetStyle::dpiReadLeast},
    {"dpi_least", &SheetStyle::dpiLeast},
    {"dpi_most", &SheetStyle::dpiMost},
    {"paper_least_mm", &SheetStyle::paperLeastMm},
    {"paper_most_mm", &SheetStyle::paperMostMm},
    {"page_pixels_most", &SheetStyle::pagePixelsMost},
    {"calibration_scale_off", &SheetStyle::calibrationScaleOff},
    {"calibration_offset_mm", &SheetStyle::calibrationOffsetMm},
    {"copies_most", &SheetStyle::copiesMost},
    {"cross_inset_mm", &SheetStyle::crossInsetMm},
};

SheetStyle readStyle()
{
    const auto bytes = resources::read(u"sheets.json"_s);
    const auto object = bytes ? json::parseObject(*bytes) : fail(bytes.error());
    if (!object)
        qFatal("resources/sheets.json is missing or no JSON");
    SheetStyle style;
    for (const Entry& entry : entries) {
        const QJsonValue value = object->value(QLatin1StringView(entry.name));
        if (!value.isDouble())
            qFatal("resources/sheets.json has no number \"%s\"", entry.name);
        style.*entry.member = value.toDouble();
    }
    style.outlineColour = QColor::fromString(object->value("outline_colour"_L1).toString()).rgb();
    style.markColour = QColor::fromString(object->value("mark_colour"_L1).toString()).rgb();
    const QJsonObject words = object->value("words"_L1).toObject();
    style.wordsZh = words["zh"_L1].toObject();
    style.wordsEn = words["en"_L1].toObject();
    return style;
}

} // namespace

QString SheetStyle::word(QLatin1StringView key, bool english) const
{
    return (english ? wordsEn : wordsZh)[key].toString();
}

const SheetStyle& sheetStyle()
{
    static const SheetStyle style = readStyle();
    return style;
}

} // namespace photodesk::imaging
