#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// How much of the differences between neighbours a further blur takes away (after Crété et al. 2007): near 1
/// for a crisp picture, near 0 for one that was blurred already. Independent of contrast and light.
double crispness(const cv::Mat& luma, const cv::Mat& where, bool along)
{
    cv::Mat f, blurred;
    luma.convertTo(f, CV_32F);
    cv::blur(f, blurred, along ? cv::Size(9, 1) : cv::Size(1, 9));
    const cv::Mat kernel = along ? (cv::Mat_<float>(1, 2) << -1, 1) : (cv::Mat_<float>(2, 1) << -1, 1);
    cv::Mat before, after;
    cv::filter2D(f, before, CV_32F, kernel);
    cv::filter2D(blurred, after, CV_32F, kernel);
    before = cv::abs(before);
    const cv::Mat lost = cv::max(before - cv::abs(after), 0.f);
    const double all = cv::mean(before, where)[0];
    return all > 0.05 ? cv::mean(lost, where)[0] / all : 0.0;
}

} // namespace

void checkSharpness(const Context& context, Findings& findings)
{
    if (!context.face)
        return;
    const FacePatch& patch = *context.face;
    // Eyes, brows and lips have edges in every face; skin may be smooth of itself.
    cv::Mat where(patch.rgb.size(), CV_8U, cv::Scalar(0));
    for (const auto ring : {rightEyeRing(), leftEyeRing(), rightBrow(), leftBrow(), lipsRing()})
        where |= polygonMask(patch.rgb.size(), patch.points, ring);
    cv::dilate(where, where, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
    if (cv::countNonZero(where) < 200) {
        findings.skip("sharpness.face"_L1, "too_few_pixels"_L1);
        return;
    }
    const double value = std::min(crispness(patch.luma, where, true), crispness(patch.luma, where, false));
    findings.add("sharpness.face"_L1, value, patch.back(cv::boundingRect(where)));
}

} // namespace photodesk::imaging
