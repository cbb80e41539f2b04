#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double busyFine = 6, busyColour = 16; // beyond either a wall has things on it

/// Distance from the median colour that nine tenths keep.
double spreadOf(const cv::Mat& lab, const cv::Mat& where)
{
    std::array<std::vector<float>, 3> values;
    for (int y = 0; y < lab.rows; ++y) {
        const auto* v = lab.ptr<cv::Vec3f>(y);
        const auto* w = where.ptr<uchar>(y);
        for (int x = 0; x < lab.cols; ++x) {
            for (std::size_t c = 0; w[x] && c < 3; ++c)
                values[c].push_back(v[x][int(c)]);
        }
    }
    const std::size_t count = values[0].size();
    std::vector<float> away(count), sorted;
    for (const std::vector<float>& channel : values) {
        sorted = channel;
        const float middle = nthOf(sorted, count / 2);
        for (std::size_t i = 0; i < count; ++i)
            away[i] += (channel[i] - middle) * (channel[i] - middle);
    }
    return std::sqrt(double(nthOf(away, count * 9 / 10)));
}

/// How much darker the wall is beside the head than further away, and its slow change over all.
void checkWallLight(const AreaPatch& patch, const cv::Mat& wall, Findings& findings)
{
    std::array<cv::Mat, 3> lab;
    cv::split(patch.lab, lab.data());
    cv::Mat weight, sum;
    wall.convertTo(weight, CV_32F, 1 / 255.0);
    cv::blur(lab[0].mul(weight), sum, {15, 15});
    cv::blur(weight, weight, {15, 15});
    const cv::Mat smooth = sum / cv::max(weight, 1e-3f);
    const auto range = [&](const cv::Mat& m, double share) {
        return percentileOf(m, 1 - share, wall) - percentileOf(m, share, wall);
    };
    const double colour = std::hypot(range(lab[1], 0.1), range(lab[2], 0.1));
    if (percentileOf(cv::abs(lab[0] - smooth), 0.9, wall) > busyFine || colour > busyColour) {
        findings.skip("background.shadow"_L1, "busy_background"_L1);
        findings.skip("background.gradient"_L1, "busy_background"_L1);
        return;
    }
    findings.add("background.gradient"_L1, range(smooth, 0.03));
    cv::Mat beside;
    cv::dilate(~wall, beside, cv::getStructuringElement(cv::MORPH_ELLIPSE, {25, 25}));
    const cv::Mat near = beside & wall, far = wall & ~beside;
    if (cv::countNonZero(far) < tuning().backgroundPixelsMin || cv::countNonZero(near) == 0) {
        findings.skip("background.shadow"_L1, "too_few_pixels"_L1);
        return;
    }
    const double dark = percentileOf(smooth, 0.1, near);
    findings.add("background.shadow"_L1, percentileOf(smooth, 0.5, far) - dark,
                 patch.back(cv::boundingRect((smooth <= dark) & near)));
}

} // namespace

void checkBackground(const Context& context, Findings& findings)
{
    if (!context.area)
        return;
    const AreaPatch& patch = *context.area;
    cv::Mat person = cv::max(patch.person, patch.foreground) > 0.1;
    cv::dilate(person, person, cv::getStructuringElement(cv::MORPH_ELLIPSE, {13, 13}));
    const cv::Mat wall = ~person;
    if (double(cv::countNonZero(wall)) < tuning().backgroundPixelsMin) {
        for (const auto id : {"background.plain"_L1, "background.shadow"_L1, "background.gradient"_L1})
            findings.skip(id, "too_few_pixels"_L1);
        return;
    }
    findings.add("background.plain"_L1, spreadOf(patch.lab, wall));
    checkWallLight(patch, wall, findings);
}

} // namespace photodesk::imaging
