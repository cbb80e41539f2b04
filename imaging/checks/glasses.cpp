#include "imaging/checks/face_parts.h"
#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// Saturation as share of the brightest channel.
double saturation(const cv::Scalar& c)
{
    const double top = std::max({c[0], c[1], c[2], 1.0});
    return 1 - std::min({c[0], c[1], c[2]}) / top;
}

/// Where a lens shows light instead of what is behind it: burnt-out spots, and veils much brighter and paler
/// than the skin. As share of the lens, worse side. The glint on the cornea and the white of the eye are
/// none.
double glare(const FacePatch& patch)
{
    const Tuning& t = tuning();
    const cv::Scalar skin = cv::mean(patch.rgb, patch.skin);
    const double bright = t.veilLuma * cv::mean(patch.luma, patch.skin)[0];
    const double pale = t.veilSaturation * saturation(skin);
    double worst = 0;
    for (const Side side : {Side::Right, Side::Left}) {
        const cv::Mat lens = polygonMask(patch.rgb.size(), patch.points, lensRing(side));
        cv::Mat eye = polygonMask(patch.rgb.size(), patch.points, eyeRing(side));
        cv::dilate(eye, eye, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
        const Iris iris = irisOf(patch, side);
        const cv::Rect box = cv::boundingRect(lens);
        int all = 0, shining = 0;
        for (int y = box.y; y < box.y + box.height; ++y) {
            for (int x = box.x; x < box.x + box.width; ++x) {
                if (!lens.at<uchar>(y, x))
                    continue;
                ++all;
                const auto& c = patch.rgb.at<cv::Vec3b>(y, x);
                const bool burnt =
                    std::min({c[0], c[1], c[2]}) >= t.glareLevel
                    && cv::norm(cv::Point2f(float(x), float(y)) - iris.middle) > double(iris.radius);
                const bool veil = !eye.at<uchar>(y, x) && patch.luma.at<uchar>(y, x) > bright
                                  && saturation(cv::Scalar(c[0], c[1], c[2])) < pale;
                shining += burnt || veil ? 1 : 0;
            }
        }
        if (all > 0)
            worst = std::max(worst, double(shining) / all);
    }
    return worst;
}

/// "Other" inside the eye openings, worse side.
std::optional<double> frameInEyes(const AreaPatch& patch)
{
    std::optional<double> worst;
    for (const Side side : {Side::Right, Side::Left}) {
        const auto share =
            meanUnder(patch.other, polygonMask(patch.other.size(), patch.points, eyeRing(side)));
        if (!share)
            return std::nullopt;
        worst = std::max(worst.value_or(0), *share);
    }
    return worst;
}

} // namespace

void checkGlasses(const Context& context, Findings& findings)
{
    if (!context.area || !context.face || context.analysis.landmarks.empty())
        return;
    const auto& points = context.analysis.landmarks;
    const QRectF place = placeOf(points, lensRing(Side::Right)) | placeOf(points, lensRing(Side::Left));
    const auto worn = accessoryAtEyes(*context.area);
    if (!worn) {
        for (const auto id : {"glasses.worn"_L1, "glasses.frame"_L1, "glasses.glare"_L1, "glasses.tint"_L1})
            findings.skip(id, "too_few_pixels"_L1);
        return;
    }
    findings.add("glasses.worn"_L1, *worn, place);
    // Without glasses there is nothing to shine, to hide or to tint: shine on bare skin is light.over.
    const bool wearing = *worn > tuning().glassesMin;
    // Glare is told from skin, tint from the cheeks: without them neither is known, and a guess would block.
    if (wearing && cv::countNonZero(context.face->skin) < 200)
        findings.skip("glasses.glare"_L1, "face_covered"_L1);
    else
        findings.add("glasses.glare"_L1, wearing ? glare(*context.face) : 0, place);
    if (const auto dark = wearing ? darkeningAtEyes(*context.face) : std::optional(0.0))
        findings.add("glasses.tint"_L1, std::max(0.0, *dark), place);
    else
        findings.skip("glasses.tint"_L1, "face_covered"_L1);
    if (const auto frame = wearing ? frameInEyes(*context.area) : std::optional(0.0))
        findings.add("glasses.frame"_L1, *frame, place);
    else
        findings.skip("glasses.frame"_L1, "too_few_pixels"_L1);
}

} // namespace photodesk::imaging
