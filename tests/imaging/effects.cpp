#include "effects.h"

#include "imaging/face/face_shape.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace photodesk::test {
namespace {

struct Eye {
    std::size_t iris, outer, inner;
    std::span<const int> ring;
};

std::array<Eye, 2> eyes()
{
    return {Eye{468, 33, 133, imaging::rightEyeRing()}, Eye{473, 263, 362, imaging::leftEyeRing()}};
}

QPointF at(const Points& points, std::size_t i)
{
    return {double(points[i].x), double(points[i].y)};
}

double length(QPointF v)
{
    return std::hypot(v.x(), v.y());
}

double irisRadius(const Points& points, std::size_t iris)
{
    double sum = 0;
    for (std::size_t i = 1; i < 5; ++i)
        sum += length(at(points, iris + i) - at(points, iris)) / 4;
    return sum;
}

double eyeWidth(const Points& points, const Eye& eye)
{
    return length(at(points, eye.outer) - at(points, eye.inner));
}

QPolygonF polygon(const Points& points, std::span<const int> ring)
{
    QPolygonF corners;
    for (const int i : ring)
        corners.append(at(points, std::size_t(i)));
    return corners;
}

/// Bilinear, channels 0–255.
std::array<double, 3> sample(const QImage& image, QPointF p)
{
    const double x = std::clamp(p.x() - 0.5, 0.0, image.width() - 1.001);
    const double y = std::clamp(p.y() - 0.5, 0.0, image.height() - 1.001);
    const int x0 = int(x), y0 = int(y);
    std::array<double, 3> sum{};
    for (int dy = 0; dy < 2; ++dy) {
        const uchar* row = image.constScanLine(std::min(y0 + dy, image.height() - 1));
        for (int dx = 0; dx < 2; ++dx) {
            const double weight = (dx ? x - x0 : 1 - x + x0) * (dy ? y - y0 : 1 - y + y0);
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += weight * row[3 * std::min(x0 + dx, image.width() - 1) + int(c)];
        }
    }
    return sum;
}

void put(QImage& image, int x, int y, const std::array<double, 3>& colour)
{
    uchar* pixel = image.scanLine(y) + 3 * x;
    for (std::size_t c = 0; c < 3; ++c)
        pixel[c] = uchar(std::lround(std::clamp(colour[c], 0.0, 255.0)));
}

/// The pixels of `area` whose centre `inside` holds get the colour that `paint` says.
template <typename Inside, typename Paint>
void repaint(QImage& image, const QRectF& area, Inside inside, Paint paint)
{
    const QRect box = area.toAlignedRect() & image.rect();
    for (int y = box.top(); y <= box.bottom(); ++y) {
        for (int x = box.left(); x <= box.right(); ++x) {
            const QPointF p(x + 0.5, y + 0.5);
            if (inside(p))
                put(image, x, y, paint(p));
        }
    }
}

QPainterPath lens(const Points& points, const Eye& eye)
{
    const double w = eyeWidth(points, eye);
    const QPointF middle = (at(points, eye.outer) + at(points, eye.inner)) / 2 + QPointF(0, 0.2 * w);
    QPainterPath path;
    path.addEllipse(middle, 0.85 * w, 0.7 * w);
    return path;
}

} // namespace

QImage shiftIrises(const QImage& image, const Points& points, double along, double down)
{
    QImage result = image.copy();
    const QPointF across = at(points, 263) - at(points, 33);
    const QPointF shift = across * along + QPointF(-across.y(), across.x()) * down;
    for (const Eye& eye : eyes()) {
        const QPolygonF lids = polygon(points, eye.ring);
        const QPointF target = at(points, eye.iris) + shift;
        const double radius = irisRadius(points, eye.iris);
        repaint(
            result, lids.boundingRect(), [&](QPointF p) { return lids.containsPoint(p, Qt::OddEvenFill); },
            [&](QPointF p) {
                // Fully moved on the iris, the white beyond it stretched.
                const double weight = std::clamp((2.4 - length(p - target) / radius) / 1.3, 0.0, 1.0);
                return sample(image, p - shift * weight);
            });
    }
    return result;
}

QImage reddenPupils(const QImage& image, const Points& points)
{
    QImage result = image.copy();
    for (const Eye& eye : eyes()) {
        const QPolygonF lids = polygon(points, eye.ring);
        const QPointF middle = at(points, eye.iris);
        const double radius = 0.6 * irisRadius(points, eye.iris);
        repaint(
            result, QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius),
            [&](QPointF p) { return length(p - middle) < radius && lids.containsPoint(p, Qt::OddEvenFill); },
            [&](QPointF p) {
                const auto old = sample(image, p);
                return std::array{0.2 * old[0] + 150, 0.2 * old[1] + 22, 0.2 * old[2] + 25};
            });
    }
    return result;
}

