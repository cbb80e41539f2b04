#pragma once

#include <opencv2/core.hpp>

namespace photodesk::imaging {

/// Power of the frequencies of a square, less its mean, under a Hann window. `side` is a power of two,
/// 32-256. Of real values one half says all: `side` rows (frequency 0 first, negative ones behind), side / 2
/// + 1 columns, CV_32F. `values` CV_32F.
[[nodiscard]] cv::Mat powerOf(const cv::Mat& values);

/// Distance from frequency 0, rounded: the ring that a place in such a spectrum belongs to.
[[nodiscard]] int ringOf(int x, int y);

} // namespace photodesk::imaging
