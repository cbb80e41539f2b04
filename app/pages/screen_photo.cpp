#include "app/pages/screen_photo.h"

#include "imaging/engine.h"

#include <QTransform>

namespace photodesk::app {
namespace {

/// What the server found on the original, in pixels of the derived picture.
widgets::OverlayData onDerived(widgets::OverlayData data, const Cut& cut, QSize derived)
{
    const QTransform t = cutOut(cut, derived);
    data.size = derived;
    if (data.faceBox)
        data.faceBox = t.mapRect(*data.faceBox);
    for (QPointF& point : data.landmarks)
        point = t.map(point);
    if (data.eyeLine)
        data.eyeLine = t.map(*data.eyeLine);
    if (data.headTop)
        data.headTop = t.map(QPointF(0, *data.headTop)).y();
    if (data.chin)
        data.chin = t.map(QPointF(0, *data.chin)).y();
    if (data.centreX)
        data.centreX = t.map(QPointF(*data.centreX, 0)).x();
    if (data.poseOrigin)
        data.poseOrigin = t.map(*data.poseOrigin);
    data.roll -= turn;
    data.crop.reset(); // the bands are shares of the whole derived picture
    for (auto& [place, status] : data.places)
        place = t.mapRect(place);
    data.maskEdge = t.map(data.maskEdge);
    return data;
}

widgets::OverlayData fromServer(const Prefetcher::PaintInput& in)
{
    if (!in.report || !in.standard)
        return {};
    widgets::OverlayData data = widgets::overlayDataFrom(*in.report, *in.standard);
    if (in.kind == PhotoKind::Derived)
        return in.report->crop
                   ? onDerived(std::move(data), {*in.report->crop, in.report->turn}, in.photo.size())
                   : widgets::OverlayData();
    return data;
}

std::shared_ptr<const widgets::Histograms> histogramsOf(const QImage& pixels,
                                                        const widgets::OverlayData& overlays)
{
    auto histograms = std::make_shared<widgets::Histograms>();
    histograms->all = widgets::histogramOf(pixels);
    if (overlays.faceBox && !overlays.size.isEmpty()) {
        const auto toPixels = QTransform::fromScale(double(pixels.width()) / overlays.size.width(),
                                                    double(pixels.height()) / overlays.size.height());
        const QRect face = toPixels.mapRect(*overlays.faceBox).toRect() & pixels.rect();
        if (!face.isEmpty())
            histograms->face = widgets::histogramOf(pixels, face);
    }
    return histograms;
}

} // namespace

std::shared_ptr<const Paintable> paintForScreen(const Prefetcher::PaintInput& in)
{
    auto photo = std::make_shared<ScreenPhoto>();
    const auto* before = static_cast<const ScreenPhoto*>(in.before);
    const QImage& pixels = in.photo.image;
    photo->image = before ? before->image : widgets::prepareImage(pixels, in.photo.size());
    if (in.stage == Prefetcher::Stage::Full) {
        // What depends on single pixels; the lines stay those of the look.
        photo->overlays.zebra = widgets::zebraOf(pixels);
        photo->overlays.sharpness = widgets::sharpnessOf(pixels);
        return photo;
    }
    photo->overlays = fromServer(in);
    photo->overlays.size = in.photo.size();
    if (in.analysis && in.standard) {
        // The server measured with masks; this workstation adds what only the screen needs.
        widgets::OverlayData own = widgets::overlayDataFrom(*in.analysis, *in.standard);
        photo->overlays.landmarks = std::move(own.landmarks);
        photo->overlays.maskEdge = std::move(own.maskEdge);
        if (!photo->overlays.faceBox)
            photo->overlays.faceBox = own.faceBox;
        if (!photo->overlays.eyeLine)
            photo->overlays.eyeLine = own.eyeLine;
        if (!photo->overlays.poseOrigin) {
            photo->overlays.poseOrigin = own.poseOrigin;
            photo->overlays.yaw = own.yaw;
            photo->overlays.pitch = own.pitch;
            photo->overlays.roll = own.roll;
        }
    }
    if (in.stage == Prefetcher::Stage::Analysed) {
        photo->overlays.zebra = widgets::zebraOf(pixels);
        photo->overlays.sharpness = widgets::sharpnessOf(pixels);
        photo->overlays.histograms = histogramsOf(pixels, photo->overlays);
    }
    return photo;
}

QTransform cutOut(const Cut& cut, QSize derived)
{
    const QPointF c = cut.crop.center();
    return QTransform::fromTranslate(-c.x(), -c.y()) * QTransform().rotate(-cut.turn)
           * QTransform::fromTranslate(cut.crop.width() / 2, cut.crop.height() / 2)
           * QTransform::fromScale(derived.width() / cut.crop.width(), derived.height() / cut.crop.height());
}

QRectF fromOriginal(const QRectF& place, const Cut& cut, QSize derived)
{
    return place.isNull() || cut.crop.isEmpty() ? QRectF() : cutOut(cut, derived).mapRect(place);
}

} // namespace photodesk::app
