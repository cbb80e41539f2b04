#include "picture_edits.h"

#include <QBuffer>
#include <QPainter>
#include <QRandomGenerator>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

using imaging::Landmark;

QImage rgb(const QImage& image)
{
    return image.convertToFormat(QImage::Format_RGB888);
}

QImage jpeg(const QImage& image, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "jpg", quality);
    return rgb(QImage::fromData(bytes, "jpg"));
}

/// Shares of width and height taken off.
QImage cut(const QImage& image, double left, double top, double right, double bottom)
{
    const int x = int(left * image.width()), y = int(top * image.height());
    return image.copy(x, y, image.width() - x - int(right * image.width()),
                      image.height() - y - int(bottom * image.height()));
}

QImage scaled(const QImage& image, double by)
{
    return rgb(image.scaled(int(image.width() * by), int(image.height() * by), Qt::IgnoreAspectRatio,
                            Qt::SmoothTransformation));
}

using Pixel = std::array<double, 3>;

QImage mapped(QImage image, const std::function<Pixel(Pixel)>& change)
{
    for (int y = 0; y < image.height(); ++y) {
        uchar* row = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            const Pixel out = change({double(row[3 * x]), double(row[3 * x + 1]), double(row[3 * x + 2])});
            for (int c = 0; c < 3; ++c)
                row[3 * x + c] = uchar(std::clamp(std::lround(out[std::size_t(c)]), 0L, 255L));
        }
    }
    return image;
}

QImage tinted(const QImage& image, double r, double g, double b)
{
    return mapped(image, [=](Pixel p) { return Pixel{p[0] * r, p[1] * g, p[2] * b}; });
}

QImage contrasted(const QImage& image, double by)
{
    const auto one = [by](double v) { return 128 + (v - 128) * by; };
    return mapped(image, [=](Pixel p) { return Pixel{one(p[0]), one(p[1]), one(p[2])}; });
}

QImage grey(const QImage& image)
{
    return mapped(image, [](Pixel p) {
        const double y = 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
        return Pixel{y, y, y};
    });
}

QImage noisy(const QImage& image, double sigma, quint32 seed)
{
    QRandomGenerator random(seed);
    // Four uniform numbers add up to nearly a bell.
    const auto bell = [&] {
        return (random.generateDouble() + random.generateDouble() + random.generateDouble()
                + random.generateDouble() - 2)
               * 1.73 * sigma;
    };
    return mapped(image, [&](Pixel p) { return Pixel{p[0] + bell(), p[1] + bell(), p[2] + bell()}; });
}

QImage onBackground(const QImage& image, const QImage& alpha, QColor upper, QColor lower)
{
    QImage out = image;
    for (int y = 0; y < out.height(); ++y) {
        uchar* row = out.scanLine(y);
        const uchar* cover = alpha.constScanLine(y);
        const double t = double(y) / out.height();
        const Pixel wall{upper.red() * (1 - t) + lower.red() * t, upper.green() * (1 - t) + lower.green() * t,
                         upper.blue() * (1 - t) + lower.blue() * t};
        for (int x = 0; x < out.width(); ++x) {
            const double a = cover[x] / 255.0;
            for (int c = 0; c < 3; ++c)
                row[3 * x + c] = uchar(std::lround(a * row[3 * x + c] + (1 - a) * wall[std::size_t(c)]));
        }
    }
    return out;
}

QImage strip(const QImage& image)
{
    QImage out(image.width(), image.height() * 7 / 6, QImage::Format_RGB888);
    out.fill(Qt::white);
    QPainter(&out).drawImage(0, image.height() / 12, image);
    return out;
}

double bump(double u, double v, double cu, double cv, double su, double sv)
{
    return std::exp(-((u - cu) * (u - cu) / (2 * su * su) + (v - cv) * (v - cv) / (2 * sv * sv)));
}

/// Where a pixel of the later picture comes from; u and v in eye distances from the middle between the eyes.
QPointF motion(Moment moment, double u, double v, double direction)
{
    const double head = 1 / (1 + std::exp((v - 2.1) * 5)); // 1 on the head, 0 on the shoulders
    const double sign = direction > 3.14 ? 1 : -1;
    switch (moment) {
    case Moment::Moved: return {std::cos(direction) * head, std::sin(direction) * head};
    case Moment::Turned: // what is nearer to the camera moves further
        return {sign * head
                    * (0.75 * bump(u, v, 0, 0.55, 0.67, 1.05) + 0.35 * bump(u, v, 0, 0.62, 0.16, 0.24)),
                0};
    case Moment::OtherFace: break;
    }
    const double lids = bump(u, v, -0.5, -0.05, 0.25, 0.12) + bump(u, v, 0.5, -0.05, 0.25, 0.12);
    const double brows = bump(u, v, -0.5, -0.4, 0.3, 0.15) + bump(u, v, 0.5, -0.4, 0.3, 0.15);
    const double left = bump(u, v, -0.4, 1.1, 0.2, 0.18), right = bump(u, v, 0.4, 1.1, 0.2, 0.18);
    return {sign * (right - left), sign * (0.7 * lids - left - right) + brows};
}

} // namespace

