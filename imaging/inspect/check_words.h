#pragma once

#include "domain/reason.h"
#include "domain/report.h"

namespace photodesk::inspect {

/// What a check is called in a table or report that people of both languages read.
struct CheckWords {
    QString zh, en;
};

class CheckNames {
public:
    [[nodiscard]] static Result<CheckNames> load();
    [[nodiscard]] CheckWords of(const QString& id, const QString& reasonCode) const;

private:
    ReasonCatalogue reasons_;
};

/// Value and limits, short: "0.31 (≤ 0.08)". Empty where nothing was measured.
[[nodiscard]] QString figureOf(const CheckResult& check);

} // namespace photodesk::inspect
