#include "widgets/photo_view.h"

#include "widgets/theme.h"

#include <QEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr double margin = 12;      // grey round a fitting picture, logical pixels
constexpr double largestFit = 4;   // a tiny picture is not blown up beyond this, screen pixels a pixel
constexpr double largestZoom = 16; // screen pixels a pixel

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
    first_ = {std::move(photo), {}, {}, false};
    second_ = {};
    highlight_ = {};
    refreshHistogram();
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
    if (photo.isNull() || photo.fullSize != first_.picture.fullSize)
        return;
    first_.picture = std::move(photo);
    first_.askedForFullSize = false;
    update();
    askForFullSize();
}

void PhotoView::setSecond(PreparedImage picture, OverlayData overlays, const QTransform& toPhoto)
{
    const bool same = !picture.isNull() && !second_.picture.isNull()
                      && picture.levels.front().cacheKey() == second_.picture.levels.front().cacheKey();
    const bool asked = same && second_.askedForFullSize;
    second_ = {std::move(picture), std::move(overlays), toPhoto, asked};
    refreshHistogram();
    update();
    askForFullSize();
}

void PhotoView::setShown(Shown shown)
{
    if (shown == shown_)
        return;
    shown_ = shown;
    refreshHistogram();
    updateCursor();
    update();
    askForFullSize();
    Q_EMIT shownChanged();
}

void PhotoView::setSplit(double share)
{
    share = std::clamp(share, 0.0, 1.0);
    if (share == split_)
        return;
    split_ = share;
    update();
    Q_EMIT splitChanged(split_);
}

double PhotoView::splitX() const
{
    return std::round(split_ * width());
}

void PhotoView::setWatermark(const QString& text)
{
    watermark_.setText(text);
    update();
}

void PhotoView::refreshHistogram()
{
    const bool on = overlays_ & (Overlay::Histogram | Overlay::HistogramOfFace);
    const Layer& layer = shown_ == Shown::Second ? second_ : first_;
    histogram_.set(on ? layer.overlays.histograms : nullptr, overlays_.testFlag(Overlay::HistogramOfFace));
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
    const QSizeF size(first_.picture.fullSize);
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
    const QSizeF size(first_.picture.fullSize);
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
    if (first_.picture.isNull())
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
    next.centre = {centre.x() / first_.picture.fullSize.width(),
                   centre.y() / first_.picture.fullSize.height()};
    setState(next);
    // Kept as shown, else a clamped move would have to be walked back before anything happens.
    setCentre(centrePixel());
}

void PhotoView::setCentre(QPointF pixel)
{
    if (first_.picture.isNull())
        return;
    ViewState next = state_;
    next.centre = {pixel.x() / first_.picture.fullSize.width(), pixel.y() / first_.picture.fullSize.height()};
    if (QLineF(next.centre, state_.centre).length() > 1e-9)
        setState(next);
}

void PhotoView::announce()
{
    Q_EMIT zoomChanged(zoomPercent(), state_.mode == ViewState::Mode::Fit);
}

void PhotoView::askForFullSize()
{
    const double shownAt = magnifying_ ? magnifierScale() * devicePixelRatioF() : devicePixelsPerPixel();
    const auto lacks = [shownAt](Layer& layer) {
        if (layer.askedForFullSize || !layer.picture.isPreview())
            return false;
        constexpr double unseen = 1.25; // what nobody sees
        const double atHand = double(layer.picture.levels.front().width()) / layer.picture.fullSize.width();
        const double perPixel = shownAt * std::hypot(layer.toPhoto.m11(), layer.toPhoto.m12());
        layer.askedForFullSize = perPixel > atHand * unseen;
        return layer.askedForFullSize;
    };
    // Both first: whoever hears the one may at once set the other.
    const bool first = lacks(first_), second = shown_ != Shown::First && lacks(second_);
    if (first)
        Q_EMIT fullSizeWanted();
    if (second)
        Q_EMIT secondFullSizeWanted();
}

void PhotoView::setOverlayData(OverlayData overlayData)
{
    first_.overlays = std::move(overlayData);
    refreshHistogram();
    update();
}

void PhotoView::setOverlays(Overlays overlays)
{
    overlays_ = overlays;
    refreshHistogram();
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
    if (!place.isNull() && !first_.picture.isNull()) {
        if (!QRectF(rect()).contains(imageToWidget().mapRect(place).center()))
            setCentre(place.center());
        if (Theme::current().motionMs() > 0) {
            pulseClock_.start();
            pulse_.start();
        }
    }
    update();
}

} // namespace photodesk::widgets
