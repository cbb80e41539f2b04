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

/// Bright pixels between the lips with clearly less colour than the lips, as share of the whole mouth.
std::optional<double> teeth(const FacePatch& patch)
{
    const cv::Mat inner = polygonMask(patch.rgb.size(), patch.points, innerLipsRing());
    const cv::Mat mouth = polygonMask(patch.rgb.size(), patch.points, lipsRing());
    const cv::Mat lips = mouth & ~inner;
    const auto skin = meanUnder(patch.luma, patch.skin);
    const int all = cv::countNonZero(mouth);
    if (!skin || all < 20 || cv::countNonZero(lips) == 0)
        return std::nullopt;
    const auto redOf = [](const auto& c) { return (double(c[0]) + 1) / (double(c[1]) + double(c[2]) + 2); };
    const cv::Scalar lip = cv::mean(patch.rgb, lips);
    const double lipRed = redOf(lip);
    const double least = tuning().teethLuma * *skin;
    // As pale as a quarter of the way from grey to the lips: gums and tongue are as red as lips.
    const double reddest = 0.5 + (lipRed - 0.5) * tuning().teethRed;
    int count = 0;
    const cv::Rect box = cv::boundingRect(inner);
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            if (inner.at<uchar>(y, x) && patch.luma.at<uchar>(y, x) > least
                && redOf(patch.rgb.at<cv::Vec3b>(y, x)) < reddest)
                ++count;
        }
    }
    return double(count) / all;
}

struct Smile {
    double width = 0; ///< mouth / distance of the outer eye corners, both as seen from in front
    double lift = 0;  ///< corners above the middle of the lips, in widths of the mouth
};

Smile smileOf(const std::vector<Landmark>& points)
{
    const auto at = [&](std::size_t i) { return cv::Point2d(points[i].x, points[i].y); };
    const cv::Point2d across = at(263) - at(33);
    const double eyes = std::max(cv::norm(across), 1e-3);
    const cv::Point2d down(-across.y / eyes, across.x / eyes);
    const double mouth = std::max(cv::norm(at(291) - at(61)), 1e-3);
    const cv::Point2d corners = (at(61) + at(291)) / 2, middle = (at(13) + at(14)) / 2;
    return {mouth / eyes, (middle - corners).dot(down) / mouth};
}

} // namespace

void checkMouth(const Context& context, Findings& findings)
{
    const Analysis& analysis = context.analysis;
    if (analysis.landmarks.empty() || !analysis.pose || !context.face)
        return;
    const auto skipAll = [&](QLatin1StringView why) {
        for (const auto id : {"mouth.teeth"_L1, "mouth.covered"_L1, "expression.neutral"_L1})
            findings.skip(id, why);
    };
    const Pose& pose = *analysis.pose;
    if (std::abs(pose.yaw) > tuning().poseMaxForEyes || std::abs(pose.pitch) > tuning().poseMaxForEyes)
        return skipAll("pose"_L1);
    const auto& points = analysis.landmarks;
    const QRectF lips = placeOf(points, lipsRing());
    if (context.area) {
        const auto cover = mouthCover(*context.area);
        if (cover)
            findings.add("mouth.covered"_L1, *cover, lips);
        else
            findings.skip("mouth.covered"_L1, "too_few_pixels"_L1);
        if (cover.value_or(0) > tuning().mouthHidden) {
            findings.skip("mouth.teeth"_L1, "mouth_covered"_L1);
            findings.skip("expression.neutral"_L1, "mouth_covered"_L1);
            return;
        }
    }
    if (const auto share = teeth(*context.face))
        findings.add("mouth.teeth"_L1, *share, lips);
    else
        findings.skip("mouth.teeth"_L1, "too_few_pixels"_L1);
    const Smile smile = smileOf(points);
    const Tuning& t = tuning();
    findings.add("expression.neutral"_L1,
                 std::hypot(std::max(0.0, smile.width - t.smileWidth) / t.smileWidthRange,
                            std::max(0.0, smile.lift - t.smileLift) / t.smileLiftRange),
                 lips);
}

} // namespace photodesk::imaging
