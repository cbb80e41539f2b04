#pragma once

#include "imaging/engine.h"
#include "imaging/matte/canvas.h"

#include <QStringList>

#include <optional>

namespace photodesk::imaging {

/// The crop that lays the head nearest to the standard's targets and, where that is possible at once, inside
/// its limits for face.width, head.top and eye.line (the eyes first). It then prefers not to reach below the
/// photo or beside a body that the photo itself cuts. Nothing without landmarks. Never turned.
[[nodiscard]] std::optional<QRectF> planCrop(const Analysis& analysis, const Standard& standard);

struct FramePlan {
    Framing framing;
    QStringList impossible; ///< checks of place whose limits it can't keep
};

/// The same, turned by `turn` or, without one, so that the eyes lie level, if the standard allows that much.
[[nodiscard]] std::optional<FramePlan> planFrame(const Analysis& analysis, const Standard& standard,
                                                 std::optional<double> turn);

/// A crop that a picture can be rendered from: finite, of the output's shape within 1 %, not too small,
/// within reach of the photo.
[[nodiscard]] bool cropFits(const QRectF& crop, QSize output, QSize photo);

/// Points and head top as the framing's own upright axes see them, turned about its centre.
[[nodiscard]] Analysis seenThrough(const Framing& framing, const Analysis& analysis);

/// Ids of face.width, head.top, eye.line whose limits the framing breaks.
[[nodiscard]] QStringList outsideLimits(const Analysis& analysis, const Standard& standard,
                                        const Framing& framing);

} // namespace photodesk::imaging
