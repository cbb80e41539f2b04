#include "imaging/history/dct_traces.h"

#include "imaging/history/jpeg_structure.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <numbers>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr int most = 6000;    // blocks examined: enough for the histograms, 3 ms
constexpr int low = 4;        // of each direction's frequencies; higher ones are mostly zero
constexpr int farthest = 24;  // quantised values examined
constexpr int tileBlocks = 8; // blocks along the side of a tile of the map of foreign parts
constexpr double enoughCount = 150;
constexpr int leastForAll = 2, leastForTiles = 3; // steps: rounding of pixels fills the gaps of finer ones

/// Walks the upright picture in the order of the stored one: libjpeg's grid starts at the stored upper left
/// corner.
struct Stored {
    const uchar* corner;
    std::ptrdiff_t right, down; ///< bytes from a stored pixel to the next
    int columns, rows;

    Stored(const QImage& upright, int orientation)
    {
        const bool turned = orientation >= 5;
        const bool flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        const bool flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        right = turned ? upright.bytesPerLine() : 3;
        down = turned ? 3 : upright.bytesPerLine();
        columns = turned ? upright.height() : upright.width();
        rows = turned ? upright.width() : upright.height();
        corner = upright.constBits() + (flipX ? (columns - 1) * right : 0) + (flipY ? (rows - 1) * down : 0);
        right = flipX ? -right : right;
        down = flipY ? -down : down;
    }
    /// Luma less 128; false where a pixel is clipped and so no longer what the coefficients say.
    bool block(int x, int y, std::array<float, 64>& luma) const
    {
        const uchar* row = corner + x * right + y * down;
        int least = 255, top = 0;
        for (std::size_t i = 0; i < 64; row += down) {
            const uchar* p = row;
            for (int k = 0; k < 8; ++k, p += right, ++i) {
                luma[i] = 0.299f * float(p[0]) + 0.587f * float(p[1]) + 0.114f * float(p[2]) - 128.f;
                least = std::min({least, int(p[0]), int(p[1]), int(p[2])});
                top = std::max({top, int(p[0]), int(p[1]), int(p[2])});
            }
        }
        return least > 0 && top < 255;
    }
};

using Low = std::array<float, low * low>;

/// The lowest frequencies of the DCT of JPEG.
Low transformed(const std::array<float, 64>& luma)
{
    static const auto cosines = [] {
        std::array<std::array<float, 8>, low> c{};
        for (int u = 0; u < low; ++u) {
            for (int x = 0; x < 8; ++x)
                c[std::size_t(u)][std::size_t(x)] = float(
                    (u == 0 ? std::sqrt(0.125) : 0.5) * std::cos((2 * x + 1) * u * std::numbers::pi / 16));
        }
        return c;
    }();
    // Cosines of even frequencies are the same from both ends, those of odd ones of opposite sign.
    const auto fold = [](const auto& value, auto&& store) {
        std::array<float, 4> sum, difference;
        for (std::size_t i = 0; i < 4; ++i) {
            sum[i] = value(i) + value(7 - i);
            difference[i] = value(i) - value(7 - i);
        }
        for (std::size_t u = 0; u < low; ++u) {
            const auto& from = u % 2 == 0 ? sum : difference;
            const auto& c = cosines[u];
            store(u, from[0] * c[0] + from[1] * c[1] + from[2] * c[2] + from[3] * c[3]);
        }
    };
    std::array<float, 8 * low> rows;
    for (std::size_t y = 0; y < 8; ++y)
        fold([&](std::size_t x) { return luma[y * 8 + x]; },
             [&](std::size_t u, float f) { rows[y * low + u] = f; });
    Low out;
    for (std::size_t u = 0; u < low; ++u)
        fold([&](std::size_t y) { return rows[y * low + u]; },
             [&](std::size_t v, float f) { out[v * low + u] = f; });
    return out;
}

struct Block {
    cv::Point tile;
    std::array<qint16, low * low> values{}; ///< divided by the table and rounded
};

