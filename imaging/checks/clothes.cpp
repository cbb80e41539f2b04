#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double commonShare = 0.6; // of the cloth that a pattern covers at least two fifths of
constexpr float nearColour = 20.f;  // CIE76: beyond it nobody takes the two for one colour

/// A blue that a person would call blue: enough chroma, hue between cyan-blue and violet.
bool isBlue(const cv::Vec3f& lab)
{
    const double chroma = std::hypot(lab[1], lab[2]);
    double hue = std::atan2(lab[2], lab[1]) * 180 / std::numbers::pi;
    if (hue < 0)
        hue += 360;
    return chroma > 15 && hue > 230 && hue < 305;
}

/// Contrast of what is smaller than a fold: the colour difference that a blur takes away, well inside the
/// clothes. Not the mean: one fold or one badge is no pattern.
void checkPattern(const AreaPatch& patch, Findings& findings)
{
    cv::Mat cloth = patch.clothes > 0.8;
    cv::erode(cloth, cloth, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
    if (cv::countNonZero(cloth) < 400) {
        findings.skip("clothes.pattern"_L1, "too_few_pixels"_L1);
        return;
    }
    cv::Mat blurred, rest;
    cv::blur(patch.lab, blurred, {9, 9});
    cv::absdiff(patch.lab, blurred, rest);
    std::vector<cv::Mat> planes;
    cv::split(rest, planes);
    cv::Mat all;
    cv::sqrt(planes[0].mul(planes[0]) + planes[1].mul(planes[1]) + planes[2].mul(planes[2]), all);
    findings.add("clothes.pattern"_L1, percentileOf(all, commonShare, cloth),
                 patch.back(cv::boundingRect(cloth)));
}

} // namespace

void checkClothes(const Context& context, Findings& findings)
{
    if (!context.area || context.analysis.landmarks.empty())
        return;
    const AreaPatch& patch = *context.area;
    checkPattern(patch, findings);
    const cv::Vec3f wall = labOf(context.standard.backgrounds.front());
    double count = 0, alike = 0, blue = 0;
    cv::Vec3d sum;
    for (int y = int(std::max(0.f, patch.points[152].y)); y < patch.lab.rows; ++y) {
        for (int x = 0; x < patch.lab.cols; ++x) {
            if (patch.clothes.at<float>(y, x) < 0.7f)
                continue;
            const auto& lab = patch.lab.at<cv::Vec3f>(y, x);
            ++count;
            sum += cv::Vec3d(lab);
            alike += cv::norm(lab - wall) < nearColour ? 1 : 0;
            blue += isBlue(lab) ? 1 : 0;
        }
    }
    if (count < tuning().clothesPixelsMin) {
        for (const auto id : {"clothes.contrast"_L1, "clothes.alike"_L1, "clothes.blue"_L1})
            findings.skip(id, "too_few_pixels"_L1);
        return;
    }
    findings.add("clothes.contrast"_L1, cv::norm(sum / count - cv::Vec3d(wall)));
    findings.add("clothes.alike"_L1, alike / count);
    findings.add("clothes.blue"_L1, blue / count);
}

} // namespace photodesk::imaging
