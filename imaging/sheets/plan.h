#pragma once

#include "imaging/codes.h"
#include "imaging/sheet.h"

#include <QColor>
#include <QPainterPath>

namespace photodesk::imaging {

// A page as geometry in millimetres; raster.h and pdf_page.h draw it.

struct PlanImage {
    SheetPicture picture;
    QRectF crop; ///< pixels of the picture
};

struct PlanPicture {
    std::size_t image = 0; ///< index of Plan::images
    QRectF mm;
    bool turned = false;
};

/// A filled rectangle. Where it is thinner than a pixel or two, a raster keeps the edge that matters, the one
/// that lies on the edge of a picture.
struct PlanBar {
    QRectF mm;
    QRgb colour = 0xFF000000;
    Qt::Edge kept = Qt::TopEdge;
};

/// A code, black, at its top left corner without quiet zone.
struct PlanCode {
    Modules modules;
    QPointF mm;
    double moduleMm = 0;       ///< a whole number of dots of the intended printer
    double moduleHeightMm = 0; ///< bar codes: height of a row; else moduleMm
};

struct PlanText {
    QPainterPath mm;
    QRgb colour = 0xFF000000;
};

struct Plan {
    SheetFacts facts;
    std::vector<PlanImage> images;
    std::vector<PlanPicture> pictures;
    std::vector<PlanBar> bars;
    std::vector<PlanCode> codes;
    std::vector<PlanText> texts;
    QByteArray hiddenText; ///< ASCII, for finding the page in a PDF
};

[[nodiscard]] Result<Plan> planSheet(const SheetJob& job, const SheetOptions& options);
[[nodiscard]] Result<Plan> planSlips(std::span<const SlipJob> slips, QSizeF paperMm,
                                     const SheetOptions& options, bool whole);
[[nodiscard]] Result<Plan> planCalibrationPage(const QString& printerName, QSizeF paperMm,
                                               const SheetOptions& options);

/// Options that no page can have. Error: InvalidField.
[[nodiscard]] Result<void> checkOptions(const SheetOptions& options, QSizeF paperMm);
[[nodiscard]] Result<void> checkOrder(const SheetOrder& order);
/// Moves everything on the page; codes keep their module, so that they stay on the printer's dots.
void calibrate(Plan& plan, const PrinterCalibration& calibration);

} // namespace photodesk::imaging