QImage closeEyes(const QImage& image, const Points& points)
{
    QImage result = image.copy();
    for (const Eye& eye : eyes()) {
        const QPolygonF lids = polygon(points, eye.ring);
        const double w = eyeWidth(points, eye);
        const QRectF box = lids.boundingRect().adjusted(0, -0.14 * w, 0, 0.1 * w);
        const double lashes = box.bottom() - 0.17 * w;
        repaint(
            result, box, [&](QPointF p) { return box.contains(p); },
            [&](QPointF p) {
                const double t = (p.y() - box.top()) / box.height();
                const auto above = sample(image, {p.x(), box.top() - 0.06 * w});
                const auto below = sample(image, {p.x(), box.bottom() + 0.06 * w});
                const double bow = lashes - 0.25 * w * std::pow(2 * (p.x() - box.center().x()) / w, 2);
                const double dark = std::exp(-std::pow((p.y() - bow) / (0.035 * w), 2));
                std::array<double, 3> skin{};
                for (std::size_t c = 0; c < 3; ++c)
                    skin[c] = ((1 - t) * above[c] + t * below[c]) * (1 - 0.75 * dark);
                return skin;
            });
    }
    return result;
}

QImage shineOnLenses(const QImage& image, const Points& points)
{
    QImage result = image.copy();
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(252, 253, 255));
    for (const Eye& eye : eyes()) {
        const double w = eyeWidth(points, eye);
        const QPointF middle = (at(points, eye.outer) + at(points, eye.inner)) / 2;
        painter.save();
        painter.translate(middle + QPointF(0.18 * w, 0.32 * w));
        painter.rotate(-25);
        painter.drawEllipse(QPointF(), 0.28 * w, 0.13 * w);
        painter.restore();
    }
    return result;
}

QImage tintLenses(const QImage& image, const Points& points, double share)
{
    QImage result = image.copy();
    for (const Eye& eye : eyes()) {
        const QPainterPath path = lens(points, eye);
        repaint(
            result, path.boundingRect(), [&](QPointF p) { return path.contains(p); },
            [&](QPointF p) {
                auto colour = sample(image, p);
                for (double& c : colour)
                    c *= share;
                return colour;
            });
    }
    return result;
}

QImage rimOverEyes(const QImage& image, const Points& points)
{
    QImage result = image.copy();
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Eye& eye : eyes()) {
        const double w = eyeWidth(points, eye);
        painter.setPen(QPen(QColor(30, 28, 28), 0.16 * w));
        const QPointF middle = (at(points, eye.outer) + at(points, eye.inner)) / 2;
        painter.drawEllipse(middle + QPointF(0, 0.6 * w), 0.85 * w, 0.6 * w);
    }
    return result;
}

QImage sinkShoulder(const QImage& image, const Points& points, double degrees)
{
    QImage result = image.copy();
    const double width = imaging::faceWidth(points), chin = imaging::chinY(points);
    const double centre = imaging::faceCentreX(points);
    const double slope = std::tan(degrees * std::numbers::pi / 180);
    // The head stays; the shear sets in on the neck and beside the head.
    repaint(
        result, result.rect(), [](QPointF) { return true; },
        [&](QPointF p) {
            const double beside = (std::abs(p.x() - centre) / width - 0.5) / 0.15;
            const double below = (p.y() - chin + 0.3 * width * std::clamp(beside, 0.0, 1.0)) / (0.15 * width);
            const double weight = std::clamp(below, 0.0, 1.0);
            return sample(image, {p.x(), p.y() - weight * slope * (p.x() - centre)});
        });
    return result;
}

QImage hangNecklace(const QImage& image, const Points& points)
{
    QImage result = image.copy();
    const double width = imaging::faceWidth(points);
    const QPointF chin = at(points, 152);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(120, 90, 40), 0.006 * width));
    for (int i = -12; i <= 12; ++i) {
        const double t = i / 12.0;
        const QPointF bead = chin + QPointF(0.3 * width * t, (0.42 - 0.22 * t * t) * width);
        painter.setBrush(QColor(225, 190 - 5 * (i & 3), 120));
        painter.drawEllipse(bead, 0.018 * width, 0.018 * width);
    }
    return result;
}

} // namespace photodesk::test
