#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/checks/spectrum.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int side = 128; // of a window, pixels of the original

/// Mean power of windows, as its logarithm; frequency 0 is in the middle, so that its right half is full.
cv::Mat spectrumOf(const Context& context, const std::vector<cv::Rect>& squares, bool colour)
{
    constexpr int h = side / 2;
    cv::Mat sum(side, h + 1, CV_32F, cv::Scalar(0)), f(side, side, CV_32F);
    for (const cv::Rect& square : squares) {
        if (colour) {
            const cv::Mat rgb = viewOf(context.photo.image)(square);
            for (int y = 0; y < side; ++y) {
                const auto* p = rgb.ptr<cv::Vec3b>(y);
                auto* out = f.ptr<float>(y);
                for (int x = 0; x < side; ++x)
                    out[x] = float(p[x][0] - p[x][1]);
            }
        } else {
            f = lumaOf(context, square);
        }
        sum += powerOf(f);
    }
    cv::Mat log;
    cv::log(sum / double(std::max<std::size_t>(1, squares.size())) + 1.0, log);
    cv::Mat shifted(side, h + 1, CV_32F); // rows only: the left half mirrors the right one
    log.rowRange(0, h).copyTo(shifted.rowRange(h, side));
    log.rowRange(h, side).copyTo(shifted.rowRange(0, h));
    return shifted;
}

/// How far the highest peak stands above the ring of its own frequency, in natural logarithms of power.
/// Frequencies of JPEG's blocks, and those too low to tell from light and shade, do not count.
double peakOf(const cv::Mat& log)
{
    const int h = side / 2;
    std::vector<std::vector<float>> rings(std::size_t(h + 1));
    for (int y = 0; y < side; ++y) {
        for (int x = -h; x < h; ++x) {
            const int r = ringOf(x, y - h);
            if (r <= h) // the left half is the right one turned by 180 degrees
                rings[std::size_t(r)].push_back(x < 0 ? log.at<float>((side - y) % side, -x)
                                                      : log.at<float>(y, x));
        }
    }
    std::vector<float> middle(rings.size());
    for (std::size_t r = 0; r < rings.size(); ++r) {
        auto& ring = rings[r];
        if (ring.empty())
            continue;
        const auto m = ring.begin() + std::ptrdiff_t(ring.size() / 2);
        std::ranges::nth_element(ring, m);
        middle[r] = *m;
    }
    double best = 0;
    for (int y = 1; y < side; ++y) {
        for (int x = 3; x < h; ++x) { // on an axis every edge has power
            const int r = ringOf(x, y - h);
            if (r < 8 || r >= h || std::abs(y - h) <= 2)
                continue;
            const int bx = x % (side / 8), by = std::abs(y - h) % (side / 8);
            const auto near = [](int v) { return v <= 1 || v >= side / 8 - 1; };
            if (near(bx) && near(by)) // at multiples of 1/8 blocks have
                continue;
            best = std::max(best, double(log.at<float>(y, x)) - double(middle[std::size_t(r)]));
        }
    }
    return best;
}

} // namespace

void checkRecapture(const Context& context, Findings& findings)
{
    if (!context.area)
        return;
    if (context.photo.halvings > 0) {
        findings.skip("recapture.grid"_L1, "reduced"_L1);
        return;
    }
    const Samples samples = takeSamples(context, side, 6);
    std::vector<cv::Rect> squares = samples.wall;
    squares.insert(squares.end(), samples.skin.begin(), samples.skin.end());
    if (squares.size() < 2) {
        findings.skip("recapture.grid"_L1, "too_few_pixels"_L1);
        return;
    }
    QRectF place;
    for (const cv::Rect& square : squares)
        place |= toRectF(square);
    findings.add(
        "recapture.grid"_L1,
        std::max(peakOf(spectrumOf(context, squares, false)), peakOf(spectrumOf(context, squares, true))),
        place);
}

} // namespace photodesk::imaging
