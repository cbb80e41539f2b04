#pragma once

#include "imaging/engine.h"

#include <QImage>

namespace photodesk::test {

using Points = std::vector<imaging::Landmark>;

// Defects painted onto portraits (RGB888), the same each time: more cases than the labelled ones, with known
// size.

/// Slides both irises inside their lids, in distances of the outer eye corners, along and across the eyes.
[[nodiscard]] QImage shiftIrises(const QImage& image, const Points& points, double along, double down);
/// Flash in both pupils.
[[nodiscard]] QImage reddenPupils(const QImage& image, const Points& points);
/// Lids drawn over both eyes, with a dark line of lashes.
[[nodiscard]] QImage closeEyes(const QImage& image, const Points& points);
/// A white reflection on either lens, beside the iris, half an eye wide.
[[nodiscard]] QImage shineOnLenses(const QImage& image, const Points& points);
/// Everything behind the lenses at this share of its light.
[[nodiscard]] QImage tintLenses(const QImage& image, const Points& points, double share);
/// The upper rim slides down across both eyes.
[[nodiscard]] QImage rimOverEyes(const QImage& image, const Points& points);
/// Shears what lies below the chin, so that the shoulder line turns clockwise by this angle.
[[nodiscard]] QImage sinkShoulder(const QImage& image, const Points& points, double degrees);
/// Beads round the neck.
[[nodiscard]] QImage hangNecklace(const QImage& image, const Points& points);

} // namespace photodesk::test
