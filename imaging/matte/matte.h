#pragma once

#include "imaging/matte/trimap.h"

namespace photodesk::imaging {

struct Matte {
    cv::Mat alpha;      ///< CV_32F 0–1
    cv::Mat foreground; ///< CV_32FC3 0–255, colours of the person alone
    double plain = 0;   ///< how plain the wall was, 0–1
};

/// Cuts the person out of `rgb` (CV_8UC3) with the soft masks of the same size. docs/imaging.md has the
/// recipe.
[[nodiscard]] Matte cutOut(const cv::Mat& rgb, const SoftMasks& masks);

} // namespace photodesk::imaging
