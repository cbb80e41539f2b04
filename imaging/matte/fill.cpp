#include "imaging/matte/fill.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace photodesk::imaging {
namespace {

/// `sum` holds colours times weight. Weights saturate at 1: coarse levels only fill what is missing.
cv::Mat pushPull(const cv::Mat& sum, const cv::Mat& weight)
{
    if (sum.cols <= 2 || sum.rows <= 2) {
        const double total = cv::sum(weight)[0] + 1e-6;
        return cv::Mat(sum.size(), CV_32FC3, cv::sum(sum) / total);
    }
    const cv::Size half((sum.cols + 1) / 2, (sum.rows + 1) / 2);
    cv::Mat halfSum, halfWeight;
    cv::resize(sum, halfSum, half, 0, 0, cv::INTER_AREA);
    cv::resize(weight, halfWeight, half, 0, 0, cv::INTER_AREA);
    for (int y = 0; y < half.height; ++y) {
        auto* w = halfWeight.ptr<float>(y);
        auto* s = halfSum.ptr<cv::Vec3f>(y);
        for (int x = 0; x < half.width; ++x) {
            const float grown = w[x] * 3;
            const float factor = grown > 1 ? 1 / w[x] : 3.f;
            s[x] *= factor;
            w[x] = std::min(grown, 1.f);
        }
    }
    cv::Mat coarse;
    cv::resize(pushPull(halfSum, halfWeight), coarse, sum.size(), 0, 0, cv::INTER_LINEAR);
    for (int y = 0; y < sum.rows; ++y) {
        const auto* w = weight.ptr<float>(y);
        const auto* s = sum.ptr<cv::Vec3f>(y);
        auto* c = coarse.ptr<cv::Vec3f>(y);
        for (int x = 0; x < sum.cols; ++x)
            c[x] = s[x] + c[x] * (1 - std::min(1.f, w[x]));
    }
    return coarse;
}

} // namespace

cv::Mat fillFrom(const cv::Mat& rgb, const cv::Mat& known)
{
    cv::Mat sum(rgb.size(), CV_32FC3, cv::Scalar::all(0));
    rgb.copyTo(sum, known);
    cv::Mat weight;
    known.convertTo(weight, CV_32F, 1 / 255.0);
    return pushPull(sum, weight);
}

} // namespace photodesk::imaging
