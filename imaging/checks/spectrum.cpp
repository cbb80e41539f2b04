#include "imaging/checks/spectrum.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>

namespace photodesk::imaging {
namespace {

/// Made once for each side: its cosines and roots cost as much as a transform.
const cv::Mat& windowOf(int side)
{
    static const auto windows = [] {
        std::array<cv::Mat, 4> all;
        for (std::size_t i = 0; i < all.size(); ++i)
            cv::createHanningWindow(all[i], {32 << i, 32 << i}, CV_32F);
        return all;
    }();
    return windows[side >= 256 ? 3 : side >= 128 ? 2 : side >= 64 ? 1 : 0];
}

} // namespace

cv::Mat powerOf(const cv::Mat& values)
{
    const int side = values.rows, half = side / 2;
    cv::Mat f;
    cv::subtract(values, cv::mean(values), f);
    cv::multiply(f, windowOf(side), f);
    cv::dft(
        f, f); // packed: real and imaginary parts side by side, the first and last column one below the other
    cv::Mat power(side, half + 1, CV_32F);
    for (int y = 0; y < side; ++y) {
        const auto* in = f.ptr<float>(y);
        auto* out = power.ptr<float>(y);
        for (int x = 1; x < half; ++x)
            out[x] = in[2 * x - 1] * in[2 * x - 1] + in[2 * x] * in[2 * x];
    }
    for (const int x : {0, half}) {
        const auto part = [&](int row) {
            const float v = f.at<float>(row, x == 0 ? 0 : side - 1);
            return v * v;
        };
        power.at<float>(0, x) = part(0);
        power.at<float>(half, x) = part(side - 1);
        for (int y = 1; y < half; ++y)
            power.at<float>(y, x) = power.at<float>(side - y, x) = part(2 * y - 1) + part(2 * y);
    }
    return power;
}

int ringOf(int x, int y)
{
    return int(std::sqrt(float(x * x + y * y)) + 0.5f);
}

} // namespace photodesk::imaging
