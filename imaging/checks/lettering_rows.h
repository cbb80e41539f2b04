#pragma once

#include <opencv2/core.hpp>

#include <optional>

namespace photodesk::imaging {

/// Writing that stands alone: separate strokes of one strength and colour between two lines, with nothing
/// around them. Such rows are found in any script, pale, and aslant.
struct LetterRow {
    int parts = 0; ///< separate strokes or letters
    cv::Rect box;  ///< of the searched picture
};

/// `rgb` CV_8UC3; `hat` CV_8U: how far each pixel stands out of its ground, 0 where nothing is searched.
[[nodiscard]] std::optional<LetterRow> cleanRowOf(const cv::Mat& rgb, const cv::Mat& hat);

} // namespace photodesk::imaging
