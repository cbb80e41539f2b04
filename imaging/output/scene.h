#pragma once

#include "imaging/matte/canvas.h"
#include "imaging/matte/matte.h"
#include "imaging/render.h"

namespace photodesk::imaging {

/// A portrait cut out at output size, before it is laid on its background.
struct Scene {
    Framing framing;
    QStringList impossible;
    Canvas canvas;
    SoftMasks masks;
    MatteProblem problem;
    Matte matte;
    double unit = 1; ///< output rows / 640: scale of tuned lengths
};

/// Errors: RenderFailed.
[[nodiscard]] Result<Scene> makeScene(const Photo& photo, const Analysis& analysis, const Standard& standard,
                                      const RenderOptions& options);

[[nodiscard]] QImage composed(const Scene& scene, QRgb background);
[[nodiscard]] QImage alphaOf(const Scene& scene);
/// Composes, encodes and judges. Errors: EncodeFailed.
[[nodiscard]] Result<Rendered> deliver(const Scene& scene, const Standard& standard, QRgb background);

} // namespace photodesk::imaging
