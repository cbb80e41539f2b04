#pragma once

#include <QImage>
#include <QSize>

#include <vector>

namespace photodesk::widgets {

/// A picture ready to be painted at any zoom: the best pixels at hand and halvings of them. Cheap to copy
/// (images are shared). `fullSize` is the size of the upright original, which may be larger than the pixels
/// at hand: then this is a preview.
struct PreparedImage {
    QSize fullSize;
    std::vector<QImage> levels; ///< Format_RGB32, largest first, each half of the one before

    [[nodiscard]] bool isNull() const { return levels.empty(); }
    [[nodiscard]] bool isPreview() const { return !isNull() && levels.front().width() < fullSize.width(); }
    /// Smallest level that has at least `scale` pixels per pixel of the original (the largest where none
    /// has).
    [[nodiscard]] const QImage& levelFor(double scale) const;
};

/// Builds the halvings; any thread, about a quarter of a second for 50 megapixels. An empty `fullSize` means
/// the image's own. Transparent parts are laid on white.
[[nodiscard]] PreparedImage prepareImage(const QImage& image, QSize fullSize = {});

} // namespace photodesk::widgets
