// What a PhotoView paints: pictures, overlays, and what lies over both. Only what is visible, from halvings
// that are already there, so that a step of a pan or zoom stays within a few milliseconds at any size of the
// original.
#include "widgets/photo_view.h"

#include "widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace photodesk::widgets {
namespace {

constexpr double pixelsShowFrom = 4; // screen pixels a pixel from which on pixels are drawn as squares
constexpr double magnifierRadius = 120;
constexpr double handleRadius = 14;

/// Exactly, where QTransform::rotate() would leave traces of a cosine.
QTransform quarterTurn(int turns)
{
    switch (turns) {
    case 1: return {0, 1, -1, 0, 0, 0};
    case 2: return {-1, 0, 0, -1, 0, 0};
    case 3: return {0, -1, 1, 0, 0, 0};
    default: return {};
    }
}

/// `from`, quarter turns clockwise, into `to`, block by block so that the cache holds what is written.
void turnInto(QImage& to, const QImage& from, int turns)
{
    constexpr int block = 32;
    const int width = from.width(), height = from.height();
    const qsizetype stride = to.bytesPerLine() / qsizetype(sizeof(QRgb));
    auto* out = reinterpret_cast<QRgb*>(to.bits());
    const auto place = [&](int x, int y) {
        switch (turns) {
        case 1: return out + x * stride + (height - 1 - y);
        case 2: return out + (height - 1 - y) * stride + (width - 1 - x);
        default: return out + (width - 1 - x) * stride + y;
        }
    };
    const qsizetype step = turns == 1 ? stride : turns == 2 ? -1 : -stride;
    for (int top = 0; top < height; top += block) {
        for (int left = 0; left < width; left += block) {
            const int bottom = std::min(top + block, height), right = std::min(left + block, width);
            for (int y = top; y < bottom; ++y) {
                const auto* in = reinterpret_cast<const QRgb*>(from.constScanLine(y));
                QRgb* at = place(left, y);
                for (int x = left; x < right; ++x, at += step)
                    *at = in[x];
            }
        }
    }
}

/// Memory that is there already: fresh pages for every step of a pan cost more than the turning.
void ensure(QImage& image, QSize size)
{
    if (image.size() != size)
        image = QImage(size, QImage::Format_RGB32);
}

/// Not turned: scales fast.
void paintUpright(QPainter& painter, const PreparedImage& picture, const QTransform& toWidget,
                  const QRectF& area)
{
    const double perPixel =
        std::hypot(toWidget.m11(), toWidget.m12()) * painter.device()->devicePixelRatioF();
    const QImage& level = picture.levelFor(perPixel);
    const double kx = double(picture.fullSize.width()) / level.width();
    const double ky = double(picture.fullSize.height()) / level.height();
    const QTransform levelToWidget = QTransform::fromScale(kx, ky) * toWidget;

    // Only what is seen; the raster engine's coordinates end at 32,767.
    const QRectF seen = levelToWidget.inverted().mapRect(area).adjusted(-2, -2, 2, 2);
    const QRect source = seen.toAlignedRect() & level.rect();
    if (source.isEmpty())
        return;
    painter.save();
    const QTransform device = painter.deviceTransform();
    QTransform onDevice = levelToWidget * device;
    // On whole screen pixels: at 100 % every picture pixel is then one screen pixel, at any pixel ratio.
    onDevice = QTransform(onDevice.m11(), onDevice.m12(), onDevice.m21(), onDevice.m22(),
                          std::round(onDevice.dx()), std::round(onDevice.dy()));
    painter.setTransform(onDevice * device.inverted() * painter.transform());
    const bool whole = std::abs(perPixel * kx - 1.0) < 1e-6;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !whole && perPixel < pixelsShowFrom);
    painter.drawImage(source.topLeft(), level, source);
    painter.restore();
}

} // namespace

