#pragma once

#include "imaging/similar/relief.h"

#include <vector>

namespace photodesk::imaging::similar {

/// What a fingerprint keeps of local contrast: −1, 0 or 1 a point, CV_32F, and where the photo was.
struct Relief {
    cv::Mat values; ///< CV_32F
    cv::Mat seen;   ///< CV_32F, 0 or 1
};

inline constexpr qsizetype reliefBytes = 112 * 160 / 4;
[[nodiscard]] QByteArray packed(const Patch& patch);
/// Nothing (empty Mats) where the length is wrong.
[[nodiscard]] Relief unpacked(const QByteArray& bytes);
[[nodiscard]] Relief mirrored(const Relief& relief);

/// A square of the grid that both pictures show with some structure in it.
struct Field {
    cv::Point at;                  ///< upper left corner
    double agreement = 0;          ///< correlation of the two, −1 to 1
    double xx = 0, xy = 0, yy = 0; ///< products of the slopes and,
    double xe = 0, ye = 0;         ///< slopes times difference: their quotient is the shift that is left
};

struct Comparison {
    cv::Matx23d map;      ///< grid of the first to grid of the second
    double agreement = 0; ///< of all points
    std::vector<Field> fields;
};

/// Lays the second on the first by one affine map, found by least squares from coarse to fine, then looks at
/// each field on its own. `weight` on the grid, 0–1. Deterministic: nothing is drawn by lot.
[[nodiscard]] Comparison compare(const Relief& first, const Relief& second, const cv::Mat& weight);

} // namespace photodesk::imaging::similar
