#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int widest = 640;      // of the part examined, pixels of the original
constexpr double rounding = 0.3; // levels that rounding to whole ones leaves everywhere
constexpr int busy = 12;         // levels: beyond it a step belongs to the picture

struct Grid {
    std::array<double, 8> step{}; ///< mean step between neighbours where the left one has x % 8 = index
    double excess(int phase) const
    {
        double others = 0;
        for (int p = 0; p < 8; ++p)
            others += p == phase ? 0 : step[std::size_t(p)] / 7;
        return step[std::size_t(phase)] - others;
    }
    /// Of the strongest phase, wherever it lies (a cropped picture has moved its grid), against what the
    /// picture has of itself.
    double contrast() const
    {
        int best = 0;
        for (int p = 1; p < 8; ++p)
            best = excess(p) > excess(best) ? p : best;
        double others = 0;
        for (int p = 0; p < 8; ++p)
            others += p == best ? 0 : step[std::size_t(p)] / 7;
        return excess(best) / std::max(others, rounding);
    }
};

/// Second differences along a row: a smooth slope has none, the border of two blocks has.
Grid gridOf(const cv::Mat& grey, int offset)
{
    // Column by column first: the phases come in at the end.
    std::vector<int> sum(std::size_t(grey.cols)), count(sum.size());
    for (int y = 0; y < grey.rows; y += 2) {
        const auto* l = grey.ptr<uchar>(y);
        for (std::size_t x = 1; x + 2 < sum.size(); ++x) {
            const int before = l[x] - l[x - 1], step = l[x + 1] - l[x], after = l[x + 2] - l[x + 1];
            const bool quiet = std::max({std::abs(before), std::abs(step), std::abs(after)}) <= busy;
            sum[x] += quiet ? std::abs(2 * step - before - after) : 0;
            count[x] += quiet ? 1 : 0;
        }
    }
    std::array<double, 8> sums{}, counts{};
    for (std::size_t x = 0; x < sum.size(); ++x) {
        const std::size_t phase = (x + std::size_t(offset)) & 7;
        sums[phase] += 0.5 * sum[x];
        counts[phase] += count[x];
    }
    Grid grid;
    for (std::size_t p = 0; p < 8; ++p)
        grid.step[p] = counts[p] > 0 ? sums[p] / counts[p] : 0;
    return grid;
}

} // namespace

void checkCompression(const Context& context, Findings& findings)
{
    const auto& jpeg = context.photo.source.jpeg;
    if (jpeg && jpeg->quality > 0)
        findings.add("compression.quality"_L1, jpeg->quality);
    else
        findings.skip("compression.quality"_L1, "no_jpeg"_L1);
    if (context.depth != Depth::Full || !context.face)
        return;
    if (context.photo.halvings > 0) {
        findings.skip("compression.blocks"_L1, "reduced"_L1);
        return;
    }
    const cv::Rect whole(0, 0, context.photo.image.width(), context.photo.image.height());
    const QPointF middle = context.analysis.faces.front().box.center();
    const cv::Rect part =
        cv::Rect(int(middle.x()) - widest / 2, int(middle.y()) - widest / 2, widest, widest) & whole;
    if (part.width < 64 || part.height < 64) {
        findings.skip("compression.blocks"_L1, "too_few_pixels"_L1);
        return;
    }
    const cv::Mat grey = greyOf(context, part);
    cv::Mat turned;
    cv::transpose(grey, turned);
    const Grid across = gridOf(grey, part.x), down = gridOf(turned, part.y);
    findings.add("compression.blocks"_L1, std::max(0.0, std::min(across.contrast(), down.contrast())),
                 toRectF(part));
}

} // namespace photodesk::imaging
