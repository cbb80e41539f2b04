#include "shadows.h"

#include "imaging/face/face_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace photodesk::test {
namespace {

double linearOf(int level)
{
    const double v = level / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

uchar levelOf(double linear)
{
    const double v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return uchar(std::clamp(std::lround(255 * v), 0L, 255L));
}

} // namespace

QImage shadowed(const QImage& image, const std::vector<imaging::Landmark>& points, const CastShadow& shadow)
{
    const double width = imaging::faceWidth(points), a = shadow.degrees * std::numbers::pi / 180;
    const double cx = imaging::faceCentreX(points);
    const double cy = double(points[10].y + points[152].y) / 2;
    const double brim = double(points[168].y) + shadow.shift * width;
    // > 0 in the shadow, in pixels from its edge
    const auto depth = [&](double x, double y) {
        const double u = (x - cx) * std::cos(a) + (y - cy) * std::sin(a) - shadow.shift * width;
        const double v = (y - cy) * std::cos(a) - (x - cx) * std::sin(a);
        switch (shadow.shape) {
        case ShadowShape::Half: return u;
        case ShadowShape::Brim: return brim - y - 0.4 * (x - cx) * (x - cx) / width;
        case ShadowShape::Bar: return 0.11 * width - std::abs(u);
        case ShadowShape::Blob: return 0.42 * width - std::hypot(u - 0.45 * width, v);
        }
        return 0.0;
    };
    constexpr std::array<double, 3> tint{0.95, 1, 1.08};
    QImage out = image.convertToFormat(QImage::Format_RGB888);
    for (int y = 0; y < out.height(); ++y) {
        uchar* line = out.scanLine(y);
        for (int x = 0; x < out.width(); ++x) {
            const double in = 1 / (1 + std::exp(-depth(x, y) / (0.55 * shadow.soft * width)));
            if (in < 1e-4)
                continue;
            for (std::size_t c = 0; c < 3; ++c) {
                uchar& level = line[3 * x + int(c)];
                level = levelOf(linearOf(level) * (1 - in * (1 - shadow.left * tint[c])));
            }
        }
    }
    return out;
}

} // namespace photodesk::test
