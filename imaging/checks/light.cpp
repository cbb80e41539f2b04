#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr std::size_t bridge = 168, chin = 152;

/// 255 right of the line from the bridge of the nose to the chin.
cv::Mat rightHalf(const FacePatch& patch)
{
    const cv::Point2f a = patch.points[bridge];
    const cv::Point2f down = patch.points[chin] - a;
    cv::Mat half(patch.rgb.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < half.rows; ++y) {
        auto* row = half.ptr<uchar>(y);
        for (int x = 0; x < half.cols; ++x) {
            const float side = down.x * (float(y) - a.y) - down.y * (float(x) - a.x);
            row[x] = side < 0 ? 255 : 0;
        }
    }
    return half;
}

/// The oval without its rim but with eyes and lips: the whites of the eyes tell dark skin from dim light.
cv::Mat faceOnly(const FacePatch& patch)
{
    cv::Mat oval = polygonMask(patch.rgb.size(), patch.points, faceOval());
    cv::erode(oval, oval, cv::getStructuringElement(cv::MORPH_ELLIPSE, {21, 21}));
    return oval;
}

double percentile(const cv::Mat& luma, const cv::Mat& mask, double share)
{
    std::array<int, 256> counts{};
    int all = 0;
    for (int y = 0; y < luma.rows; ++y) {
        const auto* l = luma.ptr<uchar>(y);
        const auto* m = mask.ptr<uchar>(y);
        for (int x = 0; x < luma.cols; ++x) {
            if (m[x]) {
                ++counts[l[x]];
                ++all;
            }
        }
    }
    int below = 0;
    for (std::size_t level = 0; level < counts.size(); ++level) {
        below += counts[level];
        if (below >= share * all)
            return double(level);
    }
    return 255;
}

} // namespace

void checkLight(const Context& context, Findings& findings)
{
    if (!context.face)
        return;
    const FacePatch& patch = *context.face;
    const int count = cv::countNonZero(patch.skin);
    if (count < 200) {
        for (const auto id : {"light.under"_L1, "light.over"_L1, "light.left_right"_L1})
            findings.skip(id, "face_covered"_L1);
        return;
    }
    const QRectF place = patch.back(cv::boundingRect(patch.skin));
    findings.add("light.under"_L1, percentile(patch.luma, faceOnly(patch), 0.95), place);

    // The brightest channel: skin burns out in red long before its luminance does.
    cv::Mat channels[3];
    cv::split(patch.rgb, channels);
    const cv::Mat brightest = cv::max(channels[0], cv::max(channels[1], channels[2]));
    const cv::Mat burnt = (brightest >= tuning().clippedLevel) & patch.skin;
    findings.add("light.over"_L1, double(cv::countNonZero(burnt)) / count, place);

    const cv::Mat right = rightHalf(patch);
    const auto a = meanUnder(patch.luma, patch.skin & right);
    const auto b = meanUnder(patch.luma, patch.skin & ~right);
    if (a && b && std::max(*a, *b) > 0)
        findings.add("light.left_right"_L1, std::min(*a, *b) / std::max(*a, *b), place);
    else
        findings.skip("light.left_right"_L1, "face_covered"_L1);
}

} // namespace photodesk::imaging
