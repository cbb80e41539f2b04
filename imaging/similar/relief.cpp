#include "imaging/similar/relief.h"

#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::imaging::similar {
namespace {

// Luminance below which a difference is taken for noise of the sensor or of JPEG, in levels.
constexpr double noiseFloor = 2.5;

template <std::size_t N>
cv::Point2d meanOf(const std::vector<Landmark>& points, const std::array<std::size_t, N>& which)
{
    cv::Point2d sum;
    for (const std::size_t i : which)
        sum += {double(points[i].x), double(points[i].y)};
    return sum / double(N);
}

/// The similarity that takes `from` to `to` with the least squared error.
template <std::size_t N>
Placement fit(const std::array<cv::Point2d, N>& from, const std::array<cv::Point2d, N>& to)
{
    cv::Point2d f, t;
    for (std::size_t i = 0; i < N; ++i) {
        f += from[i] / double(N);
        t += to[i] / double(N);
    }
    double dot = 0, cross = 0, norm = 0;
    for (std::size_t i = 0; i < N; ++i) {
        const cv::Point2d p = from[i] - f, q = to[i] - t;
        dot += p.dot(q);
        cross += p.cross(q);
        norm += p.dot(p);
    }
    const double a = dot / norm, b = cross / norm;
    return {a, b, t.x - a * f.x + b * f.y, t.y - b * f.x - a * f.y};
}

cv::Mat blurred(const cv::Mat& mat, double sigma)
{
    cv::Mat out;
    cv::GaussianBlur(mat, out, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return out;
}

/// The part of the photo that the grid covers, grey, reduced by a whole number so that a grid point still
/// spans at least one and a half pixels.
struct Reduced {
    cv::Mat grey;
    cv::Point origin;
    int by = 1;
};

Reduced reduce(const cv::Mat& rgb, const Placement& placement)
{
    std::vector<cv::Point2f> corners;
    for (const double u : {-4.0, grid.width + 4.0}) {
        for (const double v : {-4.0, grid.height + 4.0})
            corners.emplace_back(placement.at(u, v));
    }
    const cv::Rect part = cv::boundingRect(corners) & cv::Rect({}, rgb.size());
    if (part.empty())
        return {};
    const int by = std::max(1, int(std::hypot(placement.a, placement.b) / 1.5));
    const cv::Size size{std::max(1, part.width / by), std::max(1, part.height / by)};
    const cv::Rect whole(
        part.tl(), cv::Size(std::min(part.width, size.width * by), std::min(part.height, size.height * by)));
    cv::Mat small, grey;
    cv::resize(rgb(whole), small, size, 0, 0, cv::INTER_AREA);
    cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
    return {grey, part.tl(), by};
}

} // namespace

cv::Point2d Placement::at(double u, double v) const
{
    return {a * u - b * v + x, b * u + a * v + y};
}

Placement placeOnHead(const std::vector<Landmark>& points)
{
    constexpr std::array<std::size_t, 4> right{33, 133, 159, 145}, left{263, 362, 386, 374},
        mouth{61, 291, 0, 17};
    const std::array grids{cv::Point2d(eyes) + cv::Point2d(-eyeDistance / 2, 0),
                           cv::Point2d(eyes) + cv::Point2d(eyeDistance / 2, 0),
                           cv::Point2d(eyes) + cv::Point2d(0, 1.1 * eyeDistance)};
    return fit(grids, std::array{meanOf(points, right), meanOf(points, left), meanOf(points, mouth)});
}

Placement placeOnFrame(QSize size)
{
    const double a = std::max(size.width() / double(grid.width), size.height() / double(grid.height));
    return {a, 0, (size.width() - a * (grid.width - 1) - 1) / 2,
            (size.height() - a * (grid.height - 1) - 1) / 2};
}

Patch patchOf(const QImage& image, const Placement& placement)
{
    const Reduced reduced = reduce(viewOf(image), placement);
    Patch patch{cv::Mat(grid, CV_32F, cv::Scalar(128)), cv::Mat(grid, CV_8U, cv::Scalar(0))};
    if (reduced.grey.empty())
        return patch;
    // Grid to reduced: pixel centres of a reduction by n lie at n p + (n − 1) / 2.
    const double n = reduced.by, shift = (n - 1) / 2;
    const cv::Matx23d map(placement.a / n, -placement.b / n, (placement.x - reduced.origin.x - shift) / n,
                          placement.b / n, placement.a / n, (placement.y - reduced.origin.y - shift) / n);
    const double perPoint = std::hypot(map(0, 0), map(1, 0));
    // A blur of 0.8 grid points in all; a reduced photo brings a little of its own.
    const cv::Mat smooth = perPoint > 0.5 ? blurred(reduced.grey, 0.8 * perPoint) : reduced.grey;
    const int flags = cv::INTER_LINEAR | cv::WARP_INVERSE_MAP;
    cv::Mat grey;
    cv::warpAffine(smooth, grey, map, grid, flags, cv::BORDER_REPLICATE);
    grey.convertTo(patch.grey, CV_32F);
    cv::warpAffine(cv::Mat(smooth.size(), CV_8U, cv::Scalar(255)), patch.seen, map, grid, flags,
                   cv::BORDER_CONSTANT);
    cv::threshold(patch.seen, patch.seen, 200, 255, cv::THRESH_BINARY);
    return patch;
}

cv::Mat localContrast(const Patch& patch, double fine, double coarse, double window)
{
    const cv::Mat band = (fine > 0 ? blurred(patch.grey, fine) : patch.grey) - blurred(patch.grey, coarse);
    const cv::Mat power = blurred(band.mul(band), window);
    // The floor follows the picture: a flat copy has all its differences small, not only the noise.
    const double whole = std::sqrt(cv::mean(power)[0]);
    cv::Mat strength;
    cv::sqrt(power + cv::Scalar(noiseFloor * noiseFloor / 16 + 0.04 * whole * whole), strength);
    cv::Mat out = band / strength;
    cv::Mat inside;
    cv::erode(patch.seen, inside, cv::Mat::ones(3, 3, CV_8U));
    out.setTo(0, inside == 0);
    return out;
}

const cv::Mat& headWeight()
{
    static const cv::Mat weight = [] {
        cv::Mat mask(grid, CV_8U, cv::Scalar(0));
        const double e = eyeDistance;
        const auto point = [&](double u, double v) {
            return cv::Point(cvRound(eyes.x + u * e), cvRound(eyes.y + v * e));
        };
        cv::ellipse(mask, point(0, 0.15), cv::Size(cvRound(1.08 * e), cvRound(1.65 * e)), 0, 0, 360, 255, -1);
        const std::vector<cv::Point> torso{point(-0.7, 1.5),  point(0.7, 1.5),  point(0.75, 2.4),
                                           point(1.25, 2.9),  point(1.45, 3.4), point(-1.45, 3.4),
                                           point(-1.25, 2.9), point(-0.75, 2.4)};
        cv::fillConvexPoly(mask, torso, 255);
        cv::Mat out;
        mask.convertTo(out, CV_32F, 1.0 / 255);
        return blurred(out, 2);
    }();
    return weight;
}

} // namespace photodesk::imaging::similar