struct Grid {
    int columns = 0, rows = 0; ///< whole blocks of the stored picture
    int step = 1;              ///< every step-th block in both directions
    std::vector<Block> blocks;
};

Grid readBlocks(const Photo& photo, const JpegFacts& jpeg)
{
    const Stored stored(photo.image, photo.source.orientation);
    Grid grid;
    grid.columns = stored.columns / 8;
    grid.rows = stored.rows / 8;
    grid.step = std::max(1, int(std::ceil(std::sqrt(double(grid.columns) * grid.rows / most))));
    grid.blocks.reserve(most);
    Low steps{};
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i] = float(jpeg.luma[i / low * 8 + i % low]);
    std::array<float, 64> luma{};
    for (int by = 0; by < grid.rows; by += grid.step) {
        for (int bx = 0; bx < grid.columns; bx += grid.step) {
            if (!stored.block(bx * 8, by * 8, luma))
                continue;
            const Low f = transformed(luma);
            Block block;
            block.tile = {bx / grid.step / tileBlocks, by / grid.step / tileBlocks};
            for (std::size_t i = 0; i < f.size(); ++i)
                block.values[i] = qint16(cvRound(f[i] / steps[i]));
            grid.blocks.push_back(block);
        }
    }
    return grid;
}

using Gaps = std::bitset<farthest + 1>;

/// Which values a coefficient cannot have if it was first quantised by `first` and then by `second`. The
/// rounding of pixels between the two spreads each reachable value a little.
Gaps unreachable(int first, int second)
{
    Gaps never;
    never.set();
    const double spread = 0.6 / second;
    for (int n = 0; n * first <= (farthest + 1) * second; ++n) {
        const double middle = double(n) * first / second;
        for (const double v : {middle - spread, middle, middle + spread}) {
            const auto k = std::size_t(std::abs(v) + 0.5);
            if (k <= farthest)
                never.reset(k);
        }
    }
    return never;
}

using Histogram = std::array<double, farthest + 1>;

std::vector<Histogram> histograms(const Grid& grid)
{
    std::vector<Histogram> all(low * low, Histogram{});
    for (const Block& block : grid.blocks) {
        for (std::size_t i = 1; i < block.values.size(); ++i) {
            const int k = std::abs(block.values[i]);
            if (k <= farthest)
                all[i][std::size_t(k)] += 1;
        }
    }
    return all;
}

/// What a gap would hold if there were none: between the nearest reachable values on either side, on a line
/// of the logarithms (`logs`), for coefficients fall off exponentially. The value 0 has laws of its own.
double expectedIn(const Histogram& logs, const Gaps& gaps, int k)
{
    int below = k - 1, above = k + 1;
    while (below >= 1 && gaps[std::size_t(below)])
        --below;
    while (above <= farthest && gaps[std::size_t(above)])
        ++above;
    if (below < 1 || above > farthest)
        return 0;
    const double a = logs[std::size_t(below)], b = logs[std::size_t(above)];
    return std::exp(a + (b - a) * (k - below) / (above - below));
}

struct Hypothesis {
    int quality = 0;
    double seen = 0, expected = 0;
    double emptiness() const { return expected > 0 ? std::clamp(1 - seen / expected, 0.0, 1.0) : 0; }
};

/// Of frequency i under an earlier table; none where the tables leave no gaps.
Gaps gapsOf(std::size_t i, const std::array<quint16, 64>& earlier, const JpegFacts& jpeg, int least)
{
    const std::size_t at = (i / low) * 8 + i % low;
    const int first = earlier[at], second = jpeg.luma[at];
    if (second < least || first < 1.25 * second) // rounding noise fills what gaps there are
        return {};
    return unreachable(first, second);
}

std::vector<Histogram> logarithms(std::vector<Histogram> all)
{
    for (Histogram& h : all)
        std::ranges::transform(h, h.begin(), [](double count) { return std::log(count + 0.5); });
    return all;
}

