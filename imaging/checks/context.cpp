#include "imaging/checks/context.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"
#include "imaging/output/crop.h"
#include "imaging/segment/segmentation.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

cv::Mat soft(const QImage& image)
{
    cv::Mat values;
    viewOf(image).convertTo(values, CV_32F, 1 / 255.0);
    return values;
}

cv::Mat skinMask(const FacePatch& patch)
{
    cv::Mat skin = polygonMask(patch.rgb.size(), patch.points, faceOval());
    const double width = tuning().patchFaceWidth;
    const auto disc = [&](double share) {
        const int r = std::max(1, int(std::lround(share * width)));
        return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1});
    };
    cv::erode(skin, skin, disc(0.06)); // away from hair and background
    cv::Mat features(patch.rgb.size(), CV_8U, cv::Scalar(0));
    for (const auto ring : {rightEyeRing(), leftEyeRing(), rightBrow(), leftBrow(), lipsRing()})
        features |= polygonMask(patch.rgb.size(), patch.points, ring);
    cv::dilate(features, features, disc(0.03));
    skin.setTo(0, features);
    return skin;
}

/// Takes out what the class masks call hair, glasses or a mask.
void keepSkinOnly(FacePatch& patch, const Masks::Close& masks)
{
    const double kx = masks.faceSkin.width() / masks.area.width();
    const double ky = masks.faceSkin.height() / masks.area.height();
    const double sx = kx / patch.scale, sy = ky / patch.scale;
    const cv::Matx23d map(sx, 0, (patch.origin.x() - masks.area.x()) * kx + 0.5 * sx - 0.5, 0, sy,
                          (patch.origin.y() - masks.area.y()) * ky + 0.5 * sy - 0.5);
    cv::Mat seen;
    cv::warpAffine(viewOf(masks.faceSkin), seen, map, patch.rgb.size(),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    patch.skin &= seen > 127;
}

FacePatch makeFacePatch(const Analysis& analysis, Pyramid& pyramid)
{
    const auto& points = analysis.landmarks;
    FacePatch patch;
    const double width = std::max(faceWidth(points), 1.0);
    patch.scale = tuning().patchFaceWidth / width;
    double top = points[0].y, bottom = points[0].y;
    for (const Landmark& p : points) {
        top = std::min(top, double(p.y));
        bottom = std::max(bottom, double(p.y));
    }
    const double left = faceCentreX(points) - 0.7 * width;
    patch.origin = {left, top - 0.1 * width};
    const double height = std::clamp(bottom - top + 0.2 * width, 0.2 * width, 3.0 * width);
    const cv::Size size(int(std::lround(1.4 * width * patch.scale)), int(std::lround(height * patch.scale)));
    patch.rgb =
        pyramid.part(QRectF(patch.origin, QSizeF(size.width / patch.scale, size.height / patch.scale)), size);
    cv::cvtColor(patch.rgb, patch.luma, cv::COLOR_RGB2GRAY);
    for (const Landmark& p : points)
        patch.points.emplace_back(float((p.x - patch.origin.x()) * patch.scale),
                                  float((p.y - patch.origin.y()) * patch.scale));
    patch.skin = skinMask(patch);
    if (analysis.masks)
        keepSkinOnly(patch, analysis.masks->close);
    return patch;
}

AreaPatch makeAreaPatch(const Analysis& analysis, Pyramid& pyramid)
{
    const Masks::Close& masks = analysis.masks->close;
    AreaPatch patch;
    const cv::Size size(masks.person.width(), masks.person.height());
    patch.rgb = pyramid.part(masks.area, size);
    patch.lab = labOf(patch.rgb);
    patch.person = soft(masks.person);
    patch.foreground = foregroundOf(masks);
    patch.hair = soft(masks.hair);
    patch.bodySkin = soft(masks.bodySkin);
    patch.faceSkin = soft(masks.faceSkin);
    patch.clothes = soft(masks.clothes);
    patch.other = soft(masks.other);
    patch.kx = size.width / masks.area.width();
    patch.ky = size.height / masks.area.height();
    patch.origin = masks.area.topLeft();
    for (const Landmark& p : analysis.landmarks)
        patch.points.emplace_back(float((p.x - patch.origin.x()) * patch.kx),
                                  float((p.y - patch.origin.y()) * patch.ky));
    return patch;
}

} // namespace

QRectF FacePatch::back(const cv::Rect& r) const
{
    return {origin.x() + r.x / scale, origin.y() + r.y / scale, r.width / scale, r.height / scale};
}

QRectF AreaPatch::back(const cv::Rect& r) const
{
    return {origin.x() + r.x / kx, origin.y() + r.y / ky, r.width / kx, r.height / ky};
}

Context makeContext(const Standard& standard, const Analysis& analysis, Depth depth, const Photo& photo,
                    Pyramid& pyramid)
{
    Context context{standard, analysis, depth, photo, {}, {}, {}};
    if (!analysis.landmarks.empty()) {
        context.face = makeFacePatch(analysis, pyramid);
        context.crop = planCrop(analysis, standard);
    }
    if (depth == Depth::Full && analysis.masks)
        context.area = makeAreaPatch(analysis, pyramid);
    return context;
}

cv::Mat polygonMask(cv::Size size, const std::vector<cv::Point2f>& points, std::span<const int> ring)
{
    cv::Mat mask(size, CV_8U, cv::Scalar(0));
    std::vector<cv::Point> corners;
    for (const int i : ring)
        corners.emplace_back(points[std::size_t(i)]);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{corners}, cv::Scalar(255));
    return mask;
}

std::optional<double> meanUnder(const cv::Mat& values, const cv::Mat& mask)
{
    if (cv::countNonZero(mask) == 0)
        return std::nullopt;
    return cv::mean(values, mask)[0];
}

cv::Mat labOf(const cv::Mat& rgb)
{
    cv::Mat unit, lab;
    rgb.convertTo(unit, CV_32FC3, 1 / 255.0);
    cv::cvtColor(unit, lab, cv::COLOR_RGB2Lab);
    return lab;
}

cv::Vec3f labOf(QRgb colour)
{
    const cv::Mat pixel(1, 1, CV_8UC3, cv::Scalar(qRed(colour), qGreen(colour), qBlue(colour)));
    return labOf(pixel).at<cv::Vec3f>(0, 0);
}

} // namespace photodesk::imaging
