#include "imaging/matte/matte.h"

#include "imaging/matte/foreground.h"
#include "imaging/matte/wall.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/ximgproc/edge_filter.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

/// Snaps the soft mask to the picture's edges: for walls that are not plain.
cv::Mat guided(const cv::Mat& rgb, const cv::Mat& soft)
{
    const Tuning& t = tuning();
    const int radius = std::max(2, int(std::lround(t.guidedRadius * rgb.rows / 640.0)));
    cv::Mat result;
    cv::ximgproc::guidedFilter(rgb, soft, result, radius, t.guidedEps * 255 * 255);
    return cv::max(cv::min(result, 1.0), 0.0);
}

} // namespace

Matte cutOut(const cv::Mat& rgb, const SoftMasks& masks)
{
    const cv::Mat fused = fuse(masks);
    const Trimap trimap = makeTrimap(fused, masks.hair);
    cv::Mat colours;
    rgb.convertTo(colours, CV_32FC3);
    const Wall wall = measureWall(colours, trimap);
    const cv::Mat fallback = wall.plain < 1 ? guided(rgb, fused) : fused;
    Matte matte;
    matte.plain = wall.plain;
    matte.alpha = projectOnWall(colours, trimap, wall, fallback);
    matte.foreground = foregroundColours(colours, matte.alpha);
    return matte;
}

} // namespace photodesk::imaging
