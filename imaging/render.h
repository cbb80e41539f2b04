#pragma once

#include "domain/result.h"
#include "domain/standard.h"
#include "imaging/engine.h"

namespace photodesk::imaging {

/// The picture that is delivered.
struct Rendered {
    QByteArray jpeg; ///< baseline JPEG, 4:4:4 where the budget allows, dpi set, no EXIF
    QImage image;    ///< the same pixels as decoded from `jpeg`, RGB888
    QImage alpha;    ///< coverage of the person at output size, Grayscale8
    QRectF crop;     ///< in pixels of the upright original; may reach beyond it where it was filled
    int jpegQuality = 0;
};

/// Cuts the person out, lays it on `background`, crops and scales to the standard, encodes within its KB.
/// Needs a Full analysis with a face. Errors: RenderFailed (no face or mask), EncodeFailed (KB not reachable
/// at the standard's least quality).
[[nodiscard]] Result<Rendered> render(const Photo& photo, const Analysis& analysis, const Standard& standard,
                                      QRgb background);

/// Where the standard wants the crop for this face, before clamping; pixels of the upright original.
[[nodiscard]] Result<QRectF> cropFor(const Analysis& analysis, const Standard& standard);

/// A small JPEG (quality 80) with the longer side `side`, for queue strips and contact sheets.
[[nodiscard]] Result<QByteArray> thumbnail(const QImage& image, int side);

} // namespace photodesk::imaging
