#pragma once

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// Soft masks on the canvas, CV_32F 0–1.
struct SoftMasks {
    cv::Mat person;     ///< the person network
    cv::Mat foreground; ///< 1 − background of the six classes
    cv::Mat hair;
};

/// The six classes' border with the person network's inside; stray blobs dropped, small holes closed.
[[nodiscard]] cv::Mat fuse(const SoftMasks& masks);

struct Trimap {
    cv::Mat inside, outside; ///< CV_8U, 255 where certain
};

/// Certain inside and outside; the band between them is wider where `hairy` (CV_8U) is set.
[[nodiscard]] Trimap makeTrimap(const cv::Mat& fused, const cv::Mat& hairy);

/// 255 within `radius` pixels of the set pixels.
[[nodiscard]] cv::Mat grown(const cv::Mat& mask, double radius);
[[nodiscard]] cv::Mat shrunk(const cv::Mat& mask, double radius);

} // namespace photodesk::imaging
