#include "code_photos.h"

#include <QBuffer>
#include <QPolygonF>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace photodesk::test {
namespace {

constexpr double radians = std::numbers::pi / 180.0;
constexpr int samples = 4; // a pixel and axis

double uniform(Random& random)
{
    return double(random()) / double(Random::max());
}

/// From the code's plane (modules from its centre) to the picture, a pinhole camera 3 code widths away.
class Lens {
public:
    Lens(const Pose& pose, double side) : pose_(pose), far_(3.0 * side)
    {
        if (pose.bend > 0)
            return;
        const double h = side / 2;
        const QPolygonF code({{-h, -h}, {h, -h}, {h, h}, {-h, h}});
        QPolygonF seen;
        for (const QPointF& p : code)
            seen << toPicture(p.x(), p.y());
        flat_ = QTransform::quadToQuad(seen, code, inverse_);
    }

    [[nodiscard]] QPointF toPicture(double u, double v) const
    {
        double z = 0;
        if (pose_.bend > 0) {
            const double radius = far_ / 3.0 / pose_.bend;
            z = radius * (1 - std::cos(u / radius));
            u = radius * std::sin(u / radius);
        }
        const double c = std::cos(pose_.swing * radians), s = std::sin(pose_.swing * radians);
        const double along = c * u + s * v, across = -s * u + c * v;
        const double st = std::sin(pose_.tilt * radians), ct = std::cos(pose_.tilt * radians);
        const double x = along * ct + z * st, depth = far_ + along * st - z * ct;
        const double scale = far_ / depth * pose_.modulePx;
        const double px = (c * x - s * across) * scale, py = (s * x + c * across) * scale;
        const double ca = std::cos(pose_.turn * radians), sa = std::sin(pose_.turn * radians);
        return {pose_.centre.x() + ca * px - sa * py, pose_.centre.y() + sa * px + ca * py};
    }

    /// Newton's method on toPicture(): bend and tilt together have no short inverse.
    [[nodiscard]] QPointF toCode(QPointF at, QPointF start) const
    {
        if (flat_)
            return inverse_.map(at);
        QPointF p = start;
        for (int i = 0; i < 12; ++i) {
            constexpr double step = 1e-3;
            const QPointF f = toPicture(p.x(), p.y()), fu = toPicture(p.x() + step, p.y()),
                          fv = toPicture(p.x(), p.y() + step);
            const double a = (fu.x() - f.x()) / step, b = (fv.x() - f.x()) / step;
            const double c = (fu.y() - f.y()) / step, d = (fv.y() - f.y()) / step;
            const double det = a * d - b * c, ex = at.x() - f.x(), ey = at.y() - f.y();
            if (std::abs(det) < 1e-12)
                break;
            const QPointF delta((d * ex - b * ey) / det, (a * ey - c * ex) / det);
            p += delta;
            if (std::abs(delta.x()) + std::abs(delta.y()) < 1e-4)
                break;
        }
        return p;
    }

private:
    Pose pose_;
    double far_;
    QTransform inverse_;
    bool flat_ = false;
};

} // namespace

Scene desk(int width, int height, Random& random, bool busy)
{
    Scene scene{width, height, std::vector<float>(std::size_t(width) * std::size_t(height)), 0, {}, 0};
    const float low = float(90 + 40 * uniform(random)), high = float(150 + 40 * uniform(random));
    const double slant = uniform(random) * 2 - 1;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double side = x - width * 0.5 + slant * (y - height * 0.5);
            const double grain = 6 * std::sin(x * 0.013 + y * 0.031) + 4 * std::sin(x * 0.11 - y * 0.007);
            scene.at(x, y) = float((side < 0 ? low : high) + grain);
        }
    }
    // Words: rows of short dark strokes, which look like finder patterns to a hasty reader.
    const int rows = busy ? height / 24 : height / 90;
    for (int row = 0; row < rows; ++row) {
        const int y0 = int(uniform(random) * (height - 20)), left = int(uniform(random) * width * 0.5);
        const int strokes = 20 + int(random() % 60);
        int x = left;
        for (int i = 0; i < strokes && x < width - 12; ++i) {
            const int w = 1 + int(random() % 4), h = 4 + int(random() % 12);
            for (int dy = 0; dy < h; ++dy) {
                for (int dx = 0; dx < w; ++dx)
                    scene.at(x + dx, y0 + dy) = 40;
            }
            x += w + 2 + int(random() % 6);
        }
    }
    return scene;
}

