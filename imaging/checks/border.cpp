#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int along = 160;         // samples along an edge
constexpr double deepest = 0.2;    // of the picture's side: a wider band is a wall, not a border
constexpr double even = 2.5;       // levels: deviation inside a band
constexpr double stepLeast = 10.0; // levels: between band and picture
constexpr double stepShare = 0.95; // of the edge's length where that step is seen

/// Rows from one edge inwards, `along` samples of each; read when asked for, as most pictures end after a
/// few.
class Strip {
public:
    Strip(const cv::Mat& image, int side) : image_(image), side_(side) {}

    int rows() const { return std::max(4, int((vertical() ? image_.cols : image_.rows) * deepest)); }
    cv::Mat row(int depth) const
    {
        const int length = vertical() ? image_.rows : image_.cols;
        cv::Mat row(1, along, CV_8UC3);
        for (int i = 0; i < along; ++i) {
            const int s = std::min(length - 1, int((i + 0.5) * length / along));
            const int x = side_ == 2 ? depth : side_ == 3 ? image_.cols - 1 - depth : s;
            const int y = side_ == 0 ? depth : side_ == 1 ? image_.rows - 1 - depth : s;
            row.at<cv::Vec3b>(i) = image_.at<cv::Vec3b>(y, x);
        }
        return row;
    }

private:
    bool vertical() const { return side_ >= 2; }

    const cv::Mat& image_;
    int side_;
};

/// The edge band of `strip`. 0 where none is.
int bandOf(const Strip& strip)
{
    cv::Mat first, mean, spread;
    cv::meanStdDev(strip.row(0), first, spread);
    const auto isEven = [&](const cv::Mat& row) {
        cv::meanStdDev(row, mean, spread);
        return cv::norm(spread, cv::NORM_INF) < even;
    };
    int depth = 0;
    while (depth < strip.rows() && isEven(strip.row(depth)) && cv::norm(mean, first, cv::NORM_INF) < even)
        ++depth;
    if (depth == 0 || depth + 2 >= strip.rows())
        return 0;
    // A step of one sign nearly everywhere along the edge; two rows on, for borders are rarely pixel-sharp.
    // Only the middle: near the corners the band of the neighbouring edge goes on.
    const cv::Mat inner = strip.row(depth - 1), outer = strip.row(depth + 1);
    int stepped = 0;
    const int from = along / 4, to = along - from;
    for (int x = from; x < to; ++x) {
        const auto in = inner.at<cv::Vec3b>(x), out = outer.at<cv::Vec3b>(x);
        int away = 0;
        for (int c = 0; c < 3; ++c)
            away = std::max(away, std::abs(int(in[c]) - int(out[c])));
        stepped += away > stepLeast ? 1 : 0;
    }
    return stepped >= stepShare * (to - from) ? depth : 0;
}

} // namespace

void checkBorder(const Context& context, Findings& findings)
{
    if (context.depth != Depth::Full)
        return;
    if (context.photo.halvings > 0) {
        findings.skip("frame.border"_L1, "reduced"_L1);
        return;
    }
    const cv::Mat image = viewOf(context.photo.image);
    if (image.cols < 64 || image.rows < 64) {
        findings.skip("frame.border"_L1, "too_few_pixels"_L1);
        return;
    }
    double widest = 0;
    std::optional<QRectF> place;
    for (int side = 0; side < 4; ++side) {
        const int depth = bandOf(Strip(image, side));
        const double share = double(depth) / (side >= 2 ? image.cols : image.rows);
        if (share <= widest)
            continue;
        widest = share;
        const int x = side == 3 ? image.cols - depth : 0, y = side == 1 ? image.rows - depth : 0;
        place = QRectF(x, y, side >= 2 ? depth : image.cols, side >= 2 ? image.rows : depth);
    }
    findings.add("frame.border"_L1, widest, place);
}

} // namespace photodesk::imaging
