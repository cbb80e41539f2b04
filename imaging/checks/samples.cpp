#include "imaging/checks/samples.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

constexpr double gaussFromMedian = 1.4826; // median of |x| to standard deviation, normal distribution

cv::Rect wholeOf(const Context& context)
{
    return {0, 0, context.photo.image.width(), context.photo.image.height()};
}

void addSkin(const Context& context, int side, Samples& samples)
{
    const auto& points = context.analysis.landmarks;
    for (const std::size_t i : {50U, 280U, 151U}) { // middles of the cheeks, middle of the forehead
        const cv::Rect square(int(points[i].x) - side / 2, int(points[i].y) - side / 2, side, side);
        if ((square & wholeOf(context)) == square)
            samples.skin.push_back(square);
    }
}

} // namespace

double personIn(const AreaPatch& patch, const cv::Rect& part)
{
    const cv::Rect grid(int(std::floor((part.x - patch.origin.x()) * patch.kx)),
                        int(std::floor((part.y - patch.origin.y()) * patch.ky)),
                        int(std::ceil(part.width * patch.kx)) + 1,
                        int(std::ceil(part.height * patch.ky)) + 1);
    const cv::Rect inside = grid & cv::Rect(0, 0, patch.person.cols, patch.person.rows);
    if (inside.empty())
        return 0;
    double person = 0, foreground = 0;
    cv::minMaxLoc(patch.person(inside), nullptr, &person);
    cv::minMaxLoc(patch.foreground(inside), nullptr, &foreground);
    return std::max(person, foreground);
}

Samples takeSamples(const Context& context, int side, int most)
{
    Samples samples;
    samples.side = side;
    if (!context.area || context.analysis.landmarks.empty())
        return samples;
    const AreaPatch& patch = *context.area;
    const QRectF area(patch.origin, QSizeF(patch.person.cols / patch.kx, patch.person.rows / patch.ky));
    const int margin = int(std::lround(4 / patch.kx)); // soft borders of the masks
    std::vector<cv::Rect> free;
    const cv::Rect whole = wholeOf(context);
    // From the corners of the head's neighbourhood inwards, row by row, left and right in turn.
    for (double y = area.top(); y + side <= area.bottom(); y += side) {
        for (double x = area.left(); x + side <= area.right(); x += side) {
            const cv::Rect square(int(x), int(y), side, side);
            const cv::Rect wide(square.x - margin, square.y - margin, side + 2 * margin, side + 2 * margin);
            if ((square & whole) == square && personIn(patch, wide) < 0.1)
                free.push_back(square);
        }
    }
    const std::size_t step = std::max<std::size_t>(1, free.size() / std::size_t(most));
    for (std::size_t i = 0; i < free.size() && int(samples.wall.size()) < most; i += step)
        samples.wall.push_back(free[i]);
    addSkin(context, side, samples);
    return samples;
}

cv::Mat lumaOf(const Context& context, const cv::Rect& part)
{
    cv::Mat grey, luma;
    cv::cvtColor(viewOf(context.photo.image)(part & wholeOf(context)), grey, cv::COLOR_RGB2GRAY);
    grey.convertTo(luma, CV_32F);
    return luma;
}

double percentileOf(const cv::Mat& values, double share, const cv::Mat& mask)
{
    std::vector<float> all;
    all.reserve(values.total());
    for (int y = 0; y < values.rows; ++y) {
        const auto* v = values.ptr<float>(y);
        const auto* m = mask.empty() ? nullptr : mask.ptr<uchar>(y);
        for (int x = 0; x < values.cols; ++x) {
            if (!m || m[x])
                all.push_back(v[x]);
        }
    }
    if (all.empty())
        return 0;
    const auto at =
        all.begin() + std::ptrdiff_t(std::min(double(all.size() - 1), share * double(all.size())));
    std::ranges::nth_element(all, at);
    return *at;
}

double noiseOf(const cv::Mat& luma)
{
    if (luma.cols < 5 || luma.rows < 5)
        return 0;
    const cv::Mat kernel = (cv::Mat_<float>(3, 3) << 1, -2, 1, -2, 4, -2, 1, -2, 1) / 6.0;
    cv::Mat rest;
    cv::filter2D(luma, rest, CV_32F, kernel);
    rest = cv::abs(rest(cv::Rect(1, 1, luma.cols - 2, luma.rows - 2)));
    return gaussFromMedian * percentileOf(rest, 0.5);
}

} // namespace photodesk::imaging
