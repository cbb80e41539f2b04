#include "imaging/checks/families.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

cv::Vec3f median(std::vector<cv::Vec3f>& values)
{
    cv::Vec3f result;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    for (int c = 0; c < 3; ++c) {
        std::ranges::nth_element(values, middle, {}, [c](const cv::Vec3f& v) { return v[c]; });
        result[c] = (*middle)[c];
    }
    return result;
}

} // namespace

void checkBackground(const Context& context, Findings& findings)
{
    if (!context.area)
        return;
    const AreaPatch& patch = *context.area;
    cv::Mat person = cv::max(patch.person, patch.foreground) > 0.1;
    cv::dilate(person, person, cv::getStructuringElement(cv::MORPH_ELLIPSE, {13, 13}));
    std::vector<cv::Vec3f> wall;
    for (int y = 0; y < person.rows; ++y) {
        for (int x = 0; x < person.cols; ++x) {
            if (person.at<uchar>(y, x) == 0)
                wall.push_back(patch.lab.at<cv::Vec3f>(y, x));
        }
    }
    if (double(wall.size()) < tuning().backgroundPixelsMin) {
        findings.skip("background.plain"_L1, "too_few_pixels"_L1);
        return;
    }
    const cv::Vec3f middle = median(wall);
    std::vector<double> away;
    away.reserve(wall.size());
    for (const cv::Vec3f& v : wall)
        away.push_back(cv::norm(v - middle));
    const auto at90 = away.begin() + std::ptrdiff_t(away.size() * 9 / 10);
    std::ranges::nth_element(away, at90);
    findings.add("background.plain"_L1, *at90);
}

} // namespace photodesk::imaging
