#pragma once

#include "imaging/engine.h"
#include "imaging/pyramid.h"

#include <opencv2/core.hpp>

#include <optional>
#include <span>

namespace photodesk::imaging {

/// The face at a fixed size, so that measures do not depend on the camera: the face oval is
/// tuning().patchFaceWidth wide.
struct FacePatch {
    cv::Mat rgb;  ///< CV_8UC3
    cv::Mat luma; ///< CV_8U
    cv::Mat skin; ///< CV_8U, 255 where skin is seen: oval less eyes, brows, lips, hair, glasses
    std::vector<cv::Point2f> points; ///< the mesh on the patch
    double scale = 1;                ///< patch pixels per pixel of the full picture
    QPointF origin;                  ///< of the patch in the full picture

    [[nodiscard]] QRectF back(const cv::Rect& r) const;
};

/// The neighbourhood of the head on the grid of the close masks.
struct AreaPatch {
    cv::Mat rgb; ///< 256 × 256 CV_8UC3, stretched as the masks are
    cv::Mat lab; ///< CV_32FC3, L 0–100
    cv::Mat person, foreground, hair, bodySkin, faceSkin, clothes, other; ///< CV_32F 0–1
    std::vector<cv::Point2f> points;
    double kx = 1, ky = 1; ///< grid pixels per pixel of the full picture
    QPointF origin;

    [[nodiscard]] QRectF back(const cv::Rect& r) const;
};

/// What the check families read. Built once per analysis; nothing in it changes while they run.
struct Context {
    const Standard& standard;
    const Analysis& analysis;
    Depth depth;
    const Photo& photo;            ///< the original's own pixels and what its file tells
    std::optional<FacePatch> face; ///< with landmarks only
    std::optional<AreaPatch> area; ///< Full depth only
    std::optional<QRectF> crop;    ///< of the picture that would be rendered
};

[[nodiscard]] Context makeContext(const Standard& standard, const Analysis& analysis, Depth depth,
                                  const Photo& photo, Pyramid& pyramid);

/// 255 inside the closed polygon of these mesh points.
[[nodiscard]] cv::Mat polygonMask(cv::Size size, const std::vector<cv::Point2f>& points,
                                  std::span<const int> ring);
/// Mean of `values` (CV_8U or CV_32F) under a mask; nothing if the mask is empty.
[[nodiscard]] std::optional<double> meanUnder(const cv::Mat& values, const cv::Mat& mask);
/// sRGB bytes to CIE L*a*b* (D65), CV_32FC3.
[[nodiscard]] cv::Mat labOf(const cv::Mat& rgb);
[[nodiscard]] cv::Vec3f labOf(QRgb colour);

} // namespace photodesk::imaging
