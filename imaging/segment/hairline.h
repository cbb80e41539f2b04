#pragma once

#include "imaging/engine.h"

#include <optional>

namespace photodesk::imaging {

/// Border between forehead and hair above the middle of the brows, as the close masks see it: where a fringe
/// hangs, its lower edge. Nothing on bald heads and under hats.
[[nodiscard]] std::optional<QPointF> findHairline(const Masks& masks, const std::vector<Landmark>& points);

} // namespace photodesk::imaging
