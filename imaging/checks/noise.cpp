#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/face/face_shape.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double darkest = 12, brightest = 235; // levels
constexpr int outputSide = 24;                  // side of a sample at the scale of the output

/// The quieter quarter of some squares: beards and seams are no noise.
double noiseIn(const Context& context, const std::vector<cv::Rect>& squares)
{
    std::vector<double> all;
    for (const cv::Rect& square : squares) {
        const cv::Mat grey = greyOf(context, square);
        const double mean = cv::mean(grey)[0];
        if (mean > brightest || mean < darkest) // clipped: half of the noise is cut off
            continue;
        all.push_back(noiseOf(grey));
    }
    if (all.empty())
        return -1;
    const auto quiet = all.begin() + std::ptrdiff_t(all.size() / 4);
    std::ranges::nth_element(all, quiet);
    return *quiet;
}

} // namespace

void checkNoise(const Context& context, Findings& findings)
{
    if (!context.area || !context.crop)
        return;
    if (context.photo.halvings > 0) {
        findings.skip("noise.level"_L1, "reduced"_L1);
        return;
    }
    const double scale = std::max(1.0, context.crop->width() / context.standard.outputSize.width());
    const Samples samples = takeSamples(context, int(std::lround(outputSide * scale)), 12);
    const double wall = noiseIn(context, samples.wall);
    const double skin = noiseIn(context, samples.skin);
    // Skin and walls have texture of their own: the quieter of the two is the camera's part. A wall without
    // any noise was painted by a program and says nothing.
    constexpr double painted = 0.2;
    const double value = wall > painted && skin >= 0 ? std::min(wall, skin) : std::max(wall, skin);
    if (value < 0) {
        findings.skip("noise.level"_L1, "too_few_pixels"_L1);
        return;
    }
    // Averaging `scale` x `scale` pixels into one leaves 1 / scale of white noise.
    findings.add("noise.level"_L1, value / scale, context.analysis.faces.front().box);
}

} // namespace photodesk::imaging
