#include "widgets/tint.h"

#include "widgets/tokens.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::widgets {
namespace {

constexpr int longestSide = 1024;

bool isEmpty(const QImage& image, const QRect& part)
{
    for (int y = part.top(); y <= part.bottom(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        if (std::any_of(line + part.left(), line + part.right() + 1, [](QRgb pixel) { return pixel != 0; }))
            return false;
    }
    return true;
}

/// How sharp the edge through a pixel is: the change over two pixels, 0 where noise could be the cause.
/// Rows of luma, the one asked about in the middle.
struct Edges {
    explicit Edges(const QImage& from) : picture(from), width(from.width())
    {
        for (auto& row : rows)
            row.resize(std::size_t(width));
    }

    void read(int y)
    {
        auto& row = rows[std::size_t(y) % rows.size()];
        const uchar* in = picture.constScanLine(y);
        for (int x = 0; x < width; ++x, in += 3)
            row[std::size_t(x)] = uchar((in[0] * 77 + in[1] * 150 + in[2] * 29) >> 8);
    }

    [[nodiscard]] int at(int x, int y) const
    {
        const auto row = [&](int line) { return rows[std::size_t(line) % rows.size()].data(); };
        const uchar* here = row(y);
        return std::max(std::abs(here[x + 1] - here[x - 1]), std::abs(row(y + 1)[x] - row(y - 1)[x]));
    }

    const QImage& picture;
    int width;
    std::array<std::vector<uchar>, 3> rows;
};

} // namespace

Tint tintOf(QImage image)
{
    constexpr int tile = 64;
    Tint tint{std::move(image), {}};
    for (int y = 0; y < tint.image.height(); y += tile) {
        for (int x = 0; x < tint.image.width(); x += tile) {
            const QRect part = QRect(x, y, tile, tile) & tint.image.rect();
            if (isEmpty(tint.image, part))
                continue;
            QRect* last = tint.parts.empty() ? nullptr : &tint.parts.back();
            if (last && last->top() == y && last->right() + 1 == x)
                last->setRight(part.right());
            else
                tint.parts.push_back(part);
        }
    }
    return tint;
}

Tint zebraOf(const QImage& picture)
{
    constexpr int stripe = 3, blownFrom = 250, blockedTo = 5;
    // Nearest pixels: a mean of neighbours would hide that one of them clips.
    const QImage small =
        (std::max(picture.width(), picture.height()) > longestSide
             ? picture.scaled(longestSide, longestSide, Qt::KeepAspectRatio, Qt::FastTransformation)
             : picture)
            .convertToFormat(QImage::Format_RGB32);
    QImage zebra(small.size(), QImage::Format_ARGB32_Premultiplied);
    const QRgb blown = Tokens::builtIn().colour(Scheme::Light, Role::Blown).rgba();
    const QRgb blocked = Tokens::builtIn().colour(Scheme::Light, Role::Blocked).rgba();
    for (int y = 0; y < small.height(); ++y) {
        const auto* in = reinterpret_cast<const QRgb*>(small.constScanLine(y));
        auto* out = reinterpret_cast<QRgb*>(zebra.scanLine(y));
        for (int x = 0; x < small.width(); ++x) {
            const auto [low, high] = std::minmax({qRed(in[x]), qGreen(in[x]), qBlue(in[x])});
            const bool on = ((x + y) / stripe) % 2 == 0;
            out[x] = !on ? 0 : (low >= blownFrom ? blown : (high <= blockedTo ? blocked : 0));
        }
    }
    return tintOf(std::move(zebra));
}

Tint sharpnessOf(const QImage& given)
{
    constexpr int noiseTo = 36, sharpFrom = 110; // change over two pixels, of 255
    constexpr int faintest = 60, strongest = 215;
    if (given.width() < 3 || given.height() < 3)
        return {};
    const QImage picture = given.convertToFormat(QImage::Format_RGB888);
    const int cell = (std::max(picture.width(), picture.height()) + longestSide - 1) / longestSide;
    QImage out((picture.width() + cell - 1) / cell, (picture.height() + cell - 1) / cell,
               QImage::Format_ARGB32_Premultiplied);
    out.fill(0);
    const QColor colour = Tokens::builtIn().colour(Scheme::Dark, Role::Sharp);
    Edges edges(picture);
    edges.read(0);
    edges.read(1);
    std::vector<int> sharpest(std::size_t(out.width()));
    for (int y = 1; y + 1 < picture.height(); ++y) {
        edges.read(y + 1);
        for (int x = 1; x + 1 < picture.width(); ++x) {
            int& best = sharpest[std::size_t(x / cell)];
            best = std::max(best, edges.at(x, y));
        }
        const bool ends = (y + 1) % cell == 0 || y + 2 == picture.height();
        if (!ends)
            continue;
        auto* line = reinterpret_cast<QRgb*>(out.scanLine(y / cell));
        for (int x = 0; x < out.width(); ++x) {
            const int change = std::exchange(sharpest[std::size_t(x)], 0);
            if (change < noiseTo)
                continue;
            const int alpha =
                faintest
                + (strongest - faintest) * (std::min(change, sharpFrom) - noiseTo) / (sharpFrom - noiseTo);
            line[x] = qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), alpha));
        }
    }
    return tintOf(std::move(out));
}

void paintTint(QPainter& painter, const Tint& tint, QSize size, const QTransform& toWidget,
               const QRectF& visible)
{
    if (tint.isNull() || size.isEmpty())
        return;
    const QTransform onPhoto = QTransform::fromScale(double(size.width()) / tint.image.width(),
                                                     double(size.height()) / tint.image.height())
                               * toWidget;
    // Only what is seen: the raster engine's coordinates end at 32,767.
    const QRect seen = onPhoto.inverted().mapRect(visible).toAlignedRect();
    painter.save();
    painter.setTransform(onPhoto, true);
    for (const QRect& part : tint.parts) {
        if (const QRect shown = part & seen; !shown.isEmpty())
            painter.drawImage(shown.topLeft(), tint.image, shown);
    }
    painter.restore();
}

} // namespace photodesk::widgets
