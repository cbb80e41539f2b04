#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/checks/spectrum.h"
#include "imaging/face/face_shape.h"

#include <QLineF>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// Mean power over rings of equal frequency, 0 to half the sampling rate, of squares at eyes and mouth; empty
/// where no square lies wholly in the picture.
std::vector<double> spectrumAt(const Context& context, int side)
{
    std::vector<double> power(std::size_t(side / 2), 0.0), count(power.size(), 0.0);
    const auto& points = context.analysis.landmarks;
    int squares = 0;
    const cv::Rect whole(0, 0, context.photo.image.width(), context.photo.image.height());
    for (const std::size_t i : {468U, 473U, 13U}) {
        const cv::Rect square(int(points[i].x) - side / 2, int(points[i].y) - side / 2, side, side);
        if ((square & whole) != square)
            continue;
        ++squares;
        const cv::Mat seen = powerOf(lumaOf(context, square));
        for (int y = 0; y < side; ++y) {
            const int fy = y <= side / 2 ? y : side - y;
            const auto* row = seen.ptr<float>(y);
            for (int x = 0; x < seen.cols; ++x) {
                const auto ring = std::size_t(ringOf(x, fy));
                if (ring >= power.size())
                    break;
                power[ring] += double(row[x]);
                count[ring] += 1;
            }
        }
    }
    if (squares == 0)
        return {};
    for (std::size_t r = 0; r < power.size(); ++r)
        power[r] = count[r] > 0 ? power[r] / count[r] : 0;
    return power;
}

/// The frequency, as a share of half the sampling rate, from which on there is next to nothing. Real detail
/// falls off gently, as 1 / f^2; enlarging invents none above the old sampling rate.
double cutOff(const std::vector<double>& power)
{
    constexpr double nothing = 0.008;
    const std::size_t n = power.size(), from = std::max<std::size_t>(2, n / 16);
    const auto weighted = [&](std::size_t r) { return power[r] * double(r * r); };
    double reference = 0;
    for (std::size_t r = from; r < 4 * from; ++r)
        reference = std::max(reference, weighted(r));
    for (std::size_t r = n / 8; r + 2 < n; ++r) {
        if ((weighted(r) + weighted(r + 1) + weighted(r + 2)) / 3 < nothing * reference)
            return double(r) / double(n);
    }
    return 1;
}

/// Width over height of an iris.
double roundness(const std::vector<Landmark>& p, std::size_t centre)
{
    const auto d = [&](std::size_t a, std::size_t b) {
        return std::hypot(double(p[a].x - p[b].x), double(p[a].y - p[b].y));
    };
    return d(centre + 1, centre + 3) / std::max(d(centre + 2, centre + 4), 1e-6);
}

/// How many times too wide the picture is. Irises are round and faces differ little in their proportions: a
/// linear model of the logarithms, fitted on portraits stretched by known ratios. Its rest has a standard
/// deviation of 0.05, the width of faces being what it is.
double stretchOf(const std::vector<Landmark>& points)
{
    const auto y = [&](std::size_t i) { return double(points[i].y); };
    const double eyes = 0.5 * (y(468) + y(473));
    const double between = QLineF(rightPupil(points), leftPupil(points)).length();
    const double iris = 0.5 * (roundness(points, 468) + roundness(points, 473));
    const double oval = faceWidth(points) / std::max(1.0, y(152) - y(10));
    const double mouth = between / std::max(1.0, y(13) - eyes), nose = between / std::max(1.0, y(2) - eyes);
    return std::exp(0.004 + 0.371 * std::log(iris) + 0.523 * std::log(oval) + 0.133 * std::log(mouth)
                    + 0.184 * std::log(nose));
}

} // namespace

void checkResolution(const Context& context, Findings& findings)
{
    const Analysis& found = context.analysis;
    if (found.landmarks.empty())
        return;
    const QRectF place = found.faces.front().box;
    const Pose pose = found.pose.value_or(Pose());
    findings.add("source.upright"_L1, 90 * std::abs(std::round(pose.roll / 90)), place);
    // The model holds for heads that look ahead and stand upright.
    constexpr double mostYaw = 12, mostPitch = 20, mostRoll = 15;
    if (std::abs(pose.yaw) > mostYaw || std::abs(pose.pitch) > mostPitch || std::abs(pose.roll) > mostRoll)
        findings.skip("source.stretch"_L1, "pose"_L1);
    else
        findings.add("source.stretch"_L1, stretchOf(found.landmarks), place);
    if (context.depth != Depth::Full)
        return;
    if (context.photo.halvings > 0) {
        findings.skip("source.effective_px"_L1, "reduced"_L1);
        return;
    }
    int side = 32;
    while (side < 256 && side * 1.5 < 0.5 * faceWidth(found.landmarks))
        side *= 2;
    const auto power = spectrumAt(context, side);
    if (power.empty())
        findings.skip("source.effective_px"_L1, "too_few_pixels"_L1);
    else
        findings.add("source.effective_px"_L1, cutOff(power) * faceWidth(found.landmarks), place);
}

} // namespace photodesk::imaging
