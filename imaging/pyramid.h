#pragma once

#include <QImage>
#include <QRectF>

#include <opencv2/core/mat.hpp>

#include <vector>

namespace photodesk::imaging {

/// Halvings of one picture, made on demand: a 12-megapixel photo is read once, everything after works on the
/// smallest level that still has the pixels it needs. Level n has coordinates of the full picture / 2^n.
class Pyramid {
public:
    enum class Grade {
        Fast, ///< the first step is a quarter that reads every second pixel: enough for finding and measuring
        Fine, ///< every pixel counts: for what is delivered
    };
    /// `image` (RGB888) must outlive the pyramid.
    Pyramid(const QImage& image, Grade grade);

    [[nodiscard]] cv::Mat level(int n); ///< shares its pixels
    /// The smallest level where one pixel covers at most `span` pixels of the full picture.
    [[nodiscard]] int levelFor(double span);
    /// The smallest level whose longer side is at least `side`.
    [[nodiscard]] int levelOfSide(double side);
    [[nodiscard]] cv::Size size() const { return levels_.front().size(); }

    /// `part` (pixels of the full picture) scaled to `size`; outside the picture its edge is repeated.
    [[nodiscard]] cv::Mat part(const QRectF& part, cv::Size size);

private:
    [[nodiscard]] cv::Mat make(int n);

    Grade grade_;
    std::vector<cv::Mat> levels_; ///< empty where nobody asked yet
};

} // namespace photodesk::imaging