void PhotoView::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), Theme::current().colour(Role::Canvas));
    if (first_.picture.isNull()) {
        painter.setPen(Theme::current().colour(Role::OnCanvas));
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
    } else {
        paintLayers(painter, event->rect());
        if (!overlaysHidden_)
            paintHighlight(painter);
        if (magnifying_ && rect().contains(pointer_.toPoint()))
            paintMagnifier(painter);
        if (!overlaysHidden_)
            histogram_.paint(painter, rect());
        const QTransform toWidget = imageToWidget();
        QRectF shown = toWidget.mapRect(QRectF(QPointF(), QSizeF(first_.picture.fullSize)));
        if (shown_ != Shown::First && !second_.picture.isNull())
            shown |=
                (second_.toPhoto * toWidget).mapRect(QRectF(QPointF(), QSizeF(second_.picture.fullSize)));
        watermark_.paint(painter, shown & QRectF(event->rect()));
    }
    if (hasFocus())
        paintFocus(painter);
}

void PhotoView::paintLayers(QPainter& painter, const QRectF& area)
{
    if (shown_ != Shown::Split)
        return paintLayer(painter, shown_ == Shown::First ? first_ : second_, area);
    QRectF left = area, right = area;
    left.setRight(splitX());
    right.setLeft(splitX());
    for (const auto& [layer, part] : {std::pair{&first_, left & area}, std::pair{&second_, right & area}}) {
        if (part.isEmpty())
            continue;
        painter.save();
        painter.setClipRect(part);
        paintLayer(painter, *layer, part);
        painter.restore();
    }
    paintSplitLine(painter);
}

void PhotoView::paintLayer(QPainter& painter, const Layer& layer, const QRectF& area)
{
    if (layer.picture.isNull()) {
        painter.setPen(Theme::current().colour(Role::OnCanvas));
        painter.drawText(area, Qt::AlignCenter, placeholder_);
        return;
    }
    const QTransform toWidget = layer.toPhoto * imageToWidget();
    paintPicture(painter, layer.picture, toWidget, area);
    // Labels keep to their own side of a dividing line.
    QRectF side = rect();
    if (shown_ == Shown::Split)
        (&layer == &first_) ? side.setRight(splitX()) : side.setLeft(splitX());
    if (!overlaysHidden_)
        paintOverlays(painter, layer.overlays, overlays_, toWidget, side);
}

void PhotoView::paintPicture(QPainter& painter, const PreparedImage& picture, const QTransform& toWidget,
                             const QRectF& area)
{
    if (state_.quarterTurns == 0)
        return paintUpright(painter, picture, toWidget, area);
    // The raster engine turns slowly, pixel by pixel: scale first, then turn what is seen as a whole.
    const double dpr = painter.device()->devicePixelRatioF();
    const QRectF wanted = toWidget.mapRect(QRectF(QPointF(), QSizeF(picture.fullSize))) & area;
    const QRect pixels = QRectF(wanted.topLeft() * dpr, wanted.size() * dpr).toAlignedRect();
    if (wanted.isEmpty())
        return;
    // Strip by strip: what lies between stays in the processor's cache.
    constexpr int strip = 64;
    const bool upright = state_.quarterTurns == 2;
    for (int from = 0; from < (upright ? pixels.height() : pixels.width()); from += strip) {
        const QRect part = upright ? QRect(pixels.left(), pixels.top() + from, pixels.width(), strip)
                                   : QRect(pixels.left() + from, pixels.top(), strip, pixels.height());
        paintTurned(painter, picture, toWidget, part & pixels);
    }
}

void PhotoView::paintTurned(QPainter& painter, const PreparedImage& picture, const QTransform& toWidget,
                            const QRect& pixels)
{
    const double dpr = painter.device()->devicePixelRatioF();
    const QTransform turn = quarterTurn(state_.quarterTurns);
    const QRectF seen(QPointF(pixels.topLeft()) / dpr, QSizeF(pixels.size()) / dpr);
    const QRectF before = turn.inverted().mapRect(seen);
    ensure(flat_, (before.size() * dpr).toSize());
    ensure(turned_, pixels.size());
    flat_.setDevicePixelRatio(dpr);
    flat_.fill(Theme::current().colour(Role::Canvas));
    QPainter upright(&flat_);
    upright.translate(-before.topLeft());
    paintUpright(upright, picture, toWidget * turn.inverted(), before);
    upright.end();
    turnInto(turned_, flat_, state_.quarterTurns);
    turned_.setDevicePixelRatio(dpr);
    painter.drawImage(seen.topLeft(), turned_);
}

