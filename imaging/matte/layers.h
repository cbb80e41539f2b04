#pragma once

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// What colour the wall, or the person, has at each pixel as far as known neighbours tell, and how far wrong
/// that is thereabouts. Opponent colours (opponentOf), CV_32FC3, as large as the canvas.
struct LayerModel {
    cv::Mat mean, variance;
};

/// Rotates RGB into lightness and two chroma axes (orthonormal): walls and skin vary along the first most, so
/// that the three may be taken as independent. `rgb` CV_8UC3; returns CV_32FC3.
[[nodiscard]] cv::Mat opponentOf(const cv::Mat& rgb);

/// The layer seen in `known` (255), spread over all pixels. The variance is that of a forecast: colours
/// within `reach` pixels of the rim of `known` against what the pixels further in foretell of them. So it is
/// small on a plain wall, with shadow or without, and large where the unknown part can't be foretold; very
/// large where too little is known to measure it. With nothing known the mean is that of the whole picture.
[[nodiscard]] LayerModel modelOf(const cv::Mat& opponent, const cv::Mat& known, double reach);

} // namespace photodesk::imaging
