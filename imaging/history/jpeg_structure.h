#pragma once

#include "imaging/photo.h"

#include <QByteArray>
#include <QStringList>

namespace photodesk::imaging {

struct JpegStructure {
    JpegFacts facts;
    QStringList programs; ///< named by comments, XMP or the segments of known programs
};

/// Walks the markers up to the first scan. Never fails: a broken file gives what stood before the break.
[[nodiscard]] JpegStructure readJpegStructure(const QByteArray& bytes);

/// libjpeg's luminance table of this quality, row by row.
[[nodiscard]] std::array<quint16, 64> standardLuma(int quality);

} // namespace photodesk::imaging
