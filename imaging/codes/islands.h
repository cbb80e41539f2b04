#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace photodesk::imaging {

/// Places where dark marks stand so close together that they may be one Data Matrix, with their white margin,
/// larger ones first and not more than `most`. ZXing finds a Data Matrix only where the middle of its picture
/// lies on it.
[[nodiscard]] std::vector<cv::Rect> islands(const cv::Mat& grey, int most);

} // namespace photodesk::imaging
