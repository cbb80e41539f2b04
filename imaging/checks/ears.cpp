#include "imaging/checks/face_parts.h"
#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr std::array<std::size_t, 4> edgeRight{127, 234, 93, 132}, edgeLeft{356, 454, 323, 361};

/// Where an ear is seen: outside the face's contour between eye and mouth, along the head's own axes.
cv::Mat earPlace(const Context& context, Side side)
{
    const AreaPatch& patch = *context.area;
    const auto& points = context.analysis.landmarks;
    const cv::Point2d eyes(double(points[263].x) - double(points[33].x),
                           double(points[263].y) - double(points[33].y));
    const double reach = faceWidth(points) * (side == Side::Right ? -1 : 1) / std::max(cv::norm(eyes), 1e-3);
    // The grid's pixels are not square: directions belong to the picture.
    const cv::Point2f out(float(eyes.x * reach * patch.kx), float(eyes.y * reach * patch.ky));
    const auto& edge = side == Side::Right ? edgeRight : edgeLeft;
    std::vector<cv::Point> corners;
    for (const std::size_t i : edge)
        corners.emplace_back(patch.points[i] + out * float(tuning().earInner));
    for (auto i = edge.rbegin(); i != edge.rend(); ++i)
        corners.emplace_back(patch.points[*i] + out * float(tuning().earOuter));
    cv::Mat mask(patch.other.size(), CV_8U, cv::Scalar(0));
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{corners}, cv::Scalar(255));
    return mask;
}

} // namespace

void checkEars(const Context& context, Findings& findings)
{
    if (!context.area || context.analysis.landmarks.empty() || !context.analysis.pose)
        return;
    const AreaPatch& patch = *context.area;
    const double yaw = context.analysis.pose->yaw;
    const cv::Mat skin = patch.faceSkin + patch.bodySkin;
    const cv::Mat cloth = patch.clothes + patch.other;
    std::array<double, 2> seen{};
    bool both = std::abs(yaw) <= tuning().poseMaxForEyes;
    QRectF places;
    for (const Side side : {Side::Right, Side::Left}) {
        const auto id = side == Side::Right ? "ears.right"_L1 : "ears.left"_L1;
        const cv::Mat place = earPlace(context, side);
        if (cv::countNonZero(place) < 12) {
            findings.skip(id, "too_few_pixels"_L1);
            both = false;
            continue;
        }
        const QRectF where = patch.back(cv::boundingRect(place));
        places |= where;
        const double hair = *meanUnder(patch.hair, place);
        seen[std::size_t(side)] = *meanUnder(skin, place);
        // A turned head hides the far ear: that is the pose's fault, not the hair's.
        const bool far = side == Side::Left ? yaw > tuning().earYawMax : yaw < -tuning().earYawMax;
        both = both && hair < tuning().earCovered && *meanUnder(cloth, place) < tuning().earCovered;
        if (far)
            findings.skip(id, "pose"_L1);
        else if (*meanUnder(cloth, place) > tuning().earCovered)
            findings.skip(id, "head_covered"_L1);
        else
            findings.add(id, hair, where);
    }
    if (both)
        findings.add("ears.even"_L1, std::abs(seen[0] - seen[1]), places);
    else
        findings.skip("ears.even"_L1, "ears_covered"_L1);
}

} // namespace photodesk::imaging
