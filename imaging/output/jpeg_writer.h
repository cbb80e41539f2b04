#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QImage>

namespace photodesk::imaging {

struct JpegOptions {
    int quality = 90;        ///< libjpeg scale
    bool fullChroma = false; ///< 4:4:4 instead of 4:2:0
    int dpi = 72;            ///< written to JFIF
};

/// Baseline, optimal Huffman tables, JFIF only. `image` is RGB888. Errors: EncodeFailed.
[[nodiscard]] Result<QByteArray> writeJpeg(const QImage& image, const JpegOptions& options);

struct JpegBudget {
    int kbMin = 0, kbMax = 0; ///< 1 KB = 1024 bytes; 0 does not bound
    int qualityMin = 60;
    int dpi = 300;
};

struct BudgetedJpeg {
    QByteArray bytes;
    int quality = 0;
};

/// The best quality that fits the budget; 4:4:4 where that still leaves a good quality. Errors: EncodeFailed.
[[nodiscard]] Result<BudgetedJpeg> writeJpegWithin(const QImage& image, const JpegBudget& budget);

} // namespace photodesk::imaging
