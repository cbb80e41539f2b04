#pragma once

#include "imaging/networks/network.h"

namespace photodesk::imaging {

/// A box of the detector in pixels of the picture it was given; key points in the order of imaging::Face.
struct Detection {
    float score = 0;
    cv::Rect2f box;
    std::array<cv::Point2f, 6> keypoints;
};

/// BlazeFace with its own decoding and weighted non-maximum suppression.
class BlazeFace {
public:
    enum class Range { Short, Full };
    BlazeFace(const ModelStore& models, Range range);

    /// `rgb` is letterboxed to a square. `share` < 1 leaves more margin round it, for faces that fill the
    /// picture.
    [[nodiscard]] std::vector<Detection> detect(const cv::Mat& rgb, double share = 1.0);

private:
    std::vector<Detection> candidates(const std::vector<cv::Mat>& outputs) const;

    Network network_;
    int side_;
    std::vector<cv::Point2f> anchors_;
};

/// Joins boxes that overlap by more than `overlap` (intersection over union) into score-weighted means.
[[nodiscard]] std::vector<Detection> suppress(std::vector<Detection> all, double overlap);

} // namespace photodesk::imaging
