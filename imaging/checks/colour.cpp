#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/face/face_shape.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct Chroma {
    double a = 0, b = 0, light = 0;
};

Chroma medianUnder(const cv::Mat& lab, const cv::Mat& mask)
{
    std::vector<cv::Mat> planes;
    cv::split(lab, planes);
    return {percentileOf(planes[1], 0.5, mask), percentileOf(planes[2], 0.5, mask),
            percentileOf(planes[0], 0.5, mask)};
}

/// The whites: the brightest part inside the eye openings, less the irises; nothing where too little is seen.
std::optional<Chroma> whitesOf(const FacePatch& patch)
{
    cv::Mat eyes = polygonMask(patch.rgb.size(), patch.points, rightEyeRing())
                   | polygonMask(patch.rgb.size(), patch.points, leftEyeRing());
    for (const std::size_t i : {468U, 473U}) {
        const double r = cv::norm(patch.points[i] - patch.points[i + 1]);
        cv::circle(eyes, patch.points[i], int(std::lround(1.15 * r)), cv::Scalar(0), cv::FILLED);
    }
    if (cv::countNonZero(eyes) < 40)
        return std::nullopt;
    const cv::Rect part = cv::boundingRect(eyes);
    const cv::Mat lab = labOf(patch.rgb(part));
    eyes = eyes(part);
    cv::Mat light;
    cv::extractChannel(lab, light, 0);
    return medianUnder(lab, (light >= percentileOf(light, 0.6, eyes)) & eyes);
}

/// Every second pixel is enough for a median.
Chroma skinOf(const FacePatch& patch)
{
    cv::Mat rgb, skin;
    cv::resize(patch.rgb, rgb, {}, 0.5, 0.5, cv::INTER_NEAREST);
    cv::resize(patch.skin, skin, rgb.size(), 0, 0, cv::INTER_NEAREST);
    return medianUnder(labOf(rgb), skin);
}

double beyond(double value, double low, double high)
{
    return std::max({low - value, value - high, 0.0});
}

/// How far skin lies outside the colours that skin of any tone has in white light: hues of 36-64 degrees
/// (melanin and blood mix nothing else), chroma up to 42.
double skinCast(const Chroma& skin)
{
    const double chroma = std::hypot(skin.a, skin.b);
    const double hue = std::atan2(skin.b, skin.a) * 180 / std::numbers::pi;
    const double aside = std::min(beyond(hue, 36, 64), 90.0);
    return std::max(chroma * std::sin(aside * std::numbers::pi / 180), chroma - 42);
}

/// The same for the whites of the eyes, which are a little red and yellow themselves and shaded by the lids.
double whiteCast(const Chroma& white)
{
    return std::hypot(beyond(white.a, -3, 16), beyond(white.b, -4, 19));
}

} // namespace

void checkColour(const Context& context, Findings& findings)
{
    if (!context.face)
        return;
    const FacePatch& patch = *context.face;
    if (cv::countNonZero(patch.skin) < 200) {
        findings.skip("colour.cast"_L1, "face_covered"_L1);
        findings.skip("colour.grey"_L1, "face_covered"_L1);
        return;
    }
    const QRectF place = patch.back(cv::boundingRect(patch.skin));
    const Chroma skin = skinOf(patch);
    const double chroma = std::hypot(skin.a, skin.b);
    findings.add("colour.grey"_L1, chroma, place);
    constexpr double burnt = 86, colourless = 4, brightWhites = 45;
    if (skin.light > burnt) { // what is clipped has lost its hue
        findings.skip("colour.cast"_L1, "overexposed"_L1);
        return;
    }
    if (chroma < colourless) {
        findings.skip("colour.cast"_L1, "greyscale"_L1);
        return;
    }
    double cast = skinCast(skin);
    const auto white = whitesOf(patch);
    if (white && white->light > brightWhites)
        cast = std::max(cast, whiteCast(*white));
    findings.add("colour.cast"_L1, cast, place);
}

} // namespace photodesk::imaging
