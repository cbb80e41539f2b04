#include "imaging/sheets/resample.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr double lobes = 3;

double lanczos(double x)
{
    if (x == 0)
        return 1;
    if (std::abs(x) >= lobes)
        return 0;
    const double p = std::numbers::pi * x;
    return lobes * std::sin(p) * std::sin(p / lobes) / (p * p);
}

struct Taps {
    std::vector<int> at;        // first source pixel of each output pixel
    std::vector<float> weights; // `count` a pixel
    int count = 0;
};

Taps tapsFor(double from, double length, int size, int source)
{
    const double step = length / size;
    const double spread = std::max(1.0, step);
    Taps taps;
    taps.count = std::min(source, 2 * int(std::ceil(lobes * spread)) + 1);
    for (int i = 0; i < size; ++i) {
        const double centre = from + (i + 0.5) * step - 0.5;
        const int first = std::clamp(int(std::ceil(centre - lobes * spread)), 0, source - taps.count);
        taps.at.push_back(first);
        std::vector<double> weights(std::size_t(taps.count));
        double sum = 0;
        // Pixels beyond the picture count as the pixel at its edge.
        for (int k = int(std::ceil(centre - lobes * spread)); k <= int(std::floor(centre + lobes * spread));
             ++k) {
            const double w = lanczos((k - centre) / spread);
            const int inside = std::clamp(std::clamp(k, 0, source - 1) - first, 0, taps.count - 1);
            weights[std::size_t(inside)] += w;
            sum += w;
        }
        for (const double w : weights)
            taps.weights.push_back(float(w / sum));
    }
    return taps;
}

uchar level(float value)
{
    return uchar(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

} // namespace

QImage resample(const QImage& image, const QRectF& crop, QSize size)
{
    const Taps across = tapsFor(crop.left(), crop.width(), size.width(), image.width());
    const Taps down = tapsFor(crop.top(), crop.height(), size.height(), image.height());
    const std::size_t row = std::size_t(size.width()) * 3;
    std::vector<float> narrow(row * std::size_t(image.height()));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* in = image.constScanLine(y);
        float* out = narrow.data() + std::size_t(y) * row;
        for (int x = 0; x < size.width(); ++x, out += 3) {
            const float* w = across.weights.data() + std::size_t(x) * std::size_t(across.count);
            const uchar* pixel = in + across.at[std::size_t(x)] * 3;
            float r = 0, g = 0, b = 0;
            for (int k = 0; k < across.count; ++k, pixel += 3) {
                r += w[k] * float(pixel[0]);
                g += w[k] * float(pixel[1]);
                b += w[k] * float(pixel[2]);
            }
            out[0] = r;
            out[1] = g;
            out[2] = b;
        }
    }
    QImage result(size, QImage::Format_RGB888);
    std::vector<float> sums(row);
    for (int y = 0; y < size.height(); ++y) {
        std::ranges::fill(sums, 0.0F);
        for (int k = 0; k < down.count; ++k) {
            const float w = down.weights[std::size_t(y) * std::size_t(down.count) + std::size_t(k)];
            const float* in = narrow.data() + std::size_t(down.at[std::size_t(y)] + k) * row;
            for (std::size_t i = 0; i < row; ++i)
                sums[i] += w * in[i];
        }
        std::ranges::transform(sums, result.scanLine(y), level);
    }
    return result;
}

} // namespace photodesk::imaging
