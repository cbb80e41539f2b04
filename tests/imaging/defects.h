#pragma once

#include "imaging/engine.h"

#include <QByteArray>
#include <QImage>

#include <array>

namespace photodesk::test {

// Defects of known strength, made from pictures that have none. Every function takes and gives RGB888 and is
// deterministic. `seen` says where face and wall are: only defects that depend on them ask for it.

[[nodiscard]] QImage scaledTo(const QImage& image, QSize size);
[[nodiscard]] QImage noisy(const QImage& image, double sigma);
[[nodiscard]] QImage blurred(const QImage& image, double sigma);
/// Wider than it was by `ratio`.
[[nodiscard]] QImage stretched(const QImage& image, double ratio);
/// Reduced by `factor` and brought back to its size.
[[nodiscard]] QImage upscaled(const QImage& image, double factor);
/// Gains of red, green and blue in linear light.
[[nodiscard]] QImage cast(const QImage& image, std::array<double, 3> gains);
[[nodiscard]] QImage grey(const QImage& image);
/// Contrast reduced to `share` around a mid grey.
[[nodiscard]] QImage flat(const QImage& image, double share);
/// Linear light falls off to `low` across the face, in direction `degrees` (0: towards the right).
[[nodiscard]] QImage sideLit(const QImage& image, const imaging::Analysis& seen, double low, double degrees);
/// A shadow of the person on the wall that takes `depth` of its light.
[[nodiscard]] QImage wallShadow(const QImage& image, const imaging::Analysis& seen, double depth);
/// Edge of a cast shadow across one part of the face.
[[nodiscard]] QImage faceShadow(const QImage& image, const imaging::Analysis& seen, double depth);
[[nodiscard]] QImage bordered(const QImage& image, double share, QRgb colour);
[[nodiscard]] QImage lettered(const QImage& image, const QString& words, double height, double opacity);
/// Stripes or checks of this period in pixels over the clothes.
[[nodiscard]] QImage patterned(const QImage& image, const imaging::Analysis& seen, double period,
                               double step);
/// Shown on a screen of red, green and blue stripes and taken by a camera of `size`: `pitch` camera pixels
/// per screen pixel, turned by `degrees`, softened by `blur` camera pixels.
[[nodiscard]] QImage screenPhoto(const QImage& image, QSize size, double pitch, double degrees, double blur);
/// Printed with dots of `pitch` camera pixels at 45 degrees and taken again.
[[nodiscard]] QImage printPhoto(const QImage& image, QSize size, double pitch, double blur);
/// Skin smoothed as beauty filters do.
[[nodiscard]] QImage smoothed(const QImage& image, double strength);

} // namespace photodesk::test
