#pragma once

#include "imaging/render.h"

namespace photodesk::test {

/// The true coverage brought to the rendered crop (never turned), 0–1; beyond the photo nothing.
[[nodiscard]] std::vector<double> truthOn(const imaging::Rendered& rendered, const QImage& alpha);

/// 1 for pixels with no true coverage within three pixels of them.
[[nodiscard]] std::vector<char> bareOf(const imaging::Rendered& rendered, const QImage& trueAlpha);

/// Mean absolute error within ten pixels of partly covered ones, × 1000. Ends the test where there are none.
[[nodiscard]] double bandError(const QImage& alpha, const std::vector<double>& truth);

/// One value of a Grayscale8 picture.
[[nodiscard]] inline int levelAt(const QImage& grey, int x, int y)
{
    return grey.constScanLine(y)[x];
}

/// The true coverage of a rendered head, Grayscale8. Ends the test where there is none.
[[nodiscard]] QImage trueAlpha(const QString& file);

/// Walls to put cut-outs before. The plain ones are painted walls as they are; the others cannot be foretold.
enum class Wall { Flat, Gradient, Shadow, Grain, Mottled, Curtain, Tiles, Shelf, Room, Garden };
[[nodiscard]] bool isPlain(Wall wall);
[[nodiscard]] const char* nameOf(Wall wall);

/// A rendered head, freed from the even wall it was rendered before, laid before another and given noise.
[[nodiscard]] imaging::Photo before(Wall wall, const QString& file);

} // namespace photodesk::test
