#pragma once

#include "code_photos.h"

#include <QStringList>

namespace photodesk::test {

/// One photograph of codes and what stands in them.
struct CodePhoto {
    QImage image;
    QStringList texts;
    std::vector<std::array<QPointF, 4>>
        corners; ///< of the same codes: first the one at the code's own top left
};

/// A kind of damage at a strength; `make` gives another photo for each seed, always the same.
struct CodeCase {
    const char* kind;
    const char* strength;
    std::function<CodePhoto(unsigned seed)> make;
};

[[nodiscard]] const std::vector<CodeCase>& codeCases();

} // namespace photodesk::test
