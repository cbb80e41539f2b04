#include "imaging/codes/recipes.h"

namespace photodesk::imaging {
namespace {

constexpr Recipe harder[] = {
    {Level::Full, 0, 0, 0, 0, 0, false},  // tiny codes
    {Level::Mid, 0, 0, 0, 0, 0, true},    // dark mode
    {Level::Mid, 0, 0, 1, 61, 61, false}, // pale, dim, noisy
    {Level::Low, 0, 0, 1, 61, 61, false}, // very noisy, or large
};

constexpr Recipe rescue[] = {
    {Level::Mid, 0, 0, 1, 61, 61, true},
    {Level::Full, 0, 0, 1, 31, 31, false},
    {Level::Low, 2, 8, 1, 41, 41, false},
    {Level::Low, 7, 8, 1, 41, 41, false},
    {Level::Low, 4.5, 16, 0, 41, 41, false},
    {Level::Low, 3, 16, 1, 41, 41, false},
    {Level::Mid, 3, 8, 1, 61, 61, false},
    {Level::Mid, 0, 0, 1, 121, 11, false}, // rolling bands of a screen
    {Level::Mid, 0, 0, 1, 11, 121, false},
    {Level::Mid, 0, 0, 2, 61, 61, true},
    {Level::Mid, 0, 0, 2, 61, 61, false},
    {Level::Low, 2, 16, 1, 41, 41, false},
    {Level::Mid, 4.5, 8, 1, 61, 61, false},
    {Level::Low, 7, 16, 0, 41, 41, false},
    {Level::Mid, 7, 16, 1, 61, 61, false},
    {Level::Twice, 0, 0, 1.5, 61, 61, false},
    {Level::Full, 1.2, 3, 0, 31, 31, false},
};

} // namespace

std::span<const Recipe> harderRecipes()
{
    return harder;
}

std::span<const Recipe> rescueRecipes()
{
    return rescue;
}

} // namespace photodesk::imaging
