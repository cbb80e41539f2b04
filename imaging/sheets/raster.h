#pragma once

#include "imaging/sheets/plan.h"

namespace photodesk::imaging {

/// RGB888 on white. Edges of pictures are rounded to whole pixels each for itself, so nothing is off by more
/// than half a pixel (0.042 mm at 300 dpi); marks and outlines are at least one pixel.
[[nodiscard]] Result<QImage> rasterise(const Plan& plan, int dpi);

} // namespace photodesk::imaging
