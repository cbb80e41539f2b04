#pragma once

#include "imaging/matte/trimap.h"

namespace photodesk::imaging {

/// The wall near the person: its colour everywhere and how plain it is.
struct Wall {
    cv::Mat colour;   ///< CV_32FC3, filled in behind the person
    cv::Vec3d noise;  ///< robust standard deviation of each channel, levels
    double tail = 0;  ///< 90th percentile of the largest channel's deviation
    double plain = 0; ///< 0 busy … 1 plain: how far projection can be trusted
};

[[nodiscard]] Wall measureWall(const cv::Mat& rgb, const Trimap& trimap);

/// Projects each unknown pixel on the line from the local wall colour to the local subject colour; `fallback`
/// where the wall is busy or the two colours are alike. `rgb` CV_32FC3 0–255; returns CV_32F 0–1.
[[nodiscard]] cv::Mat projectOnWall(const cv::Mat& rgb, const Trimap& trimap, const Wall& wall,
                                    const cv::Mat& fallback);

} // namespace photodesk::imaging
