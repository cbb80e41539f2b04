#include "imaging/checks/families.h"
#include "imaging/checks/light_shape.h"
#include "imaging/checks/samples.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// The oval without its rim but with eyes and lips.
cv::Mat faceOnly(const FacePatch& patch)
{
    cv::Mat oval = polygonMask(patch.rgb.size(), patch.points, faceOval());
    cv::erode(oval, oval, cv::getStructuringElement(cv::MORPH_ELLIPSE, {21, 21}));
    return oval;
}

cv::Mat eyesOf(const FacePatch& patch)
{
    return polygonMask(patch.rgb.size(), patch.points, rightEyeRing())
           | polygonMask(patch.rgb.size(), patch.points, leftEyeRing());
}

} // namespace

void checkLight(const Context& context, Findings& findings)
{
    if (!context.face)
        return;
    const FacePatch& patch = *context.face;
    const int count = cv::countNonZero(patch.skin);
    if (count < 200) {
        for (const auto id : {"light.under"_L1, "light.over"_L1, "light.left_right"_L1, "light.up_down"_L1})
            findings.skip(id, "face_covered"_L1);
        return;
    }
    const QRectF place = patch.back(cv::boundingRect(patch.skin));
    // The whites of the eyes are as bright in dark faces as in fair ones: they tell dark skin from dim light.
    findings.add("light.under"_L1,
                 std::max(percentileOf(patch.luma, 0.95, faceOnly(patch)),
                          percentileOf(patch.luma, 0.9, eyesOf(patch))),
                 place);

    // The brightest channel: skin burns out in red long before its luminance does.
    cv::Mat channels[3];
    cv::split(patch.rgb, channels);
    const cv::Mat brightest = cv::max(channels[0], cv::max(channels[1], channels[2]));
    const cv::Mat burnt = (brightest >= tuning().clippedLevel) & patch.skin;
    findings.add("light.over"_L1, double(cv::countNonZero(burnt)) / count, place);

    if (const auto shape = lightShapeOf(patch)) {
        findings.add("light.left_right"_L1, shape->leftRight, place);
        findings.add("light.up_down"_L1, shape->upDown, place);
    } else {
        findings.skip("light.left_right"_L1, "face_covered"_L1);
        findings.skip("light.up_down"_L1, "face_covered"_L1);
    }
    if (context.area) {
        cv::Mat luma;
        cv::cvtColor(context.area->rgb, luma, cv::COLOR_RGB2GRAY);
        findings.add("light.contrast"_L1, percentileOf(luma, 0.99) - percentileOf(luma, 0.01), place);
    }
}

} // namespace photodesk::imaging
