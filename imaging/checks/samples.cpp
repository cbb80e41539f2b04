#include "imaging/checks/samples.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

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

/// Where the masks see anything of the person, ready to be asked for many rectangles of the original.
class Occupied {
public:
    explicit Occupied(const AreaPatch& patch) : patch_(patch)
    {
        cv::integral((cv::max(patch.person, patch.foreground) >= 0.1) & 1, counts_, CV_32S);
    }
    bool any(const cv::Rect& part) const
    {
        const cv::Rect grid(int(std::floor((part.x - patch_.origin.x()) * patch_.kx)),
                            int(std::floor((part.y - patch_.origin.y()) * patch_.ky)),
                            int(std::ceil(part.width * patch_.kx)) + 1,
                            int(std::ceil(part.height * patch_.ky)) + 1);
        const cv::Rect r = grid & cv::Rect(0, 0, patch_.person.cols, patch_.person.rows);
        if (r.empty())
            return false;
        const int *above = counts_.ptr<int>(r.y), *below = counts_.ptr<int>(r.br().y);
        return below[r.br().x] - below[r.x] - above[r.br().x] + above[r.x] > 0;
    }

private:
    const AreaPatch& patch_;
    cv::Mat counts_;
};

} // namespace

float nthOf(std::vector<float>& values, std::size_t index)
{
    // One pass of counting leaves a few values to be put in order. Bits of floats of one sign sort as the
    // floats do; those of negative ones the other way round.
    constexpr std::size_t few = 512;
    constexpr int shift = 20;
    if (values.size() > few) {
        const auto keyOf = [](float v) {
            const auto bits = std::bit_cast<std::uint32_t>(v);
            return (bits & 0x80000000U ? ~bits : bits | 0x80000000U) >> shift;
        };
        std::array<std::uint32_t, 1U << (32 - shift)> counts{};
        for (const float v : values)
            ++counts[keyOf(v)];
        std::size_t bin = 0;
        for (; index >= counts[bin]; ++bin)
            index -= counts[bin];
        std::erase_if(values, [&](float v) { return keyOf(v) != bin; });
    }
    const auto at = values.begin() + std::ptrdiff_t(index);
    std::ranges::nth_element(values, at);
    return *at;
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
    const Occupied occupied(patch);
    std::vector<cv::Rect> free;
    const cv::Rect whole = wholeOf(context);
    // From the corners of the head's neighbourhood inwards, row by row, left and right in turn.
    for (double y = area.top(); y + side <= area.bottom(); y += side) {
        for (double x = area.left(); x + side <= area.right(); x += side) {
            const cv::Rect square(int(x), int(y), side, side);
            const cv::Rect wide(square.x - margin, square.y - margin, side + 2 * margin, side + 2 * margin);
            if ((square & whole) == square && !occupied.any(wide))
                free.push_back(square);
        }
    }
    const std::size_t step = std::max<std::size_t>(1, free.size() / std::size_t(most));
    for (std::size_t i = 0; i < free.size() && int(samples.wall.size()) < most; i += step)
        samples.wall.push_back(free[i]);
    addSkin(context, side, samples);
    return samples;
}

cv::Mat greyOf(const Context& context, const cv::Rect& part)
{
    cv::Mat grey;
    cv::cvtColor(viewOf(context.photo.image)(part & wholeOf(context)), grey, cv::COLOR_RGB2GRAY);
    return grey;
}

cv::Mat lumaOf(const Context& context, const cv::Rect& part)
{
    cv::Mat luma;
    greyOf(context, part).convertTo(luma, CV_32F);
    return luma;
}

double percentileOf(const cv::Mat& any, double share, const cv::Mat& mask)
{
    cv::Mat values = any;
    if (any.depth() != CV_32F)
        any.convertTo(values, CV_32F);
    std::vector<float> all(values.total() + 1);
    std::size_t count = 0;
    for (int y = 0; y < values.rows; ++y) {
        const auto* v = values.ptr<float>(y);
        const auto* m = mask.empty() ? nullptr : mask.ptr<uchar>(y);
        for (int x = 0; x < values.cols; ++x) {
            all[count] = v[x]; // no jump to be foretold: one is overwritten where it does not count
            count += !m || m[x] ? 1 : 0;
        }
    }
    if (count == 0)
        return 0;
    all.resize(count);
    return double(nthOf(all, std::size_t(std::min(double(count - 1), share * double(count)))));
}

double noiseOf(const cv::Mat& grey)
{
    if (grey.cols < 5 || grey.rows < 5)
        return 0;
    // The kernel 1 -2 1 / -2 4 -2 / 1 -2 1 is a second difference across of one down; whole numbers all.
    constexpr int most = 8 * 255;
    std::array<int, most + 1> counts{};
    std::vector<int> down(std::size_t(grey.cols));
    for (int y = 1; y + 1 < grey.rows; ++y) {
        const auto *a = grey.ptr<uchar>(y - 1), *b = grey.ptr<uchar>(y), *c = grey.ptr<uchar>(y + 1);
        for (std::size_t x = 0; x < down.size(); ++x)
            down[x] = a[x] - 2 * b[x] + c[x];
        for (std::size_t x = 1; x + 1 < down.size(); ++x)
            ++counts[std::size_t(std::abs(down[x - 1] - 2 * down[x] + down[x + 1]))];
    }
    const int middle = (grey.cols - 2) * (grey.rows - 2) / 2;
    std::size_t level = 0;
    for (int below = counts[0]; below <= middle; below += counts[level])
        ++level;
    return gaussFromMedian * double(level) / 6;
}

} // namespace photodesk::imaging
