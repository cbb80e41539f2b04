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

/// A place on the original, on the picture cut out of it.
[[nodiscard]] QRectF fromOriginal(const QRectF& place, const QRectF& crop, double turn, QSize derived);

} // namespace photodesk::app
