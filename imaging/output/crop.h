#pragma once

#include "imaging/engine.h"

#include <optional>

namespace photodesk::imaging {

/// The crop that lays the head nearest to the standard's targets and, where that is possible at once, inside
/// its limits for face.width, head.top and eye.line (the eyes first). It then prefers not to reach below the
/// photo or beside a body that the photo itself cuts. Nothing without landmarks.
[[nodiscard]] std::optional<QRectF> planCrop(const Analysis& analysis, const Standard& standard);

} // namespace photodesk::imaging
