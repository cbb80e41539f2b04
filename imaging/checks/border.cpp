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

/// The edge band at the top of `strip`: rows from the edge inwards, `along` samples wide. 0 where none is.
int bandOf(const cv::Mat& strip)
{
    cv::Mat first, spread;
    cv::meanStdDev(strip.row(0), first, spread);
    const auto isEven = [&](const cv::Mat& row, cv::Mat& mean) {
        cv::Mat sd;
        cv::meanStdDev(row, mean, sd);
        return cv::norm(sd, cv::NORM_INF) < even;
    };
    int depth = 0;
    cv::Mat mean;
    while (depth < strip.rows && isEven(strip.row(depth), mean) && cv::norm(mean, first, cv::NORM_INF) < even)
        ++depth;
    if (depth == 0 || depth + 2 >= strip.rows)
        return 0;
    // A step of one sign nearly everywhere along the edge; two rows on, for borders are rarely pixel-sharp.
    // Only the middle: near the corners the band of the neighbouring edge goes on.
    int stepped = 0;
    const int from = strip.cols / 4, to = strip.cols - from;
    for (int x = from; x < to; ++x) {
        const auto in = strip.at<cv::Vec3b>(depth - 1, x), out = strip.at<cv::Vec3b>(depth + 1, x);
        int away = 0;
        for (int c = 0; c < 3; ++c)
            away = std::max(away, std::abs(int(in[c]) - int(out[c])));
        stepped += away > stepLeast ? 1 : 0;
    }
    return stepped >= stepShare * (to - from) ? depth : 0;
}

/// Rows from one edge inwards; every pixel near the edge counts, along it `along` of them do.
cv::Mat stripOf(const cv::Mat& image, int side)
{
    const bool vertical = side >= 2;
    const int reach = std::max(4, int((vertical ? image.cols : image.rows) * deepest));
    const int length = vertical ? image.rows : image.cols;
    cv::Mat strip(reach, along, CV_8UC3);
    for (int d = 0; d < reach; ++d) {
        for (int i = 0; i < along; ++i) {
            const int s = std::min(length - 1, int((i + 0.5) * length / along));
            const int x = side == 2 ? d : side == 3 ? image.cols - 1 - d : s;
            const int y = side == 0 ? d : side == 1 ? image.rows - 1 - d : s;
            strip.at<cv::Vec3b>(d, i) =
                image.at<cv::Vec3b>(std::min(y, image.rows - 1), std::min(x, image.cols - 1));
        }
    }
    return strip;
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
        const int depth = bandOf(stripOf(image, side));
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
