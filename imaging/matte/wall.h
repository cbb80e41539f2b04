#pragma once

#include "imaging/matte/layers.h"
#include "imaging/matte/trimap.h"

namespace photodesk::imaging {

/// Robust standard deviation of each channel of the wall round its own smooth colour, near the unknown band.
[[nodiscard]] cv::Vec3f wallNoise(const cv::Mat& opponent, const Trimap& trimap, const cv::Mat& wall);

struct Projection {
    float alpha = 0;
    float trust = 0; ///< 0–1: small where wall and person have the same colour
};

/// Coverage of one pixel by its place on the line from the wall's colour to the person's, with a dead zone
/// for noise: exact where the wall is known to within its noise.
[[nodiscard]] Projection projectOnWall(const cv::Vec3f& pixel, const cv::Vec3f& wall, const cv::Vec3f& person,
                                       const cv::Vec3f& noise);

} // namespace photodesk::imaging
