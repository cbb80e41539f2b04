#include "imaging/matte/wall.h"

#include "imaging/matte/fill.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace photodesk::imaging {
namespace {

float percentile(std::vector<float>& values, double share)
{
    const auto at = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
    std::ranges::nth_element(values, at);
    return *at;
}

double ramp(double value, double full, double none)
{
    return std::clamp((none - value) / (none - full), 0.0, 1.0);
}

struct Line {
    cv::Vec3f wall, across; ///< wall colour, and from it to the subject's
    cv::Vec3f noise;
};

/// Coverage of one pixel, and how far the pair of colours is trusted in `trust`.
float coverage(const cv::Vec3f& pixel, const Line& line, const Tuning& t, float& trust)
{
    const cv::Vec3f off = pixel - line.wall;
    const float length2 = line.across.dot(line.across);
    const float length = std::sqrt(length2);
    float along = off.dot(line.across) / (length2 + 1);
    float deviation = 0;
    for (int c = 0; c < 3; ++c) {
        const float d = off[c] / std::max(line.noise[c], 1.5f);
        deviation += d * d;
    }
    deviation = std::sqrt(deviation);
    const float awake = std::clamp((deviation - float(t.wallNoiseZone)) / float(t.wallNoiseRamp), 0.f, 1.f);
    // A colour that is neither wall nor subject belongs to the subject the further it is from the wall.
    const float aside = float(cv::norm(off - along * line.across));
    const float strange = std::clamp((aside - 0.35f * length) / (0.5f * length + 1), 0.f, 1.f);
    along = std::clamp(along * 1.04f, 0.f, 1.f);
    along = std::max(along, strange * std::clamp(deviation / 25, 0.f, 1.f)) * awake;
    const auto least = float(t.wallContrastMin);
    trust = std::clamp((length - least) / (2 * least), 0.f, 1.f);
    return along;
}

} // namespace

Wall measureWall(const cv::Mat& rgb, const Trimap& trimap)
{
    const Tuning& t = tuning();
    const double unit = rgb.rows / 640.0;
    Wall wall;
    wall.colour = fillFrom(rgb, trimap.outside);
    cv::GaussianBlur(wall.colour, wall.colour, {}, std::max(0.6, t.wallBlur * unit));
    const cv::Mat band = ~(trimap.inside | trimap.outside);
    const cv::Mat near = grown(band, t.wallNear * unit) & trimap.outside;
    std::array<std::vector<float>, 3> residual;
    std::vector<float> largest;
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* n = near.ptr<uchar>(y);
        const auto* i = rgb.ptr<cv::Vec3f>(y);
        const auto* b = wall.colour.ptr<cv::Vec3f>(y);
        for (int x = 0; x < rgb.cols; ++x) {
            if (!n[x])
                continue;
            float top = 0;
            for (int c = 0; c < 3; ++c) {
                const float d = std::abs(i[x][c] - b[x][c]);
                residual[std::size_t(c)].push_back(d);
                top = std::max(top, d);
            }
            largest.push_back(top);
        }
    }
    if (largest.size() < 50) {
        wall.noise = cv::Vec3d::all(30);
        wall.tail = 99;
        return wall;
    }
    for (int c = 0; c < 3; ++c)
        wall.noise[c] = 1.4826 * double(percentile(residual[std::size_t(c)], 0.5)) + 1;
    wall.tail = double(percentile(largest, 0.9));
    const double noise = (wall.noise[0] + wall.noise[1] + wall.noise[2]) / 3;
    wall.plain = std::min(ramp(noise, t.wallSigmaFull, t.wallSigmaNone),
                          ramp(wall.tail, t.wallTailFull, t.wallTailNone));
    return wall;
}

cv::Mat projectOnWall(const cv::Mat& rgb, const Trimap& trimap, const Wall& wall, const cv::Mat& fallback)
{
    const Tuning& t = tuning();
    const cv::Mat subject = fillFrom(rgb, trimap.inside);
    const cv::Vec3f noise(wall.noise);
    cv::Mat alpha(rgb.size(), CV_32F);
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* i = rgb.ptr<cv::Vec3f>(y);
        const auto* b = wall.colour.ptr<cv::Vec3f>(y);
        const auto* f = subject.ptr<cv::Vec3f>(y);
        const auto* in = trimap.inside.ptr<uchar>(y);
        const auto* out = trimap.outside.ptr<uchar>(y);
        const auto* other = fallback.ptr<float>(y);
        auto* a = alpha.ptr<float>(y);
        for (int x = 0; x < rgb.cols; ++x) {
            if (in[x] || out[x]) {
                a[x] = in[x] ? 1.f : 0.f;
                continue;
            }
            float trust = 0;
            const float projected = coverage(i[x], {b[x], f[x] - b[x], noise}, t, trust);
            trust *= float(wall.plain);
            a[x] = trust * projected + (1 - trust) * other[x];
        }
    }
    return alpha;
}

} // namespace photodesk::imaging