QImage turned(const QImage& image, double degrees)
{
    QImage out(image.size(), QImage::Format_RGB888);
    out.fill(Qt::white);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(image.width() / 2.0, image.height() / 2.0);
    painter.rotate(degrees);
    painter.drawImage(QPointF(-image.width() / 2.0, -image.height() / 2.0), image);
    return out;
}

std::vector<EditedPicture> editsOf(const QImage& image, const QImage& alpha)
{
    std::vector<EditedPicture> list{
        {u"recompressed, q 90"_s, jpeg(image, 90)},
        {u"recompressed, q 30"_s, jpeg(image, 30)},
        {u"cut 10 % at the left"_s, cut(image, 0.1, 0, 0, 0)},
        {u"cut 10 % below"_s, cut(image, 0, 0, 0, 0.1)},
        {u"cut 5 % all round"_s, cut(image, 0.05, 0.05, 0.05, 0.05)},
        {u"brighter, 1.25"_s, tinted(image, 1.25, 1.25, 1.25)},
        {u"darker, 0.75"_s, tinted(image, 0.75, 0.75, 0.75)},
        {u"flatter, 0.7"_s, contrasted(image, 0.7)},
        {u"half size"_s, scaled(image, 0.5)},
        {u"1.5 times the size"_s, scaled(image, 1.5)},
        {u"turned by 2 degrees"_s, turned(image, 2)},
        {u"warm"_s, tinted(image, 1.12, 1, 0.8)},
        {u"grey"_s, grey(image)},
        {u"noise of 8 levels"_s, noisy(image, 8, 5)},
        {u"white strip"_s, strip(image)},
        {u"mirrored"_s, image.mirrored(true, false)},
        {u"cut, small, q 50"_s, jpeg(scaled(cut(image, 0.06, 0.03, 0.02, 0.08), 0.6), 50)}};
    if (!alpha.isNull()) {
        list.push_back({u"white background"_s, onBackground(image, alpha, Qt::white, Qt::white)});
        list.push_back({u"blue gradient, q 60"_s,
                        jpeg(onBackground(image, alpha, QColor(100, 197, 255), QColor(20, 60, 160)), 60)});
    }
    for (EditedPicture& edit : list)
        edit.image = rgb(edit.image);
    return list;
}

QImage momentLater(const QImage& image, const std::vector<Landmark>& points, Moment moment, double share,
                   quint32 seed)
{
    const auto eye = [&](std::size_t a, std::size_t b) {
        return QPointF(double(points[a].x + points[b].x) / 2, double(points[a].y + points[b].y) / 2);
    };
    const QPointF right = eye(33, 133), left = eye(263, 362), middle = (left + right) / 2;
    const double distance = std::hypot(left.x() - right.x(), left.y() - right.y());
    const double direction = QRandomGenerator(seed).generateDouble() * 6.28;
    QImage out(image.size(), QImage::Format_RGB888);
    for (int y = 0; y < out.height(); ++y) {
        uchar* row = out.scanLine(y);
        for (int x = 0; x < out.width(); ++x) {
            const QPointF from =
                QPointF(x, y)
                + motion(moment, (x - middle.x()) / distance, (y - middle.y()) / distance, direction) * share
                      * distance;
            const double sx = std::clamp(from.x(), 0.0, image.width() - 1.001);
            const double sy = std::clamp(from.y(), 0.0, image.height() - 1.001);
            const int ix = int(sx), iy = int(sy);
            const uchar* upper = image.constScanLine(iy) + 3 * ix;
            const uchar* lower = image.constScanLine(iy + 1) + 3 * ix;
            for (int c = 0; c < 3; ++c)
                row[3 * x + c] = uchar((upper[c] * (ix + 1 - sx) + upper[c + 3] * (sx - ix)) * (iy + 1 - sy)
                                       + (lower[c] * (ix + 1 - sx) + lower[c + 3] * (sx - ix)) * (sy - iy));
        }
    }
    return jpeg(noisy(out, 3, seed), 88);
}

} // namespace photodesk::test
