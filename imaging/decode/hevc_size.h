#pragma once

#include <QByteArray>

namespace photodesk::imaging {

/// Pixels of the largest frame that an HEVC stream of this HEIF file announces; 0 where none does. The
/// container states a size too, but the decoder allocates what the stream says. Reads the parameter sets of
/// every hvcC box and those between the frames, never the frames themselves.
[[nodiscard]] qint64 largestHevcFrame(const QByteArray& file);

} // namespace photodesk::imaging
