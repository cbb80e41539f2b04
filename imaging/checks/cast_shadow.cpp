#include "imaging/checks/cast_shadow.h"

#include "imaging/checks/families.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

// Lengths in pixels of the halved face patch: the face is 96 wide.
constexpr int directions = 12;
constexpr int block = 3;                          // along the edge
constexpr int gap = 2, reach = 4, farReach = 12;  // across it: left out, near side, far side
constexpr std::array lengths{12, 18};             // blocks of an edge
constexpr std::array needed{6, 8};                // of these, with skin on both sides
constexpr double weakShare = 0.2;                 // of the blocks, that may be weaker
constexpr float nearSkin = 0.85f, farSkin = 0.3f; // least share of skin
constexpr float colourWeight = 3;                 // of a change of colour against one of light
constexpr float veil = 0.05f;                     // light that keeps dark skin's highlights small

/// log2 of light, of red / green and of blue / green; skin 0-1. CV_32FC4, the first three times the fourth.
cv::Mat lightOf(const FacePatch& patch)
{
    static const std::array<float, 256> linear = [] {
        std::array<float, 256> t{};
        for (std::size_t i = 0; i < t.size(); ++i) {
            const double v = double(i) / 255;
            t[i] = float(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
        }
        return t;
    }();
    cv::Mat skin;
    cv::erode(patch.skin, skin, cv::Mat::ones(3, 3, CV_8U));
    // Wings and underside of the nose are dark in any light.
    constexpr std::array nose{129, 48, 4, 278, 358, 294, 327, 326, 2, 97, 98, 64};
    cv::Mat under = polygonMask(skin.size(), patch.points, nose);
    cv::dilate(under, under, cv::getStructuringElement(cv::MORPH_ELLIPSE, {11, 11}));
    skin.setTo(0, under);
    cv::Mat light(patch.rgb.rows / 2, patch.rgb.cols / 2, CV_32FC4);
    for (int y = 0; y < light.rows; ++y) {
        auto* out = light.ptr<cv::Vec4f>(y);
        for (int x = 0; x < light.cols; ++x) {
            out[x] = {};
            cv::Vec3f sum;
            bool all = true;
            for (int k = 0; k < 4; ++k) {
                const cv::Point p(2 * x + k % 2, 2 * y + k / 2);
                const auto& c = patch.rgb.at<cv::Vec3b>(p);
                sum += cv::Vec3f(linear[c[0]], linear[c[1]], linear[c[2]]) * 0.25f;
                all = all && skin.at<uchar>(p) != 0;
            }
            if (!all)
                continue;
            const float grey = 0.2126f * sum[0] + 0.7152f * sum[1] + 0.0722f * sum[2];
            constexpr float dark = 0.004f;
            const float green = std::log2(sum[1] + dark);
            out[x] = {std::log2(grey + veil), std::log2(sum[0] + dark) - green,
                      std::log2(sum[2] + dark) - green, 1};
        }
    }
    return light;
}

/// Sums of blocks along each row, then down the columns: rows + 1.
cv::Mat columnSums(const cv::Mat& turned)
{
    cv::Mat sums(turned.rows + 1, turned.cols / block, CV_32FC4, cv::Scalar::all(0));
    for (int y = 0; y < turned.rows; ++y) {
        const auto* in = turned.ptr<cv::Vec4f>(y);
        const auto* above = sums.ptr<cv::Vec4f>(y);
        auto* out = sums.ptr<cv::Vec4f>(y + 1);
        for (int b = 0; b < sums.cols; ++b) {
            cv::Vec4f sum = above[b];
            for (int k = 0; k < block; ++k)
                sum += in[b * block + k] * (1.f / block);
            out[b] = sum;
        }
    }
    return sums;
}

/// Mean of the rows from y to y + count; false where there is too little skin.
bool meanOf(const cv::Mat& sums, int column, int y, int count, float least, cv::Vec3f& mean)
{
    const cv::Vec4f s = sums.at<cv::Vec4f>(y + count, column) - sums.at<cv::Vec4f>(y, column);
    if (s[3] <= least * float(count))
        return false;
    mean = cv::Vec3f(s[0], s[1], s[2]) * (1 / s[3]);
    return true;
}

/// Brighter below (> 0) or above; 0 where light goes on falling beyond, comes back or colour changes as well;
/// nothing without skin. A wrinkle comes back, a cheek goes on falling, a beard has another colour.
std::optional<float> stepAt(const cv::Mat& sums, int column, int y)
{
    cv::Vec3f above, below, farAbove, farBelow;
    if (!meanOf(sums, column, y - gap - reach, reach, nearSkin, above)
        || !meanOf(sums, column, y + gap, reach, nearSkin, below)
        || !meanOf(sums, column, y - farReach, farReach - gap - reach, farSkin, farAbove)
        || !meanOf(sums, column, y + gap + reach, farReach - gap - reach, farSkin, farBelow))
        return std::nullopt;
    const cv::Vec3f near = below - above;
    const float apart = farBelow[0] - farAbove[0];
    // What both sides' own slopes, carried on to the edge, leave of it.
    constexpr float carried = (gap + reach / 2.f) / (reach / 2.f + (farReach - gap - reach) / 2.f);
    const float jump = near[0] + carried * ((below[0] - farBelow[0]) - (above[0] - farAbove[0]));
    const bool agree = (near[0] > 0) == (apart > 0) && (near[0] > 0) == (jump > 0);
    const float size = std::min({std::abs(near[0]), std::abs(apart), std::abs(jump)})
                       - colourWeight * std::hypot(near[1], near[2]);
    return !agree || size < 0 ? 0 : std::copysign(size, near[0]);
}

/// The least of the blocks that count, but for the weak ones.
double strengthOf(const std::vector<std::optional<float>>& steps, std::size_t from, std::size_t k, float sign)
{
    std::array<float, 24> seen{};
    std::size_t count = 0;
    for (std::size_t i = from; i < from + std::size_t(lengths[k]); ++i) {
        if (steps[i])
            seen[count++] = std::max(0.f, *steps[i] * sign);
    }
    if (int(count) < needed[k])
        return 0;
    const auto weak = std::size_t(weakShare * double(count));
    std::nth_element(seen.begin(), seen.begin() + std::ptrdiff_t(weak), seen.begin() + std::ptrdiff_t(count));
    return double(seen[weak]);
}

cv::Rect placeOf(const cv::Matx23d& back, double x, double y, double length)
{
    const auto at = [&](double u) {
        return cv::Point(int(2 * (back(0, 0) * u + back(0, 1) * y + back(0, 2))),
                         int(2 * (back(1, 0) * u + back(1, 1) * y + back(1, 2))));
    };
    constexpr int margin = 4;
    const cv::Point a = at(x), b = at(x + length);
    return {cv::Point(std::min(a.x, b.x) - margin, std::min(a.y, b.y) - margin),
            cv::Point(std::max(a.x, b.x) + margin, std::max(a.y, b.y) + margin)};
}

} // namespace

