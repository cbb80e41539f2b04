#pragma once

#include "imaging/engine.h"

#include <QImage>

namespace photodesk::test {

/// Shape of a shadow with an edge, as hat brims, window bars, poles and neighbours cast it.
enum class ShadowShape { Half, Brim, Bar, Blob };

struct CastShadow {
    ShadowShape shape = ShadowShape::Half;
    double left = 0.3;  ///< share of the light that is left in it
    double soft = 0.01; ///< width of the edge, face widths
    double shift = 0;   ///< of the edge from the middle of the face, face widths
    double degrees = 0; ///< the way that leads into the shadow: 0 to the picture's right, 90 down
};

/// RGB888 in and out; linear light is taken, a little less of the blue, as skies do.
[[nodiscard]] QImage shadowed(const QImage& image, const std::vector<imaging::Landmark>& points,
                              const CastShadow& shadow);

} // namespace photodesk::test
