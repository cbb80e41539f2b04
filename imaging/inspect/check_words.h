#pragma once

#include "domain/report.h"

namespace photodesk::inspect {

/// What a check is called in a table or report that people of both languages read.
struct CheckWords {
    QString zh, en;
};
[[nodiscard]] CheckWords checkWords(const QString& id);

/// "分辨率过低 …" of the error codes that a file can meet; else its stable name.
[[nodiscard]] CheckWords errorWords(ErrorCode code);

/// Value and limits, short: "0.31 (≤ 0.08)". Empty where nothing was measured.
[[nodiscard]] QString figureOf(const CheckResult& check);

} // namespace photodesk::inspect
