#include "matte_errors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::accuracy {
namespace {

constexpr int bandReach = 10; // pixels, at output size

/// Separable filter with the edge repeated.
Plane filtered(const Plane& in, const std::vector<float>& horizontal, const std::vector<float>& vertical)
{
    Plane rows(in.width, in.height), out(in.width, in.height);
    const int across = int(horizontal.size() / 2), down = int(vertical.size() / 2);
    std::vector<float> padded(std::size_t(in.width + 2 * across));
    for (int y = 0; y < in.height; ++y) {
        for (int x = 0; x < int(padded.size()); ++x)
            padded[std::size_t(x)] = in.at(std::clamp(x - across, 0, in.width - 1), y);
        float* to = &rows.at(0, y);
        for (std::size_t i = 0; i < horizontal.size(); ++i) {
            for (int x = 0; x < in.width; ++x)
                to[x] += horizontal[i] * padded[std::size_t(x) + i];
        }
    }
    for (int y = 0; y < in.height; ++y) {
        float* to = &out.at(0, y);
        for (int i = -down; i <= down; ++i) {
            const float* from =
                &rows.values[std::size_t(std::clamp(y + i, 0, in.height - 1)) * std::size_t(in.width)];
            for (int x = 0; x < in.width; ++x)
                to[x] += vertical[std::size_t(i + down)] * from[x];
        }
    }
    return out;
}

/// Sums over squares of 2 · reach + 1, beyond the edge nothing.
Plane boxSums(const Plane& in, int reach)
{
    const int w = in.width, h = in.height;
    std::vector<double> sums(std::size_t(w + 1) * std::size_t(h + 1), 0.0);
    const auto at = [&](int x, int y) -> double& {
        return sums[std::size_t(y) * std::size_t(w + 1) + std::size_t(x)];
    };
    for (int y = 0; y < h; ++y) {
        double row = 0;
        for (int x = 0; x < w; ++x) {
            row += double(in.at(x, y));
            at(x + 1, y + 1) = at(x + 1, y) + row;
        }
    }
    Plane out(w, h);
    for (int y = 0; y < h; ++y) {
        const int top = std::max(0, y - reach), end = std::min(h, y + reach + 1);
        for (int x = 0; x < w; ++x) {
            const int left = std::max(0, x - reach), right = std::min(w, x + reach + 1);
            out.at(x, y) = float(at(right, end) - at(left, end) - at(right, top) + at(left, top));
        }
    }
    return out;
}

struct Kernels {
    std::vector<float> smooth, slope;
};

Kernels gaussian(double sigma)
{
    const int reach = int(std::ceil(3 * sigma));
    Kernels k;
    double sum = 0, norm = 0;
    for (int i = -reach; i <= reach; ++i)
        sum += std::exp(-i * i / (2 * sigma * sigma));
    for (int i = -reach; i <= reach; ++i) {
        const double g = std::exp(-i * i / (2 * sigma * sigma)) / sum;
        k.smooth.push_back(float(g));
        k.slope.push_back(float(-i * g / (sigma * sigma)));
        norm += i * i * g / (sigma * sigma);
    }
    for (float& v : k.slope)
        v = float(v / norm); // a ramp of one level a pixel reads as one
    return k;
}

Plane gradientOf(const Plane& plane)
{
    static const Kernels k = gaussian(1.4);
    Plane x = filtered(plane, k.slope, k.smooth);
    const Plane y = filtered(plane, k.smooth, k.slope);
    for (std::size_t i = 0; i < x.values.size(); ++i)
        x.values[i] = std::hypot(x.values[i], y.values[i]);
    return x;
}

/// 1 within `bandReach` pixels (a square) of where `is` holds, else 0.
template <typename Is>
Plane widened(const Plane& plane, Is is)
{
    Plane rows(plane.width, plane.height), all(plane.width, plane.height);
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            if (!is(plane.at(x, y)))
                continue;
            for (int u = std::max(0, x - bandReach); u <= std::min(plane.width - 1, x + bandReach); ++u)
                rows.at(u, y) = 1;
        }
    }
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            for (int v = std::max(0, y - bandReach); v <= std::min(plane.height - 1, y + bandReach); ++v)
                all.at(x, y) = std::max(all.at(x, y), rows.at(x, v));
        }
    }
    return all;
}

Plane bandOf(const Plane& truth)
{
    return widened(truth, [](float a) { return a > 0.02f && a < 0.98f; });
}

float bilinear(const Plane& p, double x, double y, bool repeatEdge)
{
    const int x0 = int(std::floor(x)), y0 = int(std::floor(y));
    const auto fx = float(x - x0), fy = float(y - y0);
    const auto value = [&](int u, int v) {
        if (!repeatEdge && (u < 0 || v < 0 || u >= p.width || v >= p.height))
            return 0.f;
        return p.at(std::clamp(u, 0, p.width - 1), std::clamp(v, 0, p.height - 1));
    };
    return (value(x0, y0) * (1 - fx) + value(x0 + 1, y0) * fx) * (1 - fy)
           + (value(x0, y0 + 1) * (1 - fx) + value(x0 + 1, y0 + 1) * fx) * fy;
}

Plane channelOf(const QImage& rgb, int channel)
{
    Plane plane(rgb.width(), rgb.height());
    for (int y = 0; y < rgb.height(); ++y) {
        const uchar* line = rgb.constScanLine(y);
        for (int x = 0; x < rgb.width(); ++x)
            plane.at(x, y) = line[3 * x + channel];
    }
    return plane;
}

