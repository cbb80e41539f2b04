#pragma once

#include "app/review/prefetcher.h"
#include "widgets/overlays.h"
#include "widgets/prepared_image.h"

namespace photodesk::app {

/// A photo as the canvas paints it: pixels and lines.
struct ScreenPhoto final : Paintable {
    widgets::PreparedImage image;
    widgets::OverlayData overlays;
};

/// Given to Prefetcher; runs in the imaging pool.
[[nodiscard]] std::shared_ptr<const Paintable> paintForScreen(const Prefetcher::PaintInput& input);

/// Where a processed picture was cut out of its original.
struct Cut {
    QRectF crop;     ///< pixels of the original, before turning
    double turn = 0; ///< degrees clockwise of `crop` about its centre
};
/// Maps pixels of the original to those of the picture cut out of it.
[[nodiscard]] QTransform cutOut(const Cut& cut, QSize derived);
/// A place on the original, on the picture cut out of it.
[[nodiscard]] QRectF fromOriginal(const QRectF& place, const Cut& cut, QSize derived);

} // namespace photodesk::app
