#include "imaging/pyramid.h"

#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

// Of a picture that cv::warpAffine takes: it counts in shorts and asserts.
constexpr int warpSideMax = 32'000;

/// What is read along one axis, from the ends of the map, with a margin; at least the nearest pixel.
cv::Range readAlong(double low, double high, int length)
{
    // fmin and fmax also turn NaN into a place in the picture.
    const int from = int(std::fmax(0, std::fmin(std::floor(low) - 2, length - 1)));
    const int to = int(std::fmax(0, std::fmin(std::ceil(high) + 3, length)));
    return {from, std::max(to, from + 1)};
}

cv::Range readAlong(const cv::Matx23d& map, int axis, cv::Size size, int length)
{
    const double across = map(axis, 0) * (size.width - 1), down = map(axis, 1) * (size.height - 1);
    return readAlong(map(axis, 2) + std::min(across, 0.0) + std::min(down, 0.0),
                     map(axis, 2) + std::max(across, 0.0) + std::max(down, 0.0), length);
}

/// Only strips that are far longer than wide have no level that is small enough.
cv::Mat shortened(const cv::Mat& part, cv::Matx23d& map)
{
    const cv::Size size(std::min(part.cols, warpSideMax), std::min(part.rows, warpSideMax));
    if (size == part.size())
        return part;
    const double k[] = {double(size.width) / part.cols, double(size.height) / part.rows};
    for (int axis = 0; axis < 2; ++axis) {
        map(axis, 0) *= k[axis];
        map(axis, 1) *= k[axis];
        map(axis, 2) = (map(axis, 2) + 0.5) * k[axis] - 0.5;
    }
    cv::Mat made;
    cv::resize(part, made, size, 0, 0, cv::INTER_AREA);
    return made;
}

} // namespace

cv::Mat sampled(const cv::Mat& from, cv::Matx23d map, cv::Size size)
{
    const cv::Range columns = readAlong(map, 0, size, from.cols), rows = readAlong(map, 1, size, from.rows);
    map(0, 2) -= columns.start;
    map(1, 2) -= rows.start;
    const cv::Mat part = shortened(from(rows, columns), map);
    cv::Mat out;
    cv::warpAffine(part, out, map, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return out;
}

Pyramid::Pyramid(const Photo& photo, Grade grade)
    : grade_(grade), size_(photo.size().width(), photo.size().height()), first_(photo.halvings),
      levels_(std::size_t(first_) + 1)
{
    levels_.back() = viewOf(photo.image);
}

cv::Mat Pyramid::make(int n)
{
    const bool quarter = grade_ == Grade::Fast && n == first_ + 2;
    const cv::Mat from = level(quarter ? n - 2 : n - 1);
    const int factor = quarter ? 4 : 2;
    // Whole blocks only take OpenCV's vectorised paths; an odd last row or column is left out.
    const cv::Size size(std::max(1, from.cols / factor), std::max(1, from.rows / factor));
    const cv::Rect whole(0, 0, std::min(from.cols, size.width * factor),
                         std::min(from.rows, size.height * factor));
    cv::Mat made;
    cv::resize(from(whole), made, size, 0, 0, quarter ? cv::INTER_LINEAR : cv::INTER_AREA);
    return made;
}

cv::Mat Pyramid::level(int n)
{
    if (int(levels_.size()) <= n)
        levels_.resize(std::size_t(n) + 1);
    if (levels_[std::size_t(n)].empty()) {
        cv::Mat made = make(n); // may itself ask for, and so move, other levels
        levels_[std::size_t(n)] = std::move(made);
    }
    return levels_[std::size_t(n)];
}

int Pyramid::levelFor(double span)
{
    const double smallest = std::min(size().width, size().height);
    int n = 0;
    while (std::ldexp(1.0, n + 1) <= span && std::ldexp(smallest, -n - 1) >= 1.0)
        ++n;
    return std::max(n, first_);
}

int Pyramid::levelOfSide(double side)
{
    return levelFor(std::max(size().width, size().height) / side);
}

cv::Mat Pyramid::part(const QRectF& part, cv::Size size)
{
    const double span = std::max(part.width() / size.width, 1.0);
    const int n = levelFor(span);
    const cv::Mat from = level(n);
    const double k = std::ldexp(1.0, -n);
    const double sx = part.width() * k / size.width;
    const double sy = part.height() * k / size.height;
    // Pixel centres lie at + 0.5 in both pictures.
    const cv::Matx23d map(sx, 0, part.x() * k + 0.5 * sx - 0.5, 0, sy, part.y() * k + 0.5 * sy - 0.5);
    return sampled(from, map, size);
}

} // namespace photodesk::imaging
