#include "imaging/matte/matte.h"

#include "imaging/matte/foreground.h"
#include "imaging/matte/layers.h"
#include "imaging/matte/posterior.h"
#include "imaging/matte/wall.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

struct Layers {
    LayerModel wall, person;
    cv::Mat smoothWall;
    cv::Vec3f noise;
};

Layers layersOf(const cv::Mat& opponent, const Trimap& trimap, double unit)
{
    const Tuning& t = tuning();
    Layers layers;
    layers.wall = modelOf(opponent, trimap.outside, t.wallReach * unit);
    layers.person = modelOf(opponent, trimap.inside, t.personReach * unit);
    const double blur = std::max(0.6, t.wallBlur * unit);
    cv::GaussianBlur(layers.wall.mean, layers.smoothWall, {}, blur);
    layers.noise = wallNoise(opponent, trimap, layers.smoothWall);
    return layers;
}

/// How far the wall is plain hereabouts, 0–1: its forecast error in levels.
float plainness(const cv::Vec3f& variance)
{
    const Tuning& t = tuning();
    const float sigma = std::sqrt((variance[0] + variance[1] + variance[2]) / 3);
    return std::clamp((float(t.wallForecastNone) - sigma) / float(t.wallForecastNone - t.wallForecastFull),
                      0.f, 1.f);
}

/// Projection where the wall is plain and differs from the person, the posterior elsewhere.
Estimate estimate(const Evidence& e, const cv::Vec3f& smoothWall, const cv::Vec3f& noise,
                  const CoverageOdds& prior)
{
    Estimate result = posteriorOf(e, prior);
    const float plain = plainness(e.wallVariance);
    if (plain <= 0)
        return result;
    const Projection p = projectOnWall(e.pixel, smoothWall, e.person, noise);
    const float trust = plain * p.trust;
    result.alpha = trust * p.alpha + (1 - trust) * result.alpha;
    result.variance *= 1 - trust;
    return result;
}

/// Traces of coverage that only doubt left behind would tint the background.
void cleanEnds(cv::Mat& alpha)
{
    const double floor = tuning().alphaFloor;
    alpha = (alpha - floor) * (1 / (1 - 2 * floor));
    alpha = cv::max(cv::min(alpha, 1.0), 0.0);
}

/// Touches an edge that the part has been cut along.
bool goesOn(const cv::Rect& box, cv::Size part, const cv::Rect& frame)
{
    return (box.x == 0 && frame.x < 0) || (box.y == 0 && frame.y < 0)
           || (box.br().x == part.width && frame.br().x > part.width)
           || (box.br().y == part.height && frame.br().y > part.height);
}

} // namespace

void dropFragments(cv::Mat& alpha, const MatteProblem& problem, double unit)
{
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(alpha > 0.1, labels, stats, centres, 8, CV_32S);
    const double least = std::pow(tuning().fragmentSide * unit, 2);
    for (int i = 1; i < count; ++i) {
        if (stats.at<int>(i, cv::CC_STAT_AREA) >= least)
            continue;
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const cv::Mat speck = labels(box) == i;
        if (!goesOn(box, alpha.size(), problem.frame)
            && cv::countNonZero(speck & problem.trimap.inside(box)) == 0)
            alpha(box).setTo(0, speck);
    }
}

MatteProblem MatteProblem::part(const cv::Rect& area) const
{
    return {
        rgb(area), {trimap.inside(area), trimap.outside(area)}, soft(area), hair(area), frame - area.tl()};
}

MatteProblem problemOf(const cv::Mat& rgb, const SoftMasks& masks)
{
    MatteProblem problem;
    problem.rgb = rgb;
    problem.frame = cv::Rect({0, 0}, rgb.size());
    problem.soft = fuse(masks);
    problem.hair = grown(masks.hair > 0.3, tuning().trimapHairOuter * rgb.rows / 640.0);
    problem.trimap = makeTrimap(problem.soft, problem.hair);
    return problem;
}

Matte solve(const MatteProblem& problem, double unit)
{
    const cv::Mat opponent = opponentOf(problem.rgb);
    const Layers layers = layersOf(opponent, problem.trimap, unit);
    Matte matte{cv::Mat(opponent.size(), CV_32F), cv::Mat(opponent.size(), CV_32F), {}};
    for (int y = 0; y < opponent.rows; ++y) {
        const auto* in = problem.trimap.inside.ptr<uchar>(y);
        const auto* out = problem.trimap.outside.ptr<uchar>(y);
        const auto* soft = problem.soft.ptr<float>(y);
        const auto* hair = problem.hair.ptr<uchar>(y);
        for (int x = 0; x < opponent.cols; ++x) {
            Estimate e{in[x] ? 1.f : 0.f, 0.f};
            if (!in[x] && !out[x]) {
                const Evidence evidence{opponent.at<cv::Vec3f>(y, x), layers.wall.mean.at<cv::Vec3f>(y, x),
                                        layers.wall.variance.at<cv::Vec3f>(y, x),
                                        layers.person.mean.at<cv::Vec3f>(y, x),
                                        layers.person.variance.at<cv::Vec3f>(y, x)};
                e = estimate(evidence, layers.smoothWall.at<cv::Vec3f>(y, x), layers.noise,
                             priorOf(soft[x], hair[x] != 0));
            }
            matte.alpha.at<float>(y, x) = e.alpha;
            matte.variance.at<float>(y, x) = e.variance;
        }
    }
    cleanEnds(matte.alpha);
    dropFragments(matte.alpha, problem, unit);
    cv::Mat colours;
    problem.rgb.convertTo(colours, CV_32FC3);
    matte.foreground = foregroundColours(colours, matte.alpha);
    return matte;
}

Matte cutOut(const cv::Mat& rgb, const SoftMasks& masks)
{
    return solve(problemOf(rgb, masks), rgb.rows / 640.0);
}

} // namespace photodesk::imaging
