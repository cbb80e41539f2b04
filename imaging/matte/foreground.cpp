#include "imaging/matte/foreground.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::imaging {
namespace {

constexpr float smoothness = 1e-5f;
constexpr float gradientWeight = 1.f;
constexpr float certain = 0.004f; // one level of 255

struct Layers {
    cv::Mat rgb, alpha, front, back;
};

/// Two equations for the two colours of one pixel, its neighbours' present colours as the prior.
void solvePixel(Layers& l, int x, int y)
{
    const std::array<cv::Point, 4> around{cv::Point{x > 0 ? x - 1 : x, y},
                                          {x + 1 < l.rgb.cols ? x + 1 : x, y},
                                          {x, y > 0 ? y - 1 : y},
                                          {x, y + 1 < l.rgb.rows ? y + 1 : y}};
    const float a = l.alpha.at<float>(y, x), b = 1 - a;
    const cv::Vec3f pixel = l.rgb.at<cv::Vec3f>(y, x);
    float aa = a * a, bb = b * b;
    const float ab = a * b;
    cv::Vec3f ra = pixel * a, rb = pixel * b;
    for (const cv::Point& p : around) {
        const float g = smoothness + gradientWeight * std::abs(a - l.alpha.at<float>(p));
        aa += g;
        bb += g;
        ra += l.front.at<cv::Vec3f>(p) * g;
        rb += l.back.at<cv::Vec3f>(p) * g;
    }
    const float inverse = 1 / (aa * bb - ab * ab + 1e-12f);
    auto& front = l.front.at<cv::Vec3f>(y, x);
    auto& back = l.back.at<cv::Vec3f>(y, x);
    for (int c = 0; c < 3; ++c) {
        front[c] = std::clamp((bb * ra[c] - ab * rb[c]) * inverse, 0.f, 255.f);
        back[c] = std::clamp((aa * rb[c] - ab * ra[c]) * inverse, 0.f, 255.f);
    }
}

void sweep(Layers& l)
{
    for (int y = 0; y < l.rgb.rows; ++y) {
        const auto* a = l.alpha.ptr<float>(y);
        for (int x = 0; x < l.rgb.cols; ++x) {
            if (a[x] > certain && a[x] < 1 - certain)
                solvePixel(l, x, y);
        }
    }
}

void keepCertain(Layers& l)
{
    l.rgb.copyTo(l.front, l.alpha >= 1 - certain);
    l.rgb.copyTo(l.back, l.alpha <= certain);
}

cv::Mat resized(const cv::Mat& m, cv::Size size)
{
    cv::Mat out;
    cv::resize(m, out, size, 0, 0, cv::INTER_NEAREST);
    return out;
}

} // namespace

cv::Mat foregroundColours(const cv::Mat& rgb, const cv::Mat& alpha)
{
    const int levels = int(std::ceil(std::log2(std::max(rgb.cols, rgb.rows))));
    cv::Mat front(1, 1, CV_32FC3, cv::mean(rgb)), back = front.clone();
    for (int level = 0; level <= levels; ++level) {
        const double share = levels > 0 ? double(level) / levels : 1.0;
        const cv::Size size(std::max(1, int(std::lround(std::pow(rgb.cols, share)))),
                            std::max(1, int(std::lround(std::pow(rgb.rows, share)))));
        Layers l{resized(rgb, size), resized(alpha, size), resized(front, size), resized(back, size)};
        keepCertain(l);
        const int rounds = std::max(size.width, size.height) <= 32 ? 10 : 2;
        for (int i = 0; i < rounds; ++i)
            sweep(l);
        front = l.front;
        back = l.back;
    }
    return front;
}

} // namespace photodesk::imaging
