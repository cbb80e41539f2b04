#include "imaging/checks/face_parts.h"
#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double degrees = 180.0 / std::numbers::pi;

struct Offset {
    double x = 0, y = 0;
};

/// Mean of both irises' way from the middle of the eye's corners, along and across the line of the eyes, in
/// distances of the outer corners as they would be seen from in front.
Offset irisOffset(const std::vector<Landmark>& points, double yaw)
{
    const auto at = [&](std::size_t i) { return cv::Point2d(points[i].x, points[i].y); };
    const cv::Point2d across = at(263) - at(33);
    const double length = std::max(cv::norm(across), 1e-3);
    const cv::Point2d along = across / length, down(-along.y, along.x);
    const cv::Point2d off = (at(468) - (at(33) + at(133)) / 2 + at(473) - (at(362) + at(263)) / 2) / 2;
    const double unit = length / std::max(std::cos(yaw / degrees), 0.3);
    return {off.dot(along) / unit, off.dot(down) / unit};
}

double angleOf(double shift)
{
    return std::asin(std::clamp(shift / tuning().eyeRadius, -1.0, 1.0)) * degrees;
}

/// Red above the other two channels inside the pupil, against the brightness of the skin; redder eye.
std::optional<double> redness(const FacePatch& patch)
{
    const auto skin = meanUnder(patch.luma, patch.skin);
    if (!skin || *skin < 10)
        return std::nullopt;
    double worst = 0;
    for (const Side side : {Side::Right, Side::Left}) {
        const Iris iris = irisOf(patch, side);
        cv::Mat pupil(patch.rgb.size(), CV_8U, cv::Scalar(0));
        cv::circle(pupil, iris.middle, std::max(1, int(std::lround(0.5f * iris.radius))), cv::Scalar(255),
                   cv::FILLED);
        if (cv::countNonZero(pupil) == 0)
            return std::nullopt;
        const cv::Scalar c = cv::mean(patch.rgb, pupil);
        worst = std::max(worst, (c[0] - (c[1] + c[2]) / 2) / *skin);
    }
    return worst;
}

} // namespace

void checkGaze(const Context& context, Findings& findings)
{
    const Analysis& analysis = context.analysis;
    if (analysis.landmarks.empty() || !analysis.pose || !context.face)
        return;
    const auto skipAll = [&](QLatin1StringView why) {
        for (const auto id : {"gaze.aside"_L1, "gaze.up"_L1, "eyes.red"_L1})
            findings.skip(id, why);
    };
    const Pose& pose = *analysis.pose;
    const Tuning& t = tuning();
    if (std::abs(pose.yaw) > t.poseMaxForEyes || std::abs(pose.pitch) > t.poseMaxForEyes)
        return skipAll("pose"_L1);
    if (eyesCovered(context))
        return skipAll("eyes_covered"_L1);
    const QRectF place =
        placeOf(analysis.landmarks, rightEyeRing()) | placeOf(analysis.landmarks, leftEyeRing());
    const EyeOpenness open = trueOpenness(context);
    if (std::min(open.left, open.right) < t.gazeOpenMin)
        return skipAll("eyes_closed"_L1); // a lid is as red as any skin
    if (const auto red = redness(*context.face))
        findings.add("eyes.red"_L1, *red, place);
    else
        findings.skip("eyes.red"_L1, "face_covered"_L1);

    // The ball's centre lies behind the line of its corners: a turned head carries it aside.
    const Offset off = irisOffset(analysis.landmarks, pose.yaw);
    findings.add("gaze.aside"_L1, angleOf(off.x + t.eyeDepth * std::sin(pose.yaw / degrees)), place);
    findings.add("gaze.up"_L1, angleOf(t.eyeNeutralY - off.y), place);
}

} // namespace photodesk::imaging
