#pragma once

#include <QImage>
#include <QRect>
#include <QTransform>

#include <vector>

class QPainter;

namespace photodesk::widgets {

/// A transparent picture stretched over the photo. Most of it is empty: `parts` name what is not, so that
/// painting costs what can be seen.
struct Tint {
    QImage image;             ///< ARGB32 premultiplied, any size
    std::vector<QRect> parts; ///< of `image`, side by side, never over each other

    [[nodiscard]] bool isNull() const { return image.isNull(); }
};

/// Finds the parts of an ARGB32 premultiplied picture. Any thread.
[[nodiscard]] Tint tintOf(QImage image);

/// Stripes where a channel is clipped (all of them ≥ 250: blown; ≤ 5: blocked), at most 1024 px. Any thread.
[[nodiscard]] Tint zebraOf(const QImage& picture);

/// Edges that are sharp pixel by pixel, the stronger the sharper, at most 1024 px; a soft picture shows none.
/// What counts are the pixels given: a reduced picture is sharper than its original. Any thread, about
/// 5 ms a megapixel.
[[nodiscard]] Tint sharpnessOf(const QImage& picture);

/// Stretches `tint` over a picture of `size`; only what lies within `visible` (logical pixels) is painted.
void paintTint(QPainter& painter, const Tint& tint, QSize size, const QTransform& toWidget,
               const QRectF& visible);

} // namespace photodesk::widgets
