#include "mattes.h"

#include "portraits.h"

#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

using Colour = std::array<double, 3>;

Colour colourOf(QRgb rgb)
{
    return {double(qRed(rgb)), double(qGreen(rgb)), double(qBlue(rgb))};
}

/// Smooth noise: a coarse grid of random values, interpolated.
class Clouds {
public:
    Clouds(std::mt19937& random, double cell) : cell_(cell), values_(side * side)
    {
        std::normal_distribution<double> spread;
        for (double& v : values_)
            v = spread(random);
    }
    double at(double x, double y) const
    {
        const double gx = x / cell_, gy = y / cell_;
        const int x0 = int(gx), y0 = int(gy);
        const double fx = gx - x0, fy = gy - y0;
        return (value(x0, y0) * (1 - fx) + value(x0 + 1, y0) * fx) * (1 - fy)
               + (value(x0, y0 + 1) * (1 - fx) + value(x0 + 1, y0 + 1) * fx) * fy;
    }

private:
    static constexpr int side = 256;
    double value(int x, int y) const { return values_[std::size_t((y % side) * side + x % side)]; }
    double cell_;
    std::vector<double> values_;
};

Colour times(const Colour& c, double k)
{
    return {c[0] * k, c[1] * k, c[2] * k};
}

/// Part of a picture without the person, mirrored until it covers everything.
Colour mirrored(const QImage& picture, QRect part, double x, double y)
{
    const int px = int(x) % (2 * part.width()), py = int(y) % (2 * part.height());
    return colourOf(picture.pixel(part.x() + std::min(px, 2 * part.width() - 1 - px),
                                  part.y() + std::min(py, 2 * part.height() - 1 - py)));
}

struct Scenery {
    std::mt19937 random{20};
    Clouds fine{random, 12}, coarse{random, 40};
    QImage shelf = portrait(u"synth/noface_bg_shelf.png"_s).image;
    QImage room = portrait(u"photos/female_069.jpg"_s).image;
    QImage garden = portrait(u"photos/male_022.jpg"_s).image;
};

Colour paint(Wall wall, const Scenery& s, double x, double y, double shade)
{
    const Colour paper{214, 210, 203}, blue{120, 150, 190}, grey{150, 150, 156};
    switch (wall) {
    case Wall::Flat: return paper;
    case Wall::Gradient: return times(blue, 0.85 + 0.3 * x / 480);
    case Wall::Shadow: return times(paper, 1 - 0.35 * shade);
    case Wall::Grain: return times(blue, 1 + 0.015 * s.fine.at(x, y));
    case Wall::Mottled: return times(paper, 1 + 0.035 * s.coarse.at(x, y) + 0.01 * s.fine.at(x, y));
    case Wall::Curtain: return times(grey, 1 + 0.16 * std::sin(x / 7 + s.coarse.at(x / 4, y / 4)));
    case Wall::Tiles: return int(x) % 56 < 2 || int(y) % 56 < 2 ? times(paper, 0.84) : paper;
    case Wall::Shelf: return mirrored(s.shelf, {0, 0, 480, 640}, x, y);
    case Wall::Room: return mirrored(s.room, {0, 0, 110, 300}, x, y);
    case Wall::Garden: return mirrored(s.garden, {0, 0, 120, 300}, x, y);
    }
    return paper;
}

} // namespace

std::vector<double> truthOn(const imaging::Rendered& r, const QImage& alpha)
{
    if (r.alpha.isNull() || alpha.isNull())
        qFatal("no coverage to compare");
    const double span = r.crop.width() / r.alpha.width();
    std::vector<double> values;
    const auto sample = [&](int x, int y) {
        return x < 0 || y < 0 || x >= alpha.width() || y >= alpha.height()
                   ? 0.0
                   : alpha.constScanLine(y)[x] / 255.0;
    };
    for (int y = 0; y < r.alpha.height(); ++y) {
        for (int x = 0; x < r.alpha.width(); ++x) {
            const double px = r.crop.x() + (x + 0.5) * span - 0.5, py = r.crop.y() + (y + 0.5) * span - 0.5;
            const int x0 = int(std::floor(px)), y0 = int(std::floor(py));
            const double fx = px - x0, fy = py - y0;
            values.push_back((sample(x0, y0) * (1 - fx) + sample(x0 + 1, y0) * fx) * (1 - fy)
                             + (sample(x0, y0 + 1) * (1 - fx) + sample(x0 + 1, y0 + 1) * fx) * fy);
        }
    }
    return values;
}

