#pragma once

#include <QImage>
#include <QRectF>

namespace photodesk::imaging {

/// The part `crop` (pixels, fractions count) of an RGB888 picture at another size: Lanczos-3, widened when
/// shrinking, so that nothing aliases; beyond the crop the picture's own neighbouring pixels are used.
/// RGB888.
[[nodiscard]] QImage resample(const QImage& image, const QRectF& crop, QSize size);

} // namespace photodesk::imaging
