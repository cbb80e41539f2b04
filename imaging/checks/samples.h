#pragma once

#include "imaging/checks/context.h"

#include <opencv2/core.hpp>

#include <vector>

namespace photodesk::imaging {

/// Squares of the original at its own scale; noise, grids and texture live there and nowhere else.
struct Samples {
    std::vector<cv::Rect> wall; ///< clear of the person
    std::vector<cv::Rect> skin; ///< cheeks and forehead
    int side = 0;               ///< of each square, pixels of the original
};

/// Squares of `side` pixels, at most `most` of wall; fewer where the picture has no room. Full depth only.
[[nodiscard]] Samples takeSamples(const Context& context, int side, int most);

/// Luma of a part of the original, CV_32F; clipped to the picture.
[[nodiscard]] cv::Mat lumaOf(const Context& context, const cv::Rect& part);

/// The same as stored, CV_8U.
[[nodiscard]] cv::Mat greyOf(const Context& context, const cv::Rect& part);

/// Standard deviation of white noise under smooth content (Immerkaer 1996), by the median, so that edges do
/// not count. `grey` CV_8U.
[[nodiscard]] double noiseOf(const cv::Mat& grey);

/// The value that would stand at `index` if `values` were sorted; takes others out and reorders the rest.
[[nodiscard]] float nthOf(std::vector<float>& values, std::size_t index);

/// Percentile of one channel of any depth, 0-1, optionally under a mask.
[[nodiscard]] double percentileOf(const cv::Mat& values, double share, const cv::Mat& mask = {});

[[nodiscard]] inline QRectF toRectF(const cv::Rect& r)
{
    return {double(r.x), double(r.y), double(r.width), double(r.height)};
}

} // namespace photodesk::imaging
