#include "imaging/matte/wall.h"

#include "imaging/tuning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr float unknownNoise = 30; // levels, where no wall is seen
constexpr std::size_t samplesMin = 50;

float median(std::vector<float>& values)
{
    const auto at = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, at);
    return *at;
}

} // namespace

cv::Vec3f wallNoise(const cv::Mat& opponent, const Trimap& trimap, const cv::Mat& wall)
{
    const double unit = opponent.rows / 640.0;
    const cv::Mat near = grown(~(trimap.inside | trimap.outside), tuning().wallNear * unit) & trimap.outside;
    std::array<std::vector<float>, 3> residual;
    for (int y = 0; y < opponent.rows; ++y) {
        const auto* n = near.ptr<uchar>(y);
        const auto* p = opponent.ptr<cv::Vec3f>(y);
        const auto* w = wall.ptr<cv::Vec3f>(y);
        for (int x = 0; x < opponent.cols; ++x) {
            for (int c = 0; n[x] && c < 3; ++c)
                residual[std::size_t(c)].push_back(std::abs(p[x][c] - w[x][c]));
        }
    }
    if (residual[0].size() < samplesMin)
        return cv::Vec3f::all(unknownNoise);
    cv::Vec3f noise;
    for (int c = 0; c < 3; ++c)
        noise[c] = 1.4826f * median(residual[std::size_t(c)]) + 1;
    return noise;
}

Projection projectOnWall(const cv::Vec3f& pixel, const cv::Vec3f& wall, const cv::Vec3f& person,
                         const cv::Vec3f& noise)
{
    const Tuning& t = tuning();
    const cv::Vec3f off = pixel - wall, across = person - wall;
    const float length2 = across.dot(across);
    const float length = std::sqrt(length2);
    float along = off.dot(across) / (length2 + 1);
    float deviation = 0;
    for (int c = 0; c < 3; ++c) {
        const float d = off[c] / std::max(noise[c], 1.5f);
        deviation += d * d;
    }
    deviation = std::sqrt(deviation);
    const float awake = std::clamp((deviation - float(t.wallNoiseZone)) / float(t.wallNoiseRamp), 0.f, 1.f);
    // A colour that is neither wall nor subject belongs to the subject the further it is from the wall.
    const cv::Vec3f beside = off - along * across;
    const float aside = std::sqrt(beside.dot(beside));
    const float strange = std::clamp((aside - 0.35f * length) / (0.5f * length + 1), 0.f, 1.f);
    along = std::clamp(along * 1.04f, 0.f, 1.f);
    along = std::max(along, strange * std::clamp(deviation / 25, 0.f, 1.f)) * awake;
    const auto least = float(t.wallContrastMin);
    return {along, std::clamp((length - least) / (2 * least), 0.f, 1.f)};
}

} // namespace photodesk::imaging
