#pragma once

#include "imaging/matte/layers.h"

#include <array>

namespace photodesk::imaging {

constexpr int coverages = 13; ///< none, eleven between, full
using CoverageOdds = std::array<float, coverages>;

/// Log odds of each coverage where the networks' mask says `soft` (0–1), counted on cut-outs with known
/// truth; wider for hair.
[[nodiscard]] const CoverageOdds& priorOf(float soft, bool hair);

struct Estimate {
    float alpha = 0, variance = 0;
};

/// What is known of one pixel, opponent colours.
struct Evidence {
    cv::Vec3f pixel, wall, wallVariance, person, personVariance;
};

/// Expected coverage by Bayes: the prior says how likely each coverage is, the two layers how well each
/// explains the colour. Where the layers are vague or alike the masks decide, where they are clear the colour
/// does: no gate is needed between plain and busy walls.
[[nodiscard]] Estimate posteriorOf(const Evidence& evidence, const CoverageOdds& prior);

} // namespace photodesk::imaging
