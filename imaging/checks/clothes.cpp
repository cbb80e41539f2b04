#include "imaging/checks/families.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr float nearColour = 20.f; // CIE76: beyond it nobody takes the two for one colour

/// A blue that a person would call blue: enough chroma, hue between cyan-blue and violet.
bool isBlue(const cv::Vec3f& lab)
{
    const double chroma = std::hypot(lab[1], lab[2]);
    double hue = std::atan2(lab[2], lab[1]) * 180 / std::numbers::pi;
    if (hue < 0)
        hue += 360;
    return chroma > 15 && hue > 230 && hue < 305;
}

} // namespace

void checkClothes(const Context& context, Findings& findings)
{
    if (!context.area || context.analysis.landmarks.empty())
        return;
    const AreaPatch& patch = *context.area;
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
