#include "imaging/codes/clean.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace photodesk::imaging {

cv::Mat localThreshold(const cv::Mat& grey, double smooth, int reachX, int reachY)
{
    cv::Mat calm, mean; // calm must not share pixels with grey: OpenCV would then blur the caller's picture
    if (smooth > 0)
        cv::GaussianBlur(grey, calm, {}, smooth);
    else
        calm = grey;
    cv::boxFilter(calm, mean, CV_8U, {std::min(reachX, grey.cols) | 1, std::min(reachY, grey.rows) | 1},
                  {-1, -1}, true, cv::BORDER_REPLICATE);
    return calm > mean;
}

cv::Mat deblurred(const cv::Mat& grey, double sigma, int rounds)
{
    cv::Mat seen, guess, again;
    grey.convertTo(seen, CV_32F);
    guess = seen.clone();
    for (int i = 0; i < rounds; ++i) {
        cv::GaussianBlur(guess, again, {}, sigma);
        guess += seen - again;
        // Light is neither negative nor endless: this keeps the rings small.
        cv::min(guess, 255.0, guess);
        cv::max(guess, 0.0, guess);
    }
    cv::Mat result;
    guess.convertTo(result, CV_8U);
    return result;
}

} // namespace photodesk::imaging
