#pragma once

#include <opencv2/core.hpp>

namespace photodesk::imaging {

/// The colours (CV_8UC3) at `map` of each pixel of a picture of `size`, by cubic convolution; beyond the edge
/// the edge goes on. To the bit what cv::warpAffine gives for INTER_CUBIC, WARP_INVERSE_MAP and
/// BORDER_REPLICATE, in half of its time.
[[nodiscard]] cv::Mat cubicWarp(const cv::Mat& rgb, const cv::Matx23d& map, cv::Size size);

} // namespace photodesk::imaging
