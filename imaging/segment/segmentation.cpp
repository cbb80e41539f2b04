#include "imaging/segment/segmentation.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int side = 256;

QImage toImage(const cv::Mat& soft)
{
    cv::Mat bytes;
    soft.convertTo(bytes, CV_8U, 255.0);
    return imageOf(bytes);
}

/// Where a portrait of this head lies, with room to spare; the whole picture when that is most of it anyway.
QRectF closeArea(const std::vector<Landmark>& points, QSizeF size)
{
    const QRectF whole(QPointF(0, 0), size);
    if (points.empty())
        return whole;
    const Tuning& t = tuning();
    const double width = faceWidth(points);
    const QPointF eyes = eyeMiddle(points);
    const QRectF wanted(QPointF(eyes.x() - t.areaSide * width, eyes.y() - t.areaTop * width),
                        QPointF(eyes.x() + t.areaSide * width, eyes.y() + t.areaBottom * width));
    const QRectF area = QRectF((wanted & whole).toAlignedRect()) & whole;
    const bool most = area.width() * area.height() > t.areaWholeShare * size.width() * size.height();
    return area.width() < 8 || area.height() < 8 || most ? whole : area;
}

/// Lays a close mask back into a mask of the whole picture.
QImage spread(const QImage& close, const QRectF& area, QSizeF size)
{
    QImage whole(side, side, QImage::Format_Grayscale8);
    whole.fill(0);
    const double kx = side / size.width(), ky = side / size.height();
    const cv::Rect target(int(area.x() * kx), int(area.y() * ky),
                          std::max(1, int(std::lround(area.width() * kx))),
                          std::max(1, int(std::lround(area.height() * ky))));
    cv::Mat canvas = writableViewOf(whole);
    const cv::Rect inside = target & cv::Rect(0, 0, side, side);
    cv::Mat shrunk;
    cv::resize(viewOf(close), shrunk, inside.size(), 0, 0, cv::INTER_AREA);
    shrunk.copyTo(canvas(inside));
    return whole;
}

} // namespace

Segmentation::Segmentation(std::shared_ptr<const ModelStore> models)
    : models_(std::move(models)), person_(*models_, "selfie.onnx"_L1, {})
{
}

cv::Mat Segmentation::person(const cv::Mat& rgb256)
{
    const cv::Mat& mask = person_.run(Network::blobOf(rgb256, 1 / 255.0, 0)).front();
    return cv::Mat(side, side, CV_32F, const_cast<uchar*>(mask.ptr())).clone();
}

std::array<cv::Mat, 6> Segmentation::classes(const cv::Mat& rgb256)
{
    if (!classes_)
        classes_.emplace(*models_, "selfie_multiclass.onnx"_L1, std::vector<cv::String>{"logits"});
    const auto* logits = classes_->run(Network::blobOf(rgb256, 1 / 127.5, 1)).front().ptr<float>();
    std::array<cv::Mat, 6> soft;
    for (cv::Mat& mask : soft)
        mask.create(side, side, CV_32F);
    constexpr int plane = side * side;
    const auto floor = float(tuning().classFloor);
    for (int i = 0; i < plane; ++i) {
        std::array<float, 6> e{};
        float top = logits[i];
        for (int c = 1; c < 6; ++c)
            top = std::max(top, logits[c * plane + i]);
        float sum = 0;
        for (int c = 0; c < 6; ++c)
            sum += e[std::size_t(c)] = std::exp(logits[c * plane + i] - top);
        // The network's logits are bounded: no class ever gets less than the floor. Stretched to 0–1.
        for (std::size_t c = 0; c < 6; ++c)
            soft[c].ptr<float>()[i] = std::clamp((e[c] / sum - floor) / (1 - 6 * floor), 0.f, 1.f);
    }
    return soft;
}

Masks Segmentation::run(Pyramid& pyramid, const std::vector<Landmark>& points)
{
    const QSizeF size(pyramid.size().width, pyramid.size().height);
    const QRectF whole(QPointF(0, 0), size);
    Masks masks;
    Masks::Close& close = masks.close;
    close.area = closeArea(points, size);
    const cv::Mat rgb = pyramid.part(close.area, {side, side});
    close.person = toImage(person(rgb));
    const auto soft = classes(rgb);
    close.hair = toImage(soft[1]);
    close.bodySkin = toImage(soft[2]);
    close.faceSkin = toImage(soft[3]);
    close.clothes = toImage(soft[4]);
    close.other = toImage(soft[5]);
    if (close.area == whole) {
        masks.person = close.person;
        masks.hair = close.hair;
        masks.bodySkin = close.bodySkin;
        masks.faceSkin = close.faceSkin;
        masks.clothes = close.clothes;
        masks.other = close.other;
        return masks;
    }
    masks.person = toImage(person(pyramid.part(whole, {side, side})));
    masks.hair = spread(close.hair, close.area, size);
    masks.bodySkin = spread(close.bodySkin, close.area, size);
    masks.faceSkin = spread(close.faceSkin, close.area, size);
    masks.clothes = spread(close.clothes, close.area, size);
    masks.other = spread(close.other, close.area, size);
    return masks;
}

cv::Mat foregroundOf(const Masks::Close& masks)
{
    cv::Mat sum(side, side, CV_32F, cv::Scalar(0));
    for (const QImage* part : {&masks.hair, &masks.bodySkin, &masks.faceSkin, &masks.clothes, &masks.other})
        cv::accumulate(viewOf(*part), sum);
    return cv::min(sum * (1 / 255.0), 1.0);
}

std::optional<QPointF> findHeadTop(const Masks& masks, const std::vector<Landmark>& points)
{
    if (points.empty())
        return std::nullopt;
    const QRectF& area = masks.close.area;
    const double kx = side / area.width(), ky = side / area.height();
    const double width = faceWidth(points) * kx;
    const double centre = (faceCentreX(points) - area.x()) * kx;
    const int left = std::clamp(int(centre - 0.55 * width), 0, side - 1);
    const int right = std::clamp(int(centre + 0.55 * width), left + 1, side);
    const int eyes = std::clamp(int((eyeMiddle(points).y() - area.y()) * ky), 0, side - 1);
    // Faint probability spread over a whole row must not add up to a head.
    const cv::Mat person = cv::max(cv::min((foregroundOf(masks.close) - 0.3) / 0.4, 1.0), 0.0);
    // Upwards from the eyes while the head goes on; the last row counts by how much of it is covered.
    const double least = 0.06 * width;
    double last = 0;
    for (int y = eyes; y >= 0; --y) {
        const double covered = cv::sum(person(cv::Rect(left, y, right - left, 1)))[0];
        if (covered < least) {
            if (y == eyes)
                return std::nullopt;
            const double part =
                last > covered ? std::clamp((last - least) / (last - covered), 0.0, 1.0) : 0.0;
            return QPointF(faceCentreX(points), area.y() + (y + 1.5 - part) / ky);
        }
        last = covered;
    }
    return QPointF(faceCentreX(points), area.y());
}

} // namespace photodesk::imaging
