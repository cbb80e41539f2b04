#pragma once

#include "imaging/engine.h"

#include <QImage>

namespace photodesk::inspect {

/// The upright photo with what was found drawn on it: boxes, mesh, eye line, head top, chin, mask edge, crop.
[[nodiscard]] QImage drawOverlay(const imaging::Photo& photo, const imaging::Analysis& analysis,
                                 const Standard& standard);

} // namespace photodesk::inspect
