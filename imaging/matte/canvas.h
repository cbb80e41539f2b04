#pragma once

#include "imaging/engine.h"
#include "imaging/matte/trimap.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

namespace photodesk::imaging {

/// A part of the photo: `crop` in photo pixels, then turned clockwise by `turn` degrees about its centre.
struct Framing {
    QRectF crop;
    double turn = 0;
};

/// That part at output size.
struct Canvas {
    cv::Mat rgb;         ///< CV_8UC3; beyond the photo its edge repeated
    cv::Mat inside;      ///< CV_8U, 255 within the photo
    cv::Matx23d toPhoto; ///< output to photo, both with the origin at the corner of the first pixel
};

/// Scaled down by averaging in linear light, so that fine bright hair keeps its brightness.
[[nodiscard]] Canvas makeCanvas(const Photo& photo, const Framing& framing, QSize output);

/// The networks' masks brought to the canvas.
[[nodiscard]] SoftMasks softMasks(const Masks& masks, QSize photo, const Canvas& canvas);

} // namespace photodesk::imaging
