#pragma once

#include "domain/result.h"
#include "domain/standard.h"
#include "imaging/engine.h"

#include <QStringList>

namespace photodesk::imaging {

/// What staff set by hand in place of the standard's own choice.
struct RenderOptions {
    /// Part of the upright original, pixels; its sides must be as the output's within 1 %.
    std::optional<QRectF> crop;
    /// Degrees by which that part is turned clockwise about its centre (a head that leans clockwise by 3°
    /// stands upright with 3); absent: by the eye line within the standard's rotate_max_deg. Up to ±45.
    std::optional<double> turn;
};

/// The picture that is delivered.
struct Rendered {
    QByteArray jpeg; ///< baseline JPEG, 4:4:4 where the budget allows, dpi set, no EXIF
    QImage image;    ///< the same pixels as decoded from `jpeg`, RGB888
    QImage alpha;    ///< coverage of the person at output size, Grayscale8
    QRectF crop;     ///< in pixels of the upright original; may reach beyond it where it was filled
    double turn = 0; ///< degrees clockwise that `crop` is turned about its centre
    int jpegQuality = 0;
    /// cutout.quality and background.spec where the standard names them, judged by it; addChecks takes them
    /// over.
    std::vector<CheckResult> checks;
    /// Checks of place (face.width, head.top, eye.line) whose limits this crop can't keep.
    QStringList impossible;
};

/// Cuts the person out, lays it on `background`, crops and scales to the standard, encodes within its KB.
/// Needs a Full analysis with a face. Deterministic: same bytes on one CPU and build. Errors: RenderFailed
/// (no face or mask, options out of range), EncodeFailed (KB not reachable at the standard's least quality).
[[nodiscard]] Result<Rendered> render(const Photo& photo, const Analysis& analysis, const Standard& standard,
                                      QRgb background, const RenderOptions& options = {});

/// Lays the checks of a rendering into the report, in place of what stands there under the same ids.
void addChecks(Report& report, const std::vector<CheckResult>& checks);

/// Where the standard wants the crop for this face, before clamping; pixels of the upright original.
[[nodiscard]] Result<QRectF> cropFor(const Analysis& analysis, const Standard& standard);

/// A small JPEG (quality 80) with the longer side `side`, for queue strips and contact sheets.
[[nodiscard]] Result<QByteArray> thumbnail(const QImage& image, int side);

} // namespace photodesk::imaging
