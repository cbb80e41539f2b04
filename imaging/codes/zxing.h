#pragma once

#include "imaging/codes.h"

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging::zxing {

// Everything that names ZXing is in zxing.cpp: version 2 renames most of it.

/// Quiet zone 4 modules.
[[nodiscard]] Result<Modules> encodeQr(const QByteArray& utf8, QrLevel level);
/// Quiet zone 10 modules left and right.
[[nodiscard]] Result<Modules> encodeCode128(const QByteArray& ascii, int barHeight);

struct Look {
    bool qr = false, dataMatrix = false, code128 = false;
    bool harder = false;    ///< every row instead of some
    bool binary = false;    ///< the picture is black and white already
    bool undecoded = false; ///< report symbols that were seen but could not be read, with empty bytes
};

/// What ZXing sees in 8-bit grey levels; corners in its pixels. No QR codes are searched where more finder
/// patterns stand than code_finder_patterns_max of resources/limits.json. Never throws.
[[nodiscard]] std::vector<Code> look(const cv::Mat& grey, const Look& options);

} // namespace photodesk::imaging::zxing
