#pragma once

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// How many places of a black and white picture look like a finder pattern of a QR code: runs of about
/// 1:1:3:1:1 in its row, column and diagonals. Not much fewer than ZXing will find. Counting ends at `most` +
/// 1 and takes time in proportion to the picture.
[[nodiscard]] int countFinders(const cv::Mat& blackWhite, int most);

} // namespace photodesk::imaging
