#pragma once

#include <QColor>
#include <QJsonObject>

namespace photodesk::imaging {

/// resources/sheets.json, read once; that file says what each is.
struct SheetStyle {
    QRgb outlineColour = 0, markColour = 0;
    double outlineMm = 0, outlineWhite = 0;
    double markMm = 0, markGapMm = 0, markLengthMm = 0, markLeastMm = 0;
    double dpiRefused = 0, dpiGood = 0;
    double eyeLine = 0, headTop = 0, headRoom = 0;
    double jpegQuality = 0;
    double codeModuleMm = 0, stripWMm = 0, stripHMm = 0;
    double slipWMm = 0, slipHMm = 0, slipMarginMm = 0, slipPortraitShare = 0, crossInsetMm = 0;
    double dpiReadLeast = 0;
    double dpiLeast = 0, dpiMost = 0, paperLeastMm = 0, paperMostMm = 0, pagePixelsMost = 0;
    double calibrationScaleOff = 0, calibrationOffsetMm = 0, copiesMost = 0;
    QJsonObject wordsZh, wordsEn;

    [[nodiscard]] QString word(QLatin1StringView key, bool english) const;
};

[[nodiscard]] const SheetStyle& sheetStyle();

} // namespace photodesk::imaging
