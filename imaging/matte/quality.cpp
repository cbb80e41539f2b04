#include "imaging/matte/quality.h"

#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

/// Area of all blobs but the largest.
double looseArea(const cv::Mat& solid)
{
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(solid, labels, stats, centres, 8, CV_32S);
    double sum = 0, largest = 0;
    for (int i = 1; i < count; ++i) {
        sum += stats.at<int>(i, cv::CC_STAT_AREA);
        largest = std::max(largest, double(stats.at<int>(i, cv::CC_STAT_AREA)));
    }
    return sum - largest;
}

double meanOver(const cv::Mat& values, const cv::Mat& where)
{
    return cv::mean(values, where)[0];
}

} // namespace

CutoutSigns signsOf(const MatteProblem& problem, const SoftMasks& masks, const Matte& matte)
{
    const cv::Mat band = ~(problem.trimap.inside | problem.trimap.outside);
    const int unknown = cv::countNonZero(band);
    const cv::Mat solid = matte.alpha > 0.5;
    CutoutSigns signs;
    signs.empty = unknown == 0 || cv::countNonZero(solid) < tuning().cutoutPersonMin * double(solid.total());
    if (signs.empty)
        return signs;
    cv::Mat doubt, edge;
    cv::sqrt(matte.variance, doubt);
    cv::morphologyEx(solid, edge, cv::MORPH_GRADIENT, cv::Mat());
    signs.doubt = meanOver(doubt, band);
    signs.dissent = meanOver(cv::abs(masks.person - masks.foreground), band);
    signs.moved = meanOver(cv::abs(matte.alpha - problem.soft), band);
    signs.fragments = std::min(1.0, looseArea(solid) / unknown);
    signs.width = std::min(1.0, double(unknown) / std::max(1, cv::countNonZero(edge)) / 100);
    return signs;
}

double qualityOf(const CutoutSigns& signs)
{
    if (signs.empty)
        return 0;
    const Tuning& t = tuning();
    const double error = t.cutoutErrorBase + t.cutoutErrorDoubt * signs.doubt
                         + t.cutoutErrorDissent * signs.dissent + t.cutoutErrorMoved * signs.moved
                         + t.cutoutErrorFragments * signs.fragments + t.cutoutErrorWidth * signs.width;
    return std::clamp(1 - error, 0.0, 1.0);
}

} // namespace photodesk::imaging
