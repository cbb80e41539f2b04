#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

QRectF boundsOf(const std::vector<Landmark>& points, std::span<const int> ring)
{
    QRectF bounds;
    for (const int i : ring) {
        const Landmark& p = points[std::size_t(i)];
        bounds |= QRectF(double(p.x) - 1, double(p.y) - 1, 2, 2);
    }
    return bounds;
}

} // namespace

void checkExpression(const Context& context, Findings& findings)
{
    const auto& points = context.analysis.landmarks;
    if (points.empty())
        return;
    // A far eye shrinks along its width: the ratio then says nothing about the lids.
    if (context.analysis.pose && std::abs(context.analysis.pose->yaw) > tuning().poseMaxForEyes) {
        for (const auto id : {"eyes.left_open"_L1, "eyes.right_open"_L1, "eyes.even"_L1, "mouth.closed"_L1})
            findings.skip(id, "pose"_L1);
        return;
    }
    const EyeOpenness eyes = eyeOpenness(points);
    findings.add("eyes.left_open"_L1, eyes.left, boundsOf(points, leftEyeRing()));
    findings.add("eyes.right_open"_L1, eyes.right, boundsOf(points, rightEyeRing()));
    // The mesh never quite closes an eye; a wink shows better beside the other one.
    const double wider = std::max(eyes.left, eyes.right);
    if (wider > 0)
        findings.add("eyes.even"_L1, std::min(eyes.left, eyes.right) / wider);
    findings.add("mouth.closed"_L1, mouthOpenness(points), boundsOf(points, lipsRing()));
}

} // namespace photodesk::imaging
