#include "widgets/photo_view.h"

#include "widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr double margin = 12;        // grey round a fitting picture, logical pixels
constexpr double largestFit = 4;     // a tiny picture is not blown up beyond this, screen pixels a pixel
constexpr double largestZoom = 16;   // screen pixels a pixel
constexpr double pixelsShowFrom = 4; // from here on pixels are drawn as squares
constexpr double magnifierRadius = 120;

QPointF middle(const QWidget& widget)
{
    return QPointF(widget.width(), widget.height()) / 2.0;
}

} // namespace

PhotoView::PhotoView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Photo"));
    pulse_.setInterval(16);
    connect(&pulse_, &QTimer::timeout, this, [this] {
        if (pulseClock_.elapsed() > Theme::current().motionMs())
            pulse_.stop();
        update();
    });
}

void PhotoView::setPhoto(PreparedImage photo)
{
    photo_ = std::move(photo);
    overlayData_ = {};
    highlight_ = {};
    askedForFullSize_ = false;
    updateCursor();
    update();
    announce();
    askForFullSize();
}

void PhotoView::setPhoto(const QImage& image, QSize fullSize)
{
    setPhoto(prepareImage(image, fullSize));
}

void PhotoView::refinePhoto(PreparedImage photo)
{
    if (photo.isNull() || photo.fullSize != photo_.fullSize)
        return;
    photo_ = std::move(photo);
    update();
}

void PhotoView::setPlaceholder(const QString& text)
{
    placeholder_ = text;
    update();
}

void PhotoView::setViewState(const ViewState& state)
{
    setState(state);
}

double PhotoView::zoomPercent() const
{
    return devicePixelsPerPixel() * 100.0;
}

QSizeF PhotoView::turnedSize() const
{
    const QSizeF size(photo_.fullSize);
    return state_.quarterTurns % 2 ? size.transposed() : size;
}

double PhotoView::fitScale() const
{
    const QSizeF size = turnedSize();
    if (size.isEmpty())
        return 1.0;
    const double fits =
        std::min((width() - 2 * margin) / size.width(), (height() - 2 * margin) / size.height());
    return std::clamp(fits, 1e-4, largestFit / devicePixelRatioF());
}

double PhotoView::scale() const
{
    switch (state_.mode) {
    case ViewState::Mode::Actual: return state_.factor / devicePixelRatioF();
    case ViewState::Mode::Free:
        return std::min(fitScale() * state_.factor, std::max(largestZoom / devicePixelRatioF(), fitScale()));
    case ViewState::Mode::Fit: break;
    }
    return fitScale();
}

double PhotoView::devicePixelsPerPixel() const
{
    return scale() * devicePixelRatioF();
}

QPointF PhotoView::centrePixel() const
{
    const QSizeF size(photo_.fullSize);
    const QSizeF view =
        state_.quarterTurns % 2 ? QSizeF(QWidget::size()).transposed() : QSizeF(QWidget::size());
    const double s = scale();
    const auto keep = [s](double at, double length, double window) {
        const double half = window / 2 / s;
        return 2 * half >= length ? length / 2 : std::clamp(at, half, length - half);
    };
    return {keep(state_.centre.x() * size.width(), size.width(), view.width()),
            keep(state_.centre.y() * size.height(), size.height(), view.height())};
}

QTransform PhotoView::transformFor(double scale, QPointF centre) const
{
    const QPointF mid = middle(*this);
    QTransform t;
    t.translate(mid.x(), mid.y());
    t.rotate(90.0 * state_.quarterTurns);
    t.scale(scale, scale);
    t.translate(-centre.x(), -centre.y());
    return t;
}

QTransform PhotoView::imageToWidget() const
{
    return transformFor(scale(), centrePixel());
}

QPointF PhotoView::widgetFromImage(QPointF pixel) const
{
    return imageToWidget().map(pixel);
}

QPointF PhotoView::imageFromWidget(QPointF position) const
{
    return imageToWidget().inverted().map(position);
}

void PhotoView::setState(const ViewState& state)
{
    if (state == state_)
        return;
    state_ = state;
    updateCursor();
    update();
    announce();
    askForFullSize();
    Q_EMIT viewStateChanged(state_);
}

