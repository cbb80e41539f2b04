#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

cv::Rect boundsOf(const AreaPatch& patch, std::span<const int> indices)
{
    std::vector<cv::Point2f> chosen;
    for (const int i : indices)
        chosen.push_back(patch.points[std::size_t(i)]);
    return cv::boundingRect(chosen);
}

cv::Rect inside(cv::Rect r, const cv::Mat& mat)
{
    return r & cv::Rect(0, 0, mat.cols, mat.rows);
}

/// Above the brows, as wide as the head. Hats are "other" there, scarves and hoods mostly "clothes".
cv::Rect crown(const AreaPatch& patch)
{
    const cv::Rect oval = boundsOf(patch, faceOval());
    const int brows = int(std::min(patch.points[105].y, patch.points[334].y));
    const int wider = oval.width / 6;
    return inside({oval.x - wider, 0, oval.width + 2 * wider, std::max(0, brows)}, patch.other);
}

} // namespace

void checkWearing(const Context& context, Findings& findings)
{
    if (!context.area || context.analysis.landmarks.empty())
        return;
    const AreaPatch& patch = *context.area;
    const cv::Rect top = crown(patch);
    const double head = top.area() > 0 ? cv::sum(patch.foreground(top))[0] : 0;
    if (head >= 50)
        findings.add("head.covered"_L1,
                     (cv::sum(patch.other(top))[0] + cv::sum(patch.clothes(top))[0]) / head, patch.back(top));
    else
        findings.skip("head.covered"_L1, "too_few_pixels"_L1);

    // Face that should be skin but is hair, hand, mask or scarf.
    cv::Mat oval = polygonMask(patch.other.size(), patch.points, faceOval());
    cv::erode(oval, oval, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
    const int lower = int(patch.points[4].y); // below the tip of the nose
    if (lower > 0 && lower < oval.rows)
        oval.rowRange(0, lower).setTo(0);
    if (const auto skin = meanUnder(patch.faceSkin, oval); skin && cv::countNonZero(oval) >= 50)
        findings.add("face.covered"_L1, 1 - *skin, patch.back(cv::boundingRect(oval)));
    else
        findings.skip("face.covered"_L1, "too_few_pixels"_L1);

    const auto hairIn = [&](std::span<const int> a, std::span<const int> b) -> std::optional<double> {
        const auto one = meanUnder(patch.hair, polygonMask(patch.hair.size(), patch.points, a));
        const auto two = meanUnder(patch.hair, polygonMask(patch.hair.size(), patch.points, b));
        return one && two ? std::optional(std::max(*one, *two)) : std::nullopt;
    };
    if (const auto eyes = hairIn(rightEyeRing(), leftEyeRing()))
        findings.add("hair.eyes"_L1, *eyes);
    if (const auto brows = hairIn(rightBrow(), leftBrow()))
        findings.add("hair.brows"_L1, *brows);
}

} // namespace photodesk::imaging