Hypothesis weigh(int quality, const std::vector<Histogram>& all, const std::vector<Histogram>& logs,
                 const JpegFacts& jpeg)
{
    Hypothesis h{quality};
    const auto earlier = standardLuma(quality);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto gaps = gapsOf(i, earlier, jpeg, leastForAll);
        if (gaps.none())
            continue;
        for (int k = 1; k <= farthest; ++k) {
            if (!gaps[std::size_t(k)])
                continue;
            const double expected = expectedIn(logs[i], gaps, k);
            h.seen += expected > 0 ? all[i][std::size_t(k)] : 0;
            h.expected += expected;
        }
    }
    return h;
}

/// Tiles whose coefficients fill the gaps that all others leave: they were not part of the picture when it
/// was first compressed.
void findForeign(const Grid& grid, const Hypothesis& best, const JpegFacts& jpeg,
                 const std::vector<Histogram>& all, const Photo& photo, DctTraces& traces)
{
    const int tilesX = (grid.columns / grid.step) / tileBlocks + 1;
    const int tilesY = (grid.rows / grid.step) / tileBlocks + 1;
    cv::Mat inGap(tilesY, tilesX, CV_32F, cv::Scalar(0)), usable = inGap.clone();
    const auto earlier = standardLuma(best.quality);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto gaps = gapsOf(i, earlier, jpeg, leastForTiles);
        if (gaps.none())
            continue;
        // Only values near zero are frequent enough in one tile.
        double mass = 0, open = 0;
        for (std::size_t k = 1; k <= 8; ++k) {
            mass += gaps[k] ? 0 : all[i][k];
            open += gaps[k] ? 1 : 0;
        }
        if (mass <= 0 || open < 1)
            continue;
        for (const Block& block : grid.blocks) {
            const auto k = std::size_t(std::abs(block.values[i]));
            if (k < 1 || k > 8)
                continue;
            usable.at<float>(block.tile) += 1;
            inGap.at<float>(block.tile) += gaps[k] ? 1.f : 0.f;
        }
    }
    cv::Mat known = usable >= 24;
    cv::Mat strange = (inGap > 0.3 * usable) & known;
    cv::Mat labels, stats, centres;
    const int parts = cv::connectedComponentsWithStats(strange, labels, stats, centres, 8);
    int largest = 0;
    for (int i = 1; i < parts; ++i) {
        if (largest == 0 || stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(largest, cv::CC_STAT_AREA))
            largest = i;
    }
    const int all_ = cv::countNonZero(known);
    if (largest == 0 || all_ == 0)
        return;
    traces.foreign = double(stats.at<int>(largest, cv::CC_STAT_AREA)) / all_;
    if (photo.source.orientation == 1) { // else the place is known in stored coordinates only
        const int side = tileBlocks * grid.step * 8;
        traces.foreignPlace = QRectF(stats.at<int>(largest, cv::CC_STAT_LEFT) * side,
                                     stats.at<int>(largest, cv::CC_STAT_TOP) * side,
                                     stats.at<int>(largest, cv::CC_STAT_WIDTH) * side,
                                     stats.at<int>(largest, cv::CC_STAT_HEIGHT) * side)
                              & QRectF(photo.image.rect());
    }
}

} // namespace

DctTraces readDctTraces(const Photo& photo)
{
    DctTraces traces;
    const auto& jpeg = photo.source.jpeg;
    if (!jpeg || jpeg->luma[0] == 0 || photo.source.recoloured)
        return traces;
    const Grid grid = readBlocks(photo, *jpeg);
    const auto all = histograms(grid);
    const auto logs = logarithms(all);
    Hypothesis best;
    for (int quality = 30; quality < 100; ++quality) {
        const Hypothesis h = weigh(quality, all, logs, *jpeg);
        if (h.expected < enoughCount)
            continue;
        traces.enough = true;
        if (h.emptiness() * std::sqrt(h.expected) > best.emptiness() * std::sqrt(best.expected))
            best = h;
    }
    traces.doubled = best.emptiness();
    traces.earlierQuality = best.quality;
    if (traces.doubled > 0.5)
        findForeign(grid, best, *jpeg, all, photo, traces);
    return traces;
}

} // namespace photodesk::imaging
