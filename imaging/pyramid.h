#pragma once

#include "imaging/photo.h"

#include <QRectF>

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

#include <vector>

namespace photodesk::imaging {

/// `from` at the places that `map` (pixel indices of the result to those of `from`) names, bilinearly;
/// outside its edge is repeated. Reads only that part, whose sides may be any length.
[[nodiscard]] cv::Mat sampled(const cv::Mat& from, cv::Matx23d map, cv::Size size);

/// Halvings of one picture, made on demand: a 12-megapixel photo is read once, everything after works on the
/// smallest level that still has the pixels it needs. Level n has coordinates of the full picture / 2^n.
class Pyramid {
public:
    enum class Grade {
        Fast, ///< the first step is a quarter that reads every second pixel: enough for finding and measuring
        Fine, ///< every pixel counts: for what is delivered
    };
    /// The photo's image (RGB888) must outlive the pyramid. A halved photo has no levels below its halvings.
    Pyramid(const Photo& photo, Grade grade);

    /// Shares its pixels; n as the two functions below give it, or any above.
    [[nodiscard]] cv::Mat level(int n);
    /// The smallest level where one pixel covers at most `span` pixels of the full picture.
    [[nodiscard]] int levelFor(double span);
    /// The smallest level whose longer side is at least `side`.
    [[nodiscard]] int levelOfSide(double side);
    [[nodiscard]] cv::Size size() const { return size_; }

    /// `part` (pixels of the full picture) scaled to `size`; outside the picture its edge is repeated.
    [[nodiscard]] cv::Mat part(const QRectF& part, cv::Size size);

private:
    [[nodiscard]] cv::Mat make(int n);

    Grade grade_;
    cv::Size size_;
    int first_;                   ///< the level the photo's own pixels are
    std::vector<cv::Mat> levels_; ///< empty where nobody asked yet
};

} // namespace photodesk::imaging