void PhotoView::paintSplitLine(QPainter& painter) const
{
    const double x = splitX();
    const QPointF middle(x, height() / 2.0);
    const QColor dark = Theme::current().colour(Role::OverlayDark);
    const QColor light = Theme::current().colour(Role::OverlayLine);
    painter.save();
    painter.fillRect(QRectF(x - 1.5, 0, 3, height()), dark);
    painter.fillRect(QRectF(x - 0.5, 0, 1, height()), light);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(light, 1.5));
    painter.setBrush(dark);
    painter.drawEllipse(middle, handleRadius, handleRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(light);
    for (const double side : {-1.0, 1.0}) {
        const QPolygonF arrow{middle + QPointF(side * 9, 0), middle + QPointF(side * 4, -4.5),
                              middle + QPointF(side * 4, 4.5)};
        painter.drawPolygon(arrow);
    }
    painter.restore();
}

const PhotoView::Layer& PhotoView::layerAt(QPointF position) const
{
    const bool second = shown_ == Shown::Second || (shown_ == Shown::Split && position.x() > splitX());
    return second && !second_.picture.isNull() ? second_ : first_;
}

void PhotoView::paintHighlight(QPainter& painter) const
{
    if (highlight_.isNull())
        return;
    const double left =
        pulse_.isActive() ? 1.0 - double(pulseClock_.elapsed()) / Theme::current().motionMs() : 0.0;
    const double grow = 4 + 14 * std::max(0.0, left);
    const QRectF box = imageToWidget().mapRect(highlight_).adjusted(-grow, -grow, grow, grow);
    const double arm = std::clamp(std::min(box.width(), box.height()) / 4, 6.0, 22.0);
    QPainterPath corners;
    for (const auto& [corner, dx, dy] :
         {std::tuple{box.topLeft(), 1, 1}, std::tuple{box.topRight(), -1, 1},
          std::tuple{box.bottomRight(), -1, -1}, std::tuple{box.bottomLeft(), 1, -1}}) {
        corners.moveTo(corner + QPointF(dx * arm, 0));
        corners.lineTo(corner);
        corners.lineTo(corner + QPointF(0, dy * arm));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(corners,
                       QPen(Theme::current().colour(Role::OverlayDark), 4.5, Qt::SolidLine, Qt::RoundCap));
    painter.strokePath(corners,
                       QPen(Theme::current().colour(Role::OverlayMark), 2, Qt::SolidLine, Qt::RoundCap));
    painter.restore();
}

double PhotoView::magnifierScale() const
{
    return std::max(2.0, devicePixelsPerPixel() * 2.0) / devicePixelRatioF();
}

void PhotoView::paintMagnifier(QPainter& painter)
{
    const double zoom = magnifierScale();
    const QPointF pixel = imageFromWidget(pointer_);
    const QRectF circle(pointer_ - QPointF(magnifierRadius, magnifierRadius),
                        QSizeF(2 * magnifierRadius, 2 * magnifierRadius));
    QTransform t;
    t.translate(pointer_.x(), pointer_.y());
    t.rotate(90.0 * state_.quarterTurns);
    t.scale(zoom, zoom);
    t.translate(-pixel.x(), -pixel.y());

    painter.save();
    QPainterPath clip;
    clip.addEllipse(circle);
    painter.setClipPath(clip);
    painter.fillRect(circle, Theme::current().colour(Role::Canvas));
    const Layer& layer = layerAt(pointer_);
    paintPicture(painter, layer.picture, layer.toPhoto * t, circle);
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().colour(Role::OverlayDark), 3));
    painter.drawEllipse(circle);
    painter.setPen(QPen(Theme::current().colour(Role::OverlayLine), 1.5));
    painter.drawEllipse(circle);
    painter.restore();
}

void PhotoView::paintFocus(QPainter& painter) const
{
    const double width = Theme::current().metric(Metric::FocusRing);
    painter.setPen(
        QPen(Theme::current().colour(Role::Accent), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

} // namespace photodesk::widgets