void PhotoView::setScale(double newScale, QPointF anchor)
{
    if (photo_.isNull())
        return;
    const double dpr = devicePixelRatioF();
    const double smallest = std::min(fitScale(), 1.0 / dpr);
    newScale = std::clamp(newScale, smallest, std::max(largestZoom / dpr, fitScale()));
    const QPointF pixel = imageFromWidget(anchor);
    ViewState next = state_;
    if (newScale <= fitScale() * 1.001 && newScale >= fitScale() * 0.999) {
        next.mode = ViewState::Mode::Fit;
        next.factor = 1.0;
    } else {
        next.mode = ViewState::Mode::Free;
        next.factor = newScale / fitScale();
    }
    // Where the middle must be so that `pixel` stays under `anchor`.
    const QPointF offset = transformFor(newScale, {}).inverted().map(anchor);
    const QPointF centre = pixel - offset;
    next.centre = {centre.x() / photo_.fullSize.width(), centre.y() / photo_.fullSize.height()};
    setState(next);
    // Kept as shown, else a clamped move would have to be walked back before anything happens.
    setCentre(centrePixel());
}

void PhotoView::setCentre(QPointF pixel)
{
    if (photo_.isNull())
        return;
    ViewState next = state_;
    next.centre = {pixel.x() / photo_.fullSize.width(), pixel.y() / photo_.fullSize.height()};
    if (QLineF(next.centre, state_.centre).length() > 1e-9)
        setState(next);
}

void PhotoView::announce()
{
    Q_EMIT zoomChanged(zoomPercent(), state_.mode == ViewState::Mode::Fit);
}

void PhotoView::askForFullSize()
{
    if (askedForFullSize_ || !photo_.isPreview())
        return;
    const double atHand = double(photo_.levels.front().width()) / photo_.fullSize.width();
    if (devicePixelsPerPixel() > atHand * 1.25) {
        askedForFullSize_ = true;
        Q_EMIT fullSizeWanted();
    }
}

void PhotoView::setOverlayData(OverlayData overlayData)
{
    overlayData_ = std::move(overlayData);
    update();
}

void PhotoView::setOverlays(Overlays overlays)
{
    overlays_ = overlays;
    update();
}

void PhotoView::holdOverlaysHidden(bool hidden)
{
    overlaysHidden_ = hidden;
    update();
}

void PhotoView::highlight(const QRectF& place)
{
    highlight_ = place;
    if (!place.isNull() && !photo_.isNull()) {
        if (!QRectF(rect()).contains(imageToWidget().mapRect(place).center()))
            setCentre(place.center());
        if (Theme::current().motionMs() > 0) {
            pulseClock_.start();
            pulse_.start();
        }
    }
    update();
}

void PhotoView::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), Theme::current().colour(Role::Canvas));
    if (photo_.isNull()) {
        painter.setPen(Theme::current().colour(Role::OnCanvas));
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
    } else {
        paintPicture(painter, imageToWidget(), event->rect());
        if (!overlaysHidden_) {
            paintOverlays(painter, overlayData_, overlays_, imageToWidget(), rect());
            paintHighlight(painter);
        }
        if (magnifying_ && rect().contains(pointer_.toPoint()))
            paintMagnifier(painter);
    }
    if (hasFocus()) {
        const double width = Theme::current().metric(Metric::FocusRing);
        painter.setPen(
            QPen(Theme::current().colour(Role::Accent), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2));
    }
}

void PhotoView::paintPicture(QPainter& painter, const QTransform& toWidget, const QRectF& area) const
{
    const double perPixel = std::hypot(toWidget.m11(), toWidget.m12()) * devicePixelRatioF();
    const QImage& level = photo_.levelFor(perPixel);
    const double kx = double(photo_.fullSize.width()) / level.width();
    const double ky = double(photo_.fullSize.height()) / level.height();
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

void PhotoView::paintMagnifier(QPainter& painter) const
{
    const double zoom = std::max(2.0, devicePixelsPerPixel() * 2.0) / devicePixelRatioF();
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
    paintPicture(painter, t, circle);
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().colour(Role::OverlayDark), 3));
    painter.drawEllipse(circle);
    painter.setPen(QPen(Theme::current().colour(Role::OverlayLine), 1.5));
    painter.drawEllipse(circle);
    painter.restore();
}

} // namespace photodesk::widgets
