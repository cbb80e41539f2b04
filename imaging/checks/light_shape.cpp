#include "imaging/checks/light_shape.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::imaging {
namespace {

constexpr std::size_t bridge = 168, chin = 152, cheekRight = 234, cheekLeft = 454;

/// log2 of the linear light of 8-bit sRGB luma; a little veil keeps black finite.
const std::array<float, 256>& logTable()
{
    static const std::array<float, 256> table = [] {
        std::array<float, 256> t{};
        for (std::size_t i = 0; i < t.size(); ++i) {
            const double v = double(i) / 255;
            const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
            t[i] = float(std::log2(linear + 0.003));
        }
        return t;
    }();
    return table;
}

/// Along and across the face, -1 to 1 at its borders.
struct Axes {
    cv::Point2f origin, across, down;

    explicit Axes(const FacePatch& patch)
    {
        const auto& p = patch.points;
        origin = p[bridge];
        down = p[chin] - origin;
        const cv::Point2f wide = p[cheekLeft] - p[cheekRight];
        across = wide * 0.5f;
    }
    cv::Point2f at(int x, int y) const
    {
        const cv::Point2f d(float(x) - origin.x, float(y) - origin.y);
        return {d.dot(across) / std::max(across.dot(across), 1.f),
                d.dot(down) / std::max(down.dot(down), 1.f)};
    }
};

struct Sample {
    float u, v, log;
};

/// Means of squares of skin, of the logarithms; squares of which less than half is skin are left out.
std::vector<Sample> samplesOf(const FacePatch& patch)
{
    constexpr int side = 4;
    const Axes axes(patch);
    std::vector<Sample> samples;
    for (int top = 0; top + side <= patch.luma.rows; top += side) {
        for (int left = 0; left + side <= patch.luma.cols; left += side) {
            float sum = 0;
            int count = 0;
            for (int y = top; y < top + side; ++y) {
                const auto* luma = patch.luma.ptr<uchar>(y);
                const auto* skin = patch.skin.ptr<uchar>(y);
                for (int x = left; x < left + side; ++x) {
                    sum += skin[x] ? logTable()[luma[x]] : 0;
                    count += skin[x] ? 1 : 0;
                }
            }
            if (count < side * side / 2)
                continue;
            const cv::Point2f c = axes.at(left + side / 2, top + side / 2);
            samples.push_back({c.x, c.y, sum / float(count)});
        }
    }
    return samples;
}

/// log = a + b u + c v by least squares, three rounds without what lies far off (beard, highlights).
cv::Vec3d planeThrough(const std::vector<Sample>& samples)
{
    cv::Vec3d plane;
    double limit = 1e9;
    for (int round = 0; round < 3; ++round) {
        cv::Matx33d n = cv::Matx33d::zeros();
        cv::Vec3d r;
        for (const Sample& s : samples) {
            const cv::Vec3d x(1, s.u, s.v);
            if (std::abs(s.log - plane.dot(x)) > limit)
                continue;
            n += x * x.t();
            r += double(s.log) * x;
        }
        plane = n.solve(r, cv::DECOMP_CHOLESKY);
        double square = 0;
        for (const Sample& s : samples) {
            const double e = s.log - plane.dot({1, s.u, s.v});
            square += e * e;
        }
        limit = 1.5 * std::sqrt(square / double(samples.size()));
    }
    return plane;
}

} // namespace

std::optional<LightShape> lightShapeOf(const FacePatch& patch)
{
    const auto samples = samplesOf(patch);
    if (samples.size() < 100)
        return std::nullopt;
    const cv::Vec3d plane = planeThrough(samples);
    return LightShape{std::exp2(-std::abs(plane[1]) * 1.2), -plane[2]};
}

} // namespace photodesk::imaging
