#include "imaging/checks/face_parts.h"
#include "imaging/checks/families.h"
#include "imaging/tuning.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {

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
    if (context.area && mouthCover(*context.area).value_or(0) > tuning().mouthHidden)
        findings.skip("mouth.closed"_L1, "mouth_covered"_L1);
    else
        findings.add("mouth.closed"_L1, mouthOpenness(points), placeOf(points, lipsRing()));
    if (eyesCovered(context)) {
        for (const auto id : {"eyes.left_open"_L1, "eyes.right_open"_L1, "eyes.even"_L1})
            findings.skip(id, "eyes_covered"_L1);
        return;
    }
    const EyeOpenness eyes = trueOpenness(context);
    findings.add("eyes.left_open"_L1, eyes.left, placeOf(points, leftEyeRing()));
    findings.add("eyes.right_open"_L1, eyes.right, placeOf(points, rightEyeRing()));
    // The mesh never quite closes an eye; a wink shows better beside the other one.
    const double wider = std::max(eyes.left, eyes.right);
    if (wider > 0)
        findings.add("eyes.even"_L1, std::min(eyes.left, eyes.right) / wider,
                     placeOf(points, leftEyeRing()) | placeOf(points, rightEyeRing()));
}

} // namespace photodesk::imaging
