#pragma once

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// Spreads the colours of known pixels over the unknown ones (push and pull over halvings).
/// `rgb` CV_32FC3, `known` CV_8U (255 known). Returns CV_32FC3.
[[nodiscard]] cv::Mat fillFrom(const cv::Mat& rgb, const cv::Mat& known);

} // namespace photodesk::imaging
