#pragma once

#include "imaging/checks/context.h"

#include <optional>

namespace photodesk::imaging {

/// The strongest straight edge of a shadow on the facial skin.
struct ShadowEdge {
    double stops = 0; ///< fall of the light across it, what is left after taking off the change of colour
    cv::Rect place;   ///< on the face patch
};

/// Nothing where too little skin is seen.
[[nodiscard]] std::optional<ShadowEdge> shadowEdgeOf(const FacePatch& patch);

} // namespace photodesk::imaging
