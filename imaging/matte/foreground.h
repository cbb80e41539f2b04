#pragma once

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// Colours of the person without the wall that shines through, by solving coarse to fine for both layers
/// (after Germer et al., "Fast Multi-Level Foreground Estimation", 2020). `rgb` CV_32FC3, `alpha` CV_32F.
[[nodiscard]] cv::Mat foregroundColours(const cv::Mat& rgb, const cv::Mat& alpha);

} // namespace photodesk::imaging