std::vector<char> bareOf(const imaging::Rendered& r, const QImage& trueAlpha)
{
    const std::vector<double> truth = truthOn(r, trueAlpha);
    const int w = r.alpha.width(), h = r.alpha.height();
    std::vector<char> bare(truth.size(), 1);
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            if (truth[std::size_t(y * w + x)] <= 0)
                continue;
            const int left = std::max(0, x - 3), right = std::min(w - 1, x + 3);
            for (int v = std::max(0, y - 3); v <= std::min(h - 1, y + 3); ++v)
                std::fill_n(bare.begin() + v * w + left, right - left + 1, char(0));
        }
    }
    return bare;
}

double bandError(const QImage& alpha, const std::vector<double>& truth)
{
    constexpr int reach = 10;
    const int w = alpha.width(), h = alpha.height();
    std::vector<char> band(truth.size(), 0);
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            const double a = truth[std::size_t(y * w + x)];
            if (a <= 0.02 || a >= 0.98)
                continue;
            for (int v = std::max(0, y - reach); v <= std::min(h - 1, y + reach); ++v)
                std::fill_n(band.begin() + v * w + std::max(0, x - reach),
                            std::min(w - 1, x + reach) - std::max(0, x - reach) + 1, char(1));
        }
    }
    double sum = 0;
    int count = 0;
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            const auto i = std::size_t(y * w + x);
            if (band[i]) {
                sum += std::abs(truth[i] - alpha.constScanLine(y)[x] / 255.0);
                ++count;
            }
        }
    }
    if (count == 0)
        qFatal("no partly covered pixel to measure at");
    return 1000 * sum / count;
}

QImage trueAlpha(const QString& file)
{
    const QString alpha = labels().value(file).toObject().value("alpha"_L1).toString();
    const QImage picture(portraitPath(alpha));
    if (alpha.isEmpty() || picture.isNull())
        qFatal("no true coverage of %s", qUtf8Printable(file));
    return picture.convertToFormat(QImage::Format_Grayscale8);
}

bool isPlain(Wall wall)
{
    return wall <= Wall::Mottled;
}

const char* nameOf(Wall wall)
{
    constexpr std::array names{"flat",    "gradient", "shadow", "grain", "mottled",
                               "curtain", "tiles",    "shelf",  "room",  "garden"};
    return names[std::size_t(wall)];
}

imaging::Photo before(Wall wall, const QString& file)
{
    static const Scenery scenery;
    imaging::Photo photo = portrait(file);
    const QImage from = photo.image, alpha = trueAlpha(file);
    const Colour old = colourOf(from.pixel(2, 2)); // rendered before an even wall
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 2);
    for (int y = 0; y < from.height(); ++y) {
        for (int x = 0; x < from.width(); ++x) {
            const double a = alpha.constScanLine(y)[x] / 255.0;
            const double shade = alpha.constScanLine(std::max(0, y - 8))[std::max(0, x - 14)] / 255.0;
            const Colour wallColour = paint(wall, scenery, x, y, shade), seen = colourOf(from.pixel(x, y));
            for (int c = 0; c < 3; ++c) {
                const auto i = std::size_t(c);
                const double own = seen[i] - (1 - a) * old[i]; // already times a
                const double value = std::clamp(own, 0.0, 255 * a) + (1 - a) * wallColour[i] + noise(random);
                photo.image.scanLine(y)[3 * x + c] = uchar(std::clamp(std::lround(value), 0L, 255L));
            }
        }
    }
    return photo;
}

} // namespace photodesk::test