/// The wall behind the person: where it is seen as it is, elsewhere from wider and wider neighbourhoods.
Plane wallOf(const Plane& picture, const Plane& truth)
{
    Plane wall(picture.width, picture.height), known(picture.width, picture.height);
    Plane sum = picture, weight(picture.width, picture.height);
    for (std::size_t i = 0; i < sum.values.size(); ++i) {
        weight.values[i] = truth.values[i] <= 0.004f ? 1.f : 0.f;
        sum.values[i] *= weight.values[i];
        if (weight.values[i] > 0) {
            wall.values[i] = picture.values[i];
            known.values[i] = 1;
        }
    }
    for (const int reach : {3, 9, 27}) {
        const Plane total = boxSums(sum, reach), seen = boxSums(weight, reach);
        for (std::size_t i = 0; i < wall.values.size(); ++i) {
            if (known.values[i] == 0 && seen.values[i] >= 4) {
                wall.values[i] = total.values[i] / seen.values[i];
                known.values[i] = 1;
            }
        }
    }
    for (std::size_t i = 0; i < wall.values.size(); ++i) {
        if (known.values[i] == 0)
            wall.values[i] = picture.values[i]; // deep inside, where it does not count
    }
    return wall;
}

std::array<double, 3> labOf(QRgb rgb)
{
    const auto linear = [](int level) {
        const double v = level / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double r = linear(qRed(rgb)), g = linear(qGreen(rgb)), b = linear(qBlue(rgb));
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double deltaE(QRgb a, QRgb b)
{
    const auto p = labOf(a), q = labOf(b);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

void measureWall(const Plane& truth, const QImage& delivered, QRgb background, CompositeErrors& errors)
{
    const Plane person = widened(truth, [](float a) { return a > 0.004f; });
    std::vector<double> far;
    double border = 0;
    int count = 0;
    for (int y = 0; y < truth.height; ++y) {
        for (int x = 0; x < truth.width; ++x) {
            if (person.at(x, y) > 0)
                continue;
            const double error = deltaE(delivered.pixel(x, y), background);
            far.push_back(error);
            if (x == 0 || y == 0 || x == truth.width - 1 || y == truth.height - 1) {
                border += error;
                ++count;
            }
        }
    }
    errors.border = count > 0 ? border / count : 0;
    if (!far.empty()) {
        const auto at = far.begin() + std::ptrdiff_t(double(far.size() - 1) * 0.99);
        std::nth_element(far.begin(), at, far.end());
        errors.wall = *at;
    }
}

} // namespace

Plane coverageOf(const QImage& alpha)
{
    const QImage grey = alpha.convertToFormat(QImage::Format_Grayscale8);
    Plane plane(grey.width(), grey.height());
    for (int y = 0; y < grey.height(); ++y) {
        const uchar* line = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x)
            plane.at(x, y) = float(line[x]) / 255;
    }
    return plane;
}

Plane cropped(const Plane& picture, const QRectF& crop, QSize size, bool repeatEdge)
{
    constexpr int samples = 2;
    Plane out(size.width(), size.height());
    const double sx = crop.width() / size.width(), sy = crop.height() / size.height();
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            float sum = 0;
            for (int j = 0; j < samples; ++j) {
                for (int i = 0; i < samples; ++i)
                    sum += bilinear(picture, crop.x() + (x + (i + 0.5) / samples) * sx - 0.5,
                                    crop.y() + (y + (j + 0.5) / samples) * sy - 0.5, repeatEdge);
            }
            out.at(x, y) = sum / (samples * samples);
        }
    }
    return out;
}

MatteErrors matteErrors(const Plane& truth, const Plane& seen)
{
    const Plane band = bandOf(truth), a = gradientOf(truth), b = gradientOf(seen);
    MatteErrors errors;
    double inBand = 0, pixels = 0;
    for (std::size_t i = 0; i < truth.values.size(); ++i) {
        const double difference = std::abs(double(truth.values[i]) - double(seen.values[i]));
        errors.sad += difference;
        inBand += difference * double(band.values[i]);
        pixels += double(band.values[i]);
        errors.gradient += std::pow(double(a.values[i]) - double(b.values[i]), 2);
    }
    errors.mad = 1000 * errors.sad / double(truth.values.size());
    errors.sad /= 1000;
    errors.band = pixels > 0 ? 1000 * inBand / pixels : 0;
    return errors;
}

CompositeErrors compositeErrors(const Plane& truth, const QImage& photo, const QRectF& crop,
                                const QImage& delivered, QRgb background)
{
    const QImage seen = delivered.convertToFormat(QImage::Format_RGB888);
    const Plane band = bandOf(truth);
    const std::array<int, 3> asked{qRed(background), qGreen(background), qBlue(background)};
    double sum = 0, pixels = 0;
    for (int c = 0; c < 3; ++c) {
        const Plane picture = cropped(channelOf(photo, c), crop, seen.size(), true);
        const Plane wall = wallOf(picture, truth), made = channelOf(seen, c);
        for (std::size_t i = 0; i < truth.values.size(); ++i) {
            if (band.values[i] == 0)
                continue;
            // C = aF + (1 − a)B: changing B alone needs no F.
            const double uncovered = 1 - double(truth.values[i]);
            const double exact =
                double(picture.values[i]) + uncovered * (asked[std::size_t(c)] - double(wall.values[i]));
            sum += std::abs(std::clamp(exact, 0.0, 255.0) - double(made.values[i]));
            ++pixels;
        }
    }
    CompositeErrors errors;
    errors.band = pixels > 0 ? sum / pixels : 0;
    measureWall(truth, seen, background, errors);
    return errors;
}

} // namespace photodesk::accuracy
