#pragma once

#include "imaging/codes.h"

#include <span>

namespace photodesk::imaging {

/// Which size of the picture is looked at.
enum class Level {
    Full, ///< as given
    Mid,  ///< at most 1.1 megapixels
    Low,  ///< half of that each way
    Twice ///< small pictures enlarged
};

/// One way of making black and white out of a photograph before ZXing looks at it.
struct Recipe {
    Level level;
    double sigma;       ///< blur to undo, pixels; 0: none
    int rounds;         ///< of undoing
    double smooth;      ///< before the threshold, pixels
    int reachX, reachY; ///< neighbourhood of the threshold, pixels; 0: none, grey levels as they are
    bool inverted;
};

/// In the order they are tried. The choice and the order were measured on the photographs that
/// tests/imaging/tst_codes_photos.cpp makes: each one reads some that those before it do not.
[[nodiscard]] std::span<const Recipe> harderRecipes();
[[nodiscard]] std::span<const Recipe> rescueRecipes();

} // namespace photodesk::imaging
