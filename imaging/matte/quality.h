#pragma once

#include "imaging/matte/matte.h"

namespace photodesk::imaging {

/// What tells a doubtful cut-out, each 0–1, means over the unknown band.
struct CutoutSigns {
    double doubt = 0;     ///< standard deviation of the coverage's estimate
    double dissent = 0;   ///< difference of the two networks
    double moved = 0;     ///< coverage against the networks' fused word
    double fragments = 0; ///< area of what hangs on nothing, shares of the band
    double width = 0;     ///< unknown pixels for each pixel of outline, / 100
    bool empty = true;    ///< no person, or no edge: nothing was cut out
};

[[nodiscard]] CutoutSigns signsOf(const MatteProblem& problem, const SoftMasks& masks, const Matte& matte);

/// 0–1: one less five times the mean error to be expected at the edge (docs/imaging.md); 0 for an empty one.
[[nodiscard]] double qualityOf(const CutoutSigns& signs);

} // namespace photodesk::imaging
