#include "imaging/similar/compare.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::imaging::similar {
namespace {

constexpr int side = 16;              ///< of a field, half the distance between the eyes
constexpr float deadZone = 0.45F;     ///< of local contrast, below which a point counts as flat
constexpr double structureMin = 0.10; ///< mean square that a field needs on both pictures

cv::Mat blurred(const cv::Mat& mat, double sigma)
{
    cv::Mat out;
    cv::GaussianBlur(mat, out, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return out;
}

cv::Mat warped(const cv::Mat& mat, const cv::Matx23d& map)
{
    cv::Mat out;
    cv::warpAffine(mat, out, map, grid, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
    return out;
}

struct Slopes {
    cv::Mat x, y;
};

Slopes slopesOf(const cv::Mat& mat)
{
    Slopes slopes;
    const cv::Matx13d kernel(-0.5, 0, 0.5);
    cv::filter2D(mat, slopes.x, CV_32F, kernel);
    cv::filter2D(mat, slopes.y, CV_32F, kernel.t());
    return slopes;
}

using Affine = cv::Vec<double, 6>; ///< x' = x + p0 + p1 u + p2 v, y' = y + p3 + p4 u + p5 v

constexpr double unit = 40; ///< grid points to one of u and v, so that all six have like sizes
const cv::Point2d centre{(grid.width - 1) / 2.0, (grid.height - 1) / 2.0}; ///< where u and v are 0

cv::Matx33d matrixOf(const Affine& p)
{
    const double a = p[1] / unit, b = p[2] / unit, c = p[4] / unit, d = p[5] / unit;
    return {1 + a, b, p[0] - a * centre.x - b * centre.y, c, 1 + d, p[3] - c * centre.x - d * centre.y, 0,
            0,     1};
}

/// A point of the first picture and how its value answers to the six numbers of a map.
struct Probe {
    float x, y, value, weight;
    std::array<float, 6> answer;
};

std::vector<Probe> probesOf(const cv::Mat& values, const cv::Mat& weight, int every)
{
    const Slopes slopes = slopesOf(values);
    std::vector<Probe> probes;
    probes.reserve(std::size_t(grid.area() / (every * every)));
    for (int y = 1; y < grid.height; y += every) {
        for (int x = 1; x < grid.width; x += every) {
            const float w = weight.at<float>(y, x);
            if (w < 0.05F)
                continue;
            const float gx = slopes.x.at<float>(y, x), gy = slopes.y.at<float>(y, x);
            const auto u = float((x - centre.x) / unit), v = float((y - centre.y) / unit);
            probes.push_back(
                {float(x), float(y), values.at<float>(y, x), w, {gx, gx * u, gx * v, gy, gy * u, gy * v}});
        }
    }
    return probes;
}

/// Two values side by side: of the picture and of where it was seen.
using Pair = cv::Vec2f;

Pair sample(const cv::Mat& pairs, float x, float y)
{
    const float fx = std::floor(x), fy = std::floor(y);
    if (!(fx >= 0 && fy >= 0 && fx < float(grid.width - 1) && fy < float(grid.height - 1)))
        return {0, 0};
    const auto* upper = pairs.ptr<Pair>(int(fy)) + int(fx);
    const auto* lower = pairs.ptr<Pair>(int(fy) + 1) + int(fx);
    const float ax = x - fx, ay = y - fy;
    return (upper[0] * (1 - ax) + upper[1] * ax) * (1 - ay) + (lower[0] * (1 - ax) + lower[1] * ax) * ay;
}

/// One Gauss-Newton step: the small map whose inverse, put before `map`, brings the second nearer.
Affine step(const std::vector<Probe>& probes, const cv::Mat& second, const cv::Matx33d& map)
{
    std::array<float, 27> sums{}; // upper triangle, then the right side
    const cv::Matx33f m = map;
    for (const Probe& p : probes) {
        const Pair found =
            sample(second, m(0, 0) * p.x + m(0, 1) * p.y + m(0, 2), m(1, 0) * p.x + m(1, 1) * p.y + m(1, 2));
        const float error = found[0] - p.value;
        const float w = p.weight * found[1] / (1 + 2 * error * error); // what disagrees counts less
        std::size_t k = 0;
        for (std::size_t r = 0; r < 6; ++r) {
            const float wr = w * p.answer[r];
            for (std::size_t c = r; c < 6; ++c)
                sums[k++] += wr * p.answer[c];
            sums[21 + r] += wr * error;
        }
    }
    cv::Matx<double, 6, 6> normal;
    cv::Matx<double, 6, 1> right, out;
    std::size_t k = 0;
    for (int r = 0; r < 6; ++r) {
        for (int c = r; c < 6; ++c)
            normal(r, c) = normal(c, r) = double(sums[k++]);
        normal(r, r) += 1e-3;
        right(r) = double(sums[21 + std::size_t(r)]);
    }
    cv::solve(normal, right, out, cv::DECOMP_CHOLESKY);
    return {out(0), out(1), out(2), out(3), out(4), out(5)};
}

cv::Matx23d top(const cv::Matx33d& m)
{
    return {m(0, 0), m(0, 1), m(0, 2), m(1, 0), m(1, 1), m(1, 2)};
}

/// Improves `map` with both pictures blurred by `sigma`, on every n-th point.
void refine(cv::Matx33d& map, const Relief& first, const Relief& second, const cv::Mat& weight, double sigma,
            int every, int steps)
{
    cv::Mat pairs;
    cv::merge(std::vector{blurred(second.values, sigma), second.seen}, pairs);
    const auto probes = probesOf(blurred(first.values, sigma), weight.mul(first.seen), every);
    for (int i = 0; i < steps; ++i)
        map = map * matrixOf(step(probes, pairs, map)).inv();
}

struct Sums {
    double w = 0, aa = 0, bb = 0, ab = 0, a = 0, b = 0;
    double xx = 0, xy = 0, yy = 0, xe = 0, ye = 0;

    void add(const Sums& o) { w += o.w, aa += o.aa, bb += o.bb, ab += o.ab, a += o.a, b += o.b; }
    double agreement() const
    {
        if (w <= 0)
            return 0;
        const double va = aa / w - a * a / w / w, vb = bb / w - b * b / w / w;
        const double cov = ab / w - a * b / w / w;
        return va > 0 && vb > 0 ? cov / std::sqrt(va * vb) : 0;
    }
};

Sums sumsOf(const cv::Rect& where, const cv::Mat& a, const cv::Mat& b, const cv::Mat& w, const Slopes& slopes)
{
    Sums s;
    for (int y = where.y; y < where.br().y; ++y) {
        for (int x = where.x; x < where.br().x; ++x) {
            const double weight = double(w.at<float>(y, x));
            const double va = double(a.at<float>(y, x)), vb = double(b.at<float>(y, x));
            const double gx = double(slopes.x.at<float>(y, x)), gy = double(slopes.y.at<float>(y, x));
            s.w += weight, s.a += weight * va, s.b += weight * vb;
            s.aa += weight * va * va, s.bb += weight * vb * vb, s.ab += weight * va * vb;
            s.xx += weight * gx * gx, s.xy += weight * gx * gy, s.yy += weight * gy * gy;
            s.xe += weight * gx * (vb - va), s.ye += weight * gy * (vb - va);
        }
    }
    return s;
}

} // namespace

QByteArray packed(const Patch& patch)
{
    // A pixel at the photo's edge is known only in part.
    cv::Mat seen;
    cv::erode(patch.seen, seen, cv::Mat::ones(3, 3, CV_8U));
    const cv::Mat contrast = localContrast(patch, 0, 3, 5);
    QByteArray bytes(reliefBytes, '\0');
    for (int i = 0; i < grid.area(); ++i) {
        const cv::Point at(i % grid.width, i / grid.width);
        const float value = contrast.at<float>(at);
        const unsigned level = seen.at<uchar>(at) == 0 ? 0U
                               : value > deadZone      ? 3U
                               : value < -deadZone     ? 1U
                                                       : 2U;
        bytes[i / 4] = char(uchar(bytes[i / 4]) | (level << (2 * (i % 4))));
    }
    return bytes;
}

Relief unpacked(const QByteArray& bytes)
{
    if (bytes.size() != reliefBytes)
        return {};
    Relief relief{cv::Mat(grid, CV_32F), cv::Mat(grid, CV_32F)};
    for (int i = 0; i < grid.area(); ++i) {
        const unsigned level = (uchar(bytes[i / 4]) >> (2 * (i % 4))) & 3U;
        relief.values.at<float>(i / grid.width, i % grid.width) = level == 0 ? 0.0F : float(level) - 2.0F;
        relief.seen.at<float>(i / grid.width, i % grid.width) = level == 0 ? 0.0F : 1.0F;
    }
    return relief;
}

Relief mirrored(const Relief& relief)
{
    Relief out;
    cv::flip(relief.values, out.values, 1);
    cv::flip(relief.seen, out.seen, 1);
    return out;
}

Comparison compare(const Relief& first, const Relief& second, const cv::Mat& weight)
{
    cv::Matx33d map = cv::Matx33d::eye();
    refine(map, first, second, weight, 3, 3, 4);
    refine(map, first, second, weight, 1.5, 2, 4);
    refine(map, first, second, weight, 0.8, 1, 3);

    const cv::Mat a = blurred(first.values, 0.8), b = warped(blurred(second.values, 0.8), top(map));
    const cv::Mat w = weight.mul(first.seen).mul(warped(second.seen, top(map)));
    const Slopes slopes = slopesOf(a);
    Comparison result{top(map), 0, {}};
    Sums all;
    for (int y = 0; y + side <= grid.height; y += side) {
        for (int x = 0; x + side <= grid.width; x += side) {
            const Sums s = sumsOf({x, y, side, side}, a, b, w, slopes);
            all.add(s);
            const double enough = structureMin * s.w;
            if (s.w > 0.4 * side * side && s.aa > enough && s.bb > enough)
                result.fields.push_back({{x, y}, s.agreement(), s.xx, s.xy, s.yy, s.xe, s.ye});
        }
    }
    result.agreement = all.agreement();
    return result;
}

} // namespace photodesk::imaging::similar
