#include "app/pages/screen_photo.h"

#include "imaging/engine.h"

#include <QTransform>

namespace photodesk::app {
namespace {

/// `turn`: degrees clockwise of the crop about its centre.
QTransform cutOut(const QRectF& crop, double turn, QSize derived)
{
    const QPointF c = crop.center();
    return QTransform::fromTranslate(-c.x(), -c.y()) * QTransform().rotate(-turn)
           * QTransform::fromTranslate(crop.width() / 2, crop.height() / 2)
           * QTransform::fromScale(derived.width() / crop.width(), derived.height() / crop.height());
}

/// What the server found on the original, in pixels of the derived picture.
widgets::OverlayData onDerived(widgets::OverlayData data, const QRectF& crop, double turn, QSize derived)
{
    const QTransform t = cutOut(crop, turn, derived);
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
                   ? onDerived(std::move(data), *in.report->crop, in.report->turn, in.photo.image.size())
                   : widgets::OverlayData();
    return data;
}

} // namespace

std::shared_ptr<const Paintable> paintForScreen(const Prefetcher::PaintInput& in)
{
    auto photo = std::make_shared<ScreenPhoto>();
    const auto* before = static_cast<const ScreenPhoto*>(in.before);
    photo->image = before ? before->image : widgets::prepareImage(in.photo.image);
    photo->overlays = fromServer(in);
    photo->overlays.size = in.photo.image.size();
    if (in.analysis && in.standard) {
        // The server measured with masks; this workstation adds what only the screen needs.
        widgets::OverlayData own = widgets::overlayDataFrom(*in.analysis, *in.standard);
        photo->overlays.landmarks = std::move(own.landmarks);
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
        photo->overlays.zebra = widgets::zebraOf(in.photo.image);
    }
    return photo;
}

QRectF fromOriginal(const QRectF& place, const QRectF& crop, double turn, QSize derived)
{
    return place.isNull() || crop.isEmpty() ? QRectF() : cutOut(crop, turn, derived).mapRect(place);
}

} // namespace photodesk::app
