#include "widgets/prepared_image.h"

#include <QPainter>

#include <algorithm>

namespace photodesk::widgets {
namespace {

constexpr int smallestSide = 256;

QImage opaque(const QImage& image)
{
    if (!image.hasAlphaChannel())
        return image.convertToFormat(QImage::Format_RGB32);
    QImage ground(image.size(), QImage::Format_RGB32);
    ground.fill(Qt::white);
    QPainter painter(&ground);
    painter.drawImage(0, 0, image);
    return ground;
}

/// Mean of 2 × 2 pixels, two channels of a pixel at a time: a channel's sum of four stays below 16 bits.
QImage halved(const QImage& from)
{
    const int width = std::max(1, from.width() / 2);
    const int height = std::max(1, from.height() / 2);
    const int right = from.width() > 1 ? 1 : 0;
    QImage to(width, height, QImage::Format_RGB32);
    constexpr quint32 odd = 0x00FF00FF;
    constexpr quint32 round = 0x00020002;
    for (int y = 0; y < height; ++y) {
        const auto* a = reinterpret_cast<const quint32*>(from.constScanLine(2 * y));
        const auto* b =
            reinterpret_cast<const quint32*>(from.constScanLine(std::min(2 * y + 1, from.height() - 1)));
        auto* out = reinterpret_cast<quint32*>(to.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const quint32 p = a[2 * x], q = a[2 * x + right], r = b[2 * x], s = b[2 * x + right];
            const quint32 rb = ((p & odd) + (q & odd) + (r & odd) + (s & odd) + round) >> 2;
            const quint32 ag =
                ((p >> 8) & odd) + ((q >> 8) & odd) + ((r >> 8) & odd) + ((s >> 8) & odd) + round;
            out[x] = 0xFF000000 | (rb & odd) | ((ag << 6) & 0x0000FF00);
        }
    }
    return to;
}

} // namespace

const QImage& PreparedImage::levelFor(double scale) const
{
    const double wanted = fullSize.width() * scale;
    for (auto it = levels.rbegin(); it != levels.rend(); ++it) {
        if (it->width() >= wanted - 0.5)
            return *it;
    }
    return levels.front();
}

PreparedImage prepareImage(const QImage& image, QSize fullSize)
{
    PreparedImage prepared;
    if (image.isNull())
        return prepared;
    prepared.fullSize = fullSize.isEmpty() ? image.size() : fullSize;
    prepared.levels.push_back(opaque(image));
    while (std::max(prepared.levels.back().width(), prepared.levels.back().height()) > smallestSide * 2)
        prepared.levels.push_back(halved(prepared.levels.back()));
    return prepared;
}

} // namespace photodesk::widgets
