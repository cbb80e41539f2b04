#pragma once

#include "imaging/checks/context.h"

#include <optional>

namespace photodesk::imaging {

/// How light falls on the facial skin: a plane through the logarithm of linear luminance over the face.
struct LightShape {
    double leftRight = 1; ///< darker / brighter side, linear light, at 0.6 of the half width
    double upDown = 0;    ///< log2 of the light at the bridge of the nose over that at the chin
};

/// Nothing where too little skin is seen.
[[nodiscard]] std::optional<LightShape> lightShapeOf(const FacePatch& patch);

} // namespace photodesk::imaging
