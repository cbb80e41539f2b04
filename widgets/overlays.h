#pragma once

#include "domain/report.h"
#include "domain/standard.h"
#include "widgets/histogram.h"
#include "widgets/tint.h"

#include <QFlags>
#include <QImage>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QTransform>

#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace photodesk::imaging {
struct Analysis;
}

namespace photodesk::widgets {

enum class Overlay {
    FaceBox = 1 << 0,
    Mesh = 1 << 1,
    EyeLine = 1 << 2,
    HeadTopChin = 1 << 3,
    Centre = 1 << 4,
    Bands = 1 << 5, ///< the standard's ranges at the edges, measured value beside
    PoseAxes = 1 << 6,
    MaskEdge = 1 << 7,
    Zebra = 1 << 8,           ///< stripes where exposure clips
    Sharpness = 1 << 9,       ///< edges in focus
    Histogram = 1 << 10,      ///< in a corner of the view
    HistogramOfFace = 1 << 11 ///< the histogram counts the face only
};
Q_DECLARE_FLAGS(Overlays, Overlay)
Q_DECLARE_OPERATORS_FOR_FLAGS(Overlays)

enum class OverlayPreset { None, Geometry, Face, Exposure, All };
[[nodiscard]] Overlays overlaysOf(OverlayPreset preset);
[[nodiscard]] QString overlayName(Overlay overlay);            ///< for menus, translated
[[nodiscard]] QString overlayPresetName(OverlayPreset preset); ///< for menus, translated
[[nodiscard]] QList<Overlay> allOverlays();

/// A range of the standard along one edge of the crop (the whole picture where there is no crop).
struct OverlayBand {
    CheckResult
        check; ///< its name and fact become words when they are painted, in the language of that moment
    Qt::Orientation along =
        Qt::Vertical;        ///< Vertical: shares of the height, drawn as a strip at the left edge
    double from = 0, to = 1; ///< allowed share
    std::optional<double> measured;
    CheckStatus status = CheckStatus::NotAssessed;
    /// For a width (face.width): where the measured extent starts, as share; else absent.
    std::optional<double> measuredFrom;
};

/// What can be drawn over one picture. All positions in pixels of the upright full-size picture.
struct OverlayData {
    QSize size;
    std::optional<QRectF> faceBox;
    std::vector<QPointF> landmarks;               ///< 478 or none
    std::optional<QLineF> eyeLine;                ///< pupil to pupil, subject's right to left
    std::optional<double> headTop, chin, centreX; ///< y, y, x
    std::optional<QRectF> crop;                   ///< the frame the bands are shares of
    std::vector<OverlayBand> bands;
    std::optional<QPointF> poseOrigin;
    double yaw = 0, pitch = 0, roll = 0; ///< degrees, signs as in domain/report.h; used with poseOrigin
    QPainterPath maskEdge;               ///< in full-size pixels
    Tint zebra, sharpness;
    std::shared_ptr<const Histograms> histograms;
    std::vector<std::pair<QRectF, CheckStatus>> places; ///< of findings that fail or warn
};

/// Everything but zebra, sharpness and histograms. Any thread.
[[nodiscard]] OverlayData overlayDataFrom(const imaging::Analysis& analysis, const Standard& standard);
/// The server's report alone: no mesh, no mask.
[[nodiscard]] OverlayData overlayDataFrom(const Report& report, const Standard& standard);
/// 0.5 contour of a soft mask (Grayscale8 of any size stretched over `size`). Any thread.
[[nodiscard]] QPainterPath maskContour(const QImage& mask, QSize size);
/// Paints `which` of `data`, but for the histogram, which belongs to the view and not to the picture.
/// `toWidget` maps full-size pixels to logical pixels of the painter; labels stay within `visible`.
void paintOverlays(QPainter& painter, const OverlayData& data, Overlays which, const QTransform& toWidget,
                   const QRectF& visible);

} // namespace photodesk::widgets
