#include "imaging/matte/trimap.h"

#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace photodesk::imaging {
namespace {

double unitOf(const cv::Mat& canvas)
{
    return canvas.rows / 640.0; // tuned lengths are for pictures 640 high
}

/// Keeps the largest blob and what lies close to it.
void keepLargest(cv::Mat& soft)
{
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(soft > 0.5, labels, stats, centres, 8, CV_32S);
    if (count <= 2)
        return;
    int best = 1;
    for (int i = 2; i < count; ++i) {
        if (stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(best, cv::CC_STAT_AREA))
            best = i;
    }
    soft.setTo(0, ~grown(labels == best, tuning().fuseErode * unitOf(soft)));
}

/// Enclosed holes that the person network votes against: between arm and body, say, stay open.
void closeHoles(cv::Mat& soft, const cv::Mat& person)
{
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(soft <= 0.5, labels, stats, centres, 4, CV_32S);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        if (box.x == 0 || box.y == 0 || box.br().x == soft.cols || box.br().y == soft.rows)
            continue;
        const cv::Mat hole = labels(box) == i;
        if (cv::mean(person(box), hole)[0] > 0.5)
            soft(box).setTo(1, hole);
    }
}

} // namespace

cv::Mat grown(const cv::Mat& mask, double radius)
{
    cv::Mat distance;
    cv::distanceTransform(~mask, distance, cv::DIST_L2, cv::DIST_MASK_3);
    return distance <= radius;
}

cv::Mat shrunk(const cv::Mat& mask, double radius)
{
    cv::Mat distance;
    cv::distanceTransform(mask, distance, cv::DIST_L2, cv::DIST_MASK_3);
    return distance > radius;
}

cv::Mat fuse(const SoftMasks& masks)
{
    const Tuning& t = tuning();
    const double unit = unitOf(masks.person);
    cv::Mat fused = masks.foreground.clone();
    fused.setTo(1, shrunk(masks.person > 0.8, t.fuseErode * unit));
    fused.setTo(0, ~grown(masks.person > 0.2, t.fuseNear * unit));
    closeHoles(fused, masks.person);
    keepLargest(fused);
    return fused;
}

Trimap makeTrimap(const cv::Mat& fused, const cv::Mat& hairy)
{
    const Tuning& t = tuning();
    const double unit = unitOf(fused);
    const cv::Mat solid = fused > 0.5;
    cv::Mat in, out;
    cv::distanceTransform(solid, in, cv::DIST_L2, cv::DIST_MASK_3);
    cv::distanceTransform(~solid, out, cv::DIST_L2, cv::DIST_MASK_3);
    Trimap map{cv::Mat(fused.size(), CV_8U), cv::Mat(fused.size(), CV_8U)};
    for (int y = 0; y < fused.rows; ++y) {
        const auto* m = fused.ptr<float>(y);
        const auto* i = in.ptr<float>(y);
        const auto* o = out.ptr<float>(y);
        const auto* h = hairy.ptr<uchar>(y);
        auto* inside = map.inside.ptr<uchar>(y);
        auto* outside = map.outside.ptr<uchar>(y);
        for (int x = 0; x < fused.cols; ++x) {
            const double inner = unit * (h[x] ? t.trimapHairInner : t.trimapInner);
            const double outer = unit * (h[x] ? t.trimapHairOuter : t.trimapOuter);
            inside[x] = i[x] > inner && m[x] > 0.9f ? 255 : 0;
            outside[x] = o[x] > outer && m[x] < 0.15f ? 255 : 0;
        }
    }
    return map;
}

} // namespace photodesk::imaging
