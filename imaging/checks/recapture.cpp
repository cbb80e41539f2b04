#include "imaging/checks/families.h"
#include "imaging/checks/samples.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int side = 128; // of a window, pixels of the original

/// Mean power spectrum of windows, log, shifted so that frequency 0 is in the middle.
cv::Mat spectrumOf(const Context& context, const std::vector<cv::Rect>& squares, bool colour)
{
    cv::Mat window, sum(side, side, CV_32F, cv::Scalar(0));
    cv::createHanningWindow(window, {side, side}, CV_32F);
    for (const cv::Rect& square : squares) {
        cv::Mat f, spectrum;
        const cv::Mat rgb = viewOf(context.photo.image)(square);
        if (colour) {
            std::array<cv::Mat, 3> c;
            cv::split(rgb, c.data());
            cv::subtract(c[0], c[1], f, {}, CV_32F);
        } else {
            cv::Mat grey;
            cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
            grey.convertTo(f, CV_32F);
        }
        f -= cv::mean(f);
        cv::dft(f.mul(window), spectrum, cv::DFT_COMPLEX_OUTPUT);
        std::array<cv::Mat, 2> parts;
        cv::split(spectrum, parts.data());
        sum += parts[0].mul(parts[0]) + parts[1].mul(parts[1]);
    }
    sum /= double(std::max<std::size_t>(1, squares.size()));
    cv::Mat shifted(sum.size(), CV_32F);
    const int h = side / 2;
    for (int q = 0; q < 4; ++q) {
        const cv::Rect from(q % 2 * h, q / 2 * h, h, h), to((1 - q % 2) * h, (1 - q / 2) * h, h, h);
        sum(from).copyTo(shifted(to));
    }
    cv::log(shifted + 1.0, shifted);
    return shifted;
}

/// How far the highest peak stands above the ring of its own frequency, in natural logarithms of power.
/// Frequencies of JPEG's blocks, and those too low to tell from light and shade, do not count.
double peakOf(const cv::Mat& log)
{
    const int h = side / 2;
    std::vector<std::vector<float>> rings(std::size_t(h + 1));
    const auto ringOf = [&](int x, int y) { return std::size_t(std::lround(std::hypot(x - h, y - h))); };
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto r = ringOf(x, y);
            if (r <= std::size_t(h))
                rings[r].push_back(log.at<float>(y, x));
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
        for (int x = h; x < side; ++x) {
            const auto r = ringOf(x, y);
            if (r < 8 || r >= std::size_t(h))
                continue;
            const int bx = (x - h) % (side / 8), by = std::abs(y - h) % (side / 8);
            const auto near = [](int v) { return v <= 1 || v >= side / 8 - 1; };
            // On an axis every edge has power; at multiples of 1/8 blocks do.
            if (std::abs(x - h) <= 2 || std::abs(y - h) <= 2 || (near(bx) && near(by)))
                continue;
            best = std::max(best, double(log.at<float>(y, x)) - double(middle[r]));
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
