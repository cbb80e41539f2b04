#pragma once

#include "imaging/codes.h"

namespace photodesk::imaging::zxing {

// Everything that names ZXing is in zxing.cpp: version 2 renames most of it.

/// Quiet zone 4 modules.
[[nodiscard]] Result<Modules> encodeQr(const QByteArray& utf8, QrLevel level);
/// Quiet zone 10 modules left and right.
[[nodiscard]] Result<Modules> encodeCode128(const QByteArray& ascii, int barHeight);

} // namespace photodesk::imaging::zxing
