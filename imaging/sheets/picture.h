#pragma once

#include "imaging/sheet.h"

namespace photodesk::imaging {

/// The largest part of the picture with the aspect of `upright`, by the rule of SheetPicture; pixels.
[[nodiscard]] QRectF cropForCell(const SheetPicture& picture, QSizeF upright);
/// Whether the background along the upper edges of the crop is white enough to vanish on the paper.
[[nodiscard]] bool whiteBackground(const QImage& image, const QRectF& crop);

} // namespace photodesk::imaging