std::optional<ShadowEdge> shadowEdgeOf(const FacePatch& patch)
{
    constexpr int skinLeast = 4000; // patch pixels, a sixth of a face
    if (cv::countNonZero(patch.skin) < skinLeast)
        return std::nullopt;
    const cv::Rect skin = cv::boundingRect(patch.skin);
    const cv::Rect half(skin.x / 2, skin.y / 2, skin.width / 2, skin.height / 2); // all else only costs time
    const cv::Mat light = lightOf(patch)(half);
    const int side = int(std::hypot(light.rows, light.cols)) + 2;
    ShadowEdge best;
    for (int k = 0; k < directions; ++k) {
        cv::Mat turn = cv::getRotationMatrix2D({float(light.cols) / 2, float(light.rows) / 2},
                                               180.0 * k / directions, 1);
        turn.at<double>(0, 2) += (side - light.cols) / 2.0;
        turn.at<double>(1, 2) += (side - light.rows) / 2.0;
        cv::Mat turned, back;
        cv::warpAffine(light, turned, turn, {side, side});
        cv::invertAffineTransform(turn, back);
        const cv::Mat sums = columnSums(turned);
        std::vector<std::optional<float>> steps(std::size_t(sums.cols));
        for (int y = farReach; y + farReach <= side; ++y) {
            float brightest = 0, darkest = 0;
            for (int b = 0; b < sums.cols; ++b) {
                const auto step = steps[std::size_t(b)] = stepAt(sums, b, y);
                brightest = std::max(brightest, step.value_or(0));
                darkest = std::max(darkest, -step.value_or(0));
            }
            for (std::size_t l = 0; l < lengths.size(); ++l) {
                for (std::size_t from = 0; from + std::size_t(lengths[l]) <= steps.size(); ++from) {
                    for (const float sign : {1.f, -1.f}) {
                        if (!steps[from] || double(sign > 0 ? brightest : darkest) <= best.stops)
                            continue;
                        const double stops = strengthOf(steps, from, l, sign);
                        if (stops > best.stops)
                            best = {stops,
                                    placeOf(back, double(from) * block, y, double(lengths[l]) * block)};
                    }
                }
            }
        }
    }
    best.place += 2 * half.tl();
    return best;
}

void checkCastShadow(const Context& context, Findings& findings)
{
    if (!context.face || context.depth != Depth::Full)
        return;
    if (const auto edge = shadowEdgeOf(*context.face))
        findings.add("light.cast_shadow"_L1, edge->stops, context.face->back(edge->place));
    else
        findings.skip("light.cast_shadow"_L1, "face_covered"_L1);
}

} // namespace photodesk::imaging
