#include "imaging/checks/face_parts.h"

#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::imaging {
namespace {

constexpr int lensRight[] = {113, 225, 224, 223, 222, 221, 189, 244, 233, 232, 231, 230, 229, 228, 31};
constexpr int lensLeft[] = {342, 445, 444, 443, 442, 441, 413, 464, 453, 452, 451, 450, 449, 448, 261};
constexpr int innerLips[] = {78,  191, 80,  81,  82,  13, 312, 311, 310, 415,
                             308, 324, 318, 402, 317, 14, 87,  178, 88,  95};
constexpr int cheekRight[] = {116, 117, 118, 101, 36, 205, 187, 123};
constexpr int cheekLeft[] = {345, 346, 347, 330, 266, 425, 411, 352};
constexpr int mouthRound[] = {2, 326, 423, 432, 434, 200, 214, 212, 203, 97};

std::optional<double> cheekLuma(const FacePatch& patch, Side side)
{
    const auto ring = side == Side::Right ? std::span<const int>(cheekRight) : std::span(cheekLeft);
    return meanUnder(patch.luma, polygonMask(patch.luma.size(), patch.points, ring));
}

double openness(const FacePatch& patch, Side side, double mesh)
{
    const Tuning& t = tuning();
    if (mesh > t.eyeDoubt) // a pale iris is no lid
        return mesh;
    const Iris iris = irisOf(patch, side);
    cv::Mat pupil(patch.luma.size(), CV_8U, cv::Scalar(0));
    cv::circle(pupil, iris.middle, std::max(1, int(std::lround(0.5f * iris.radius))), cv::Scalar(255),
               cv::FILLED);
    const auto inside = meanUnder(patch.luma, pupil), beside = cheekLuma(patch, side);
    if (!inside || !beside || *beside < 1)
        return mesh;
    return mesh * std::clamp((t.lidLight - *inside / *beside) / (t.lidLight - t.irisLight), 0.2, 1.0);
}

cv::Rect boundsOf(const AreaPatch& patch, std::span<const int> indices)
{
    std::vector<cv::Point2f> chosen;
    for (const int i : indices)
        chosen.push_back(patch.points[std::size_t(i)]);
    return cv::boundingRect(chosen) & cv::Rect(0, 0, patch.other.cols, patch.other.rows);
}

} // namespace

std::span<const int> lensRing(Side side)
{
    return side == Side::Right ? std::span<const int>(lensRight) : std::span<const int>(lensLeft);
}

std::span<const int> innerLipsRing()
{
    return innerLips;
}

std::span<const int> eyeRing(Side side)
{
    return side == Side::Right ? rightEyeRing() : leftEyeRing();
}

QRectF placeOf(const std::vector<Landmark>& points, std::span<const int> ring)
{
    QRectF bounds;
    for (const int i : ring) {
        const Landmark& p = points[std::size_t(i)];
        bounds |= QRectF(double(p.x) - 1, double(p.y) - 1, 2, 2);
    }
    return bounds;
}

Iris irisOf(const FacePatch& patch, Side side)
{
    const std::size_t first = side == Side::Right ? 468 : 473;
    Iris iris{patch.points[first], 0};
    for (std::size_t i = first + 1; i < first + 5; ++i)
        iris.radius += float(cv::norm(patch.points[i] - iris.middle)) / 4;
    return iris;
}

EyeOpenness trueOpenness(const Context& context)
{
    const EyeOpenness mesh = eyeOpenness(context.analysis.landmarks);
    if (!context.face)
        return mesh;
    return {openness(*context.face, Side::Right, mesh.right), openness(*context.face, Side::Left, mesh.left)};
}

std::optional<double> accessoryAtEyes(const AreaPatch& patch)
{
    // The temples belong to hats and hair.
    constexpr std::array corners{226, 446, 52, 282, 118, 347};
    const cv::Rect band = boundsOf(patch, corners);
    if (band.area() < 20)
        return std::nullopt;
    return cv::mean(patch.other(band))[0];
}

std::optional<double> darkeningAtEyes(const FacePatch& patch)
{
    std::optional<double> least;
    for (const Side side : {Side::Right, Side::Left}) {
        cv::Mat eye = polygonMask(patch.rgb.size(), patch.points, eyeRing(side));
        cv::dilate(eye, eye, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
        const cv::Mat lens = polygonMask(patch.rgb.size(), patch.points, lensRing(side)) & ~eye;
        const auto behind = meanUnder(patch.luma, lens), beside = cheekLuma(patch, side);
        if (!behind || !beside || *beside < 1)
            return std::nullopt;
        const double dark = 1 - *behind / *beside;
        least = std::min(least.value_or(dark), dark);
    }
    return least;
}

bool eyesCovered(const Context& context)
{
    if (!context.face || !context.area)
        return false;
    const auto worn = accessoryAtEyes(*context.area);
    const auto dark = darkeningAtEyes(*context.face);
    return worn && dark && *worn > tuning().coveredOther && *dark > tuning().coveredDark;
}

std::optional<double> mouthCover(const AreaPatch& patch)
{
    const cv::Mat round = polygonMask(patch.faceSkin.size(), patch.points, mouthRound);
    if (cv::countNonZero(round) < 30)
        return std::nullopt;
    return 1 - *meanUnder(patch.faceSkin, round);
}

} // namespace photodesk::imaging
