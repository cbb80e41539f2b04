#pragma once

#include "imaging/photo.h"

#include <QRectF>

#include <optional>

namespace photodesk::imaging {

/// What an earlier JPEG compression left in the coefficients of the present one.
struct DctTraces {
    bool enough = false; ///< enough coefficients for an answer
    double doubled = 0;  ///< 0-1: how empty the values are that an earlier, coarser table cannot have given
    int earlierQuality = 0; ///< libjpeg's scale, of the table that explains it best
    double foreign = 0;     ///< share of the examined tiles that do not bear the trace of the others
    std::optional<QRectF> foreignPlace; ///< of the largest such group, pixels of the upright picture
};

/// The decoded pixels are transformed again on the file's own 8 x 8 grid; nothing is decoded twice. Only for
/// JPEG files whose pixels were not recoloured.
[[nodiscard]] DctTraces readDctTraces(const Photo& photo);

} // namespace photodesk::imaging
