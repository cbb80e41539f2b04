#pragma once

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// Black and white by the mean of a neighbourhood, after a little smoothing: holds in dim, noisy, pale and
/// unevenly lit pictures. The neighbourhood must be wider than the widest part of a finder pattern; a flat
/// one follows bands.
[[nodiscard]] cv::Mat localThreshold(const cv::Mat& grey, double smooth, int reachX, int reachY);

/// Black and white by the means of blocks of 8×8 pixels, each taken with the two blocks round it; blocks
/// without contrast follow their neighbours (ZXing's usual method for photographs, here so that the picture
/// can be examined before ZXing searches it).
[[nodiscard]] cv::Mat blockThreshold(const cv::Mat& grey);

/// Undoes a blur of about `sigma` pixels (Van Cittert's iteration, which stops before noise takes over).
[[nodiscard]] cv::Mat deblurred(const cv::Mat& grey, double sigma, int rounds);

} // namespace photodesk::imaging