std::array<QPointF, 4> place(Scene& scene, const imaging::Modules& code, const Pose& pose)
{
    const double side = std::max(code.width, code.height);
    const Lens lens(pose, side);
    const double halfW = code.width / 2.0, halfH = code.height / 2.0;
    const double rimX = pose.quiet ? code.quietX + pose.margin : 0,
                 rimY = pose.quiet ? code.quietY + pose.margin : 0;
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (int i = 0; i <= 40; ++i) {
        const double t = i / 20.0 - 1;
        for (const QPointF p : {lens.toPicture(t * (halfW + rimX), -halfH - rimY),
                                lens.toPicture(t * (halfW + rimX), halfH + rimY),
                                lens.toPicture(-halfW - rimX, t * (halfH + rimY)),
                                lens.toPicture(halfW + rimX, t * (halfH + rimY))}) {
            left = std::min(left, p.x()), right = std::max(right, p.x());
            top = std::min(top, p.y()), bottom = std::max(bottom, p.y());
        }
    }
    const float paper = pose.inverted ? pose.dark : pose.bright,
                ink = pose.inverted ? pose.bright : pose.dark;
    const int x0 = std::max(0, int(left)), x1 = std::min(scene.width - 1, int(right) + 1);
    const int y0 = std::max(0, int(top)), y1 = std::min(scene.height - 1, int(bottom) + 1);
    for (int y = y0; y <= y1; ++y) {
        QPointF guess = lens.toCode(QPointF(x0, y), {});
        for (int x = x0; x <= x1; ++x) {
            // The inverse once a pixel, its neighbourhood taken as linear.
            const QPointF p = lens.toCode(QPointF(x + 0.5, y + 0.5), guess);
            const QPointF px = lens.toCode(QPointF(x + 1.5, y + 0.5), p) - p;
            const QPointF py = lens.toCode(QPointF(x + 0.5, y + 1.5), p) - p;
            guess = p;
            float sum = 0;
            for (int sy = 0; sy < samples; ++sy) {
                for (int sx = 0; sx < samples; ++sx) {
                    const QPointF q =
                        p + px * ((sx + 0.5) / samples - 0.5) + py * ((sy + 0.5) / samples - 0.5);
                    const double u = q.x() + halfW, v = q.y() + halfH;
                    if (u < -rimX || v < -rimY || u > code.width + rimX || v > code.height + rimY)
                        sum += scene.at(x, y);
                    else if (u < 0 || v < 0 || u >= code.width || v >= code.height)
                        sum += paper;
                    else
                        sum += code.dark(int(u), int(v)) ? ink : paper;
                }
            }
            scene.at(x, y) = sum / (samples * samples);
        }
    }
    scene.modulePx = pose.modulePx;
    scene.centre = pose.centre;
    scene.sidePx = side * pose.modulePx;
    return {lens.toPicture(-halfW, -halfH), lens.toPicture(halfW, -halfH), lens.toPicture(halfW, halfH),
            lens.toPicture(-halfW, halfH)};
}

QImage picture(const Scene& scene)
{
    QImage image(scene.width, scene.height, QImage::Format_Grayscale8);
    for (int y = 0; y < scene.height; ++y) {
        uchar* line = image.scanLine(y);
        for (int x = 0; x < scene.width; ++x)
            line[x] = uchar(std::clamp(scene.at(x, y) + 0.5f, 0.0f, 255.0f));
    }
    return image;
}

QImage squeezed(const QImage& picture, int quality)
{
    QBuffer buffer;
    if (!buffer.open(QIODevice::ReadWrite) || !picture.save(&buffer, "JPG", quality))
        return {};
    return QImage::fromData(buffer.data(), "JPG");
}

} // namespace photodesk::test
