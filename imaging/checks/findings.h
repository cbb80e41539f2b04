#pragma once

#include "domain/report.h"
#include "domain/standard.h"

#include <QHash>

namespace photodesk::imaging {

/// Collects measured facts by check id and judges them once, in the standard's own order.
class Findings {
public:
    void add(QLatin1StringView id, double value, std::optional<QRectF> place = {});
    /// `why` is a stable word: no_face, quick, pose, too_few_pixels, ….
    void skip(QLatin1StringView id, QLatin1StringView why);

    /// One result for each check of the standard; what nobody measured is not assessed for `otherwise`.
    [[nodiscard]] std::vector<CheckResult> judged(const Standard& standard,
                                                  QLatin1StringView otherwise) const;

private:
    struct Fact {
        std::optional<double> value;
        std::optional<QRectF> place;
        QString why;
    };
    QHash<QString, Fact> facts_;
};

} // namespace photodesk::imaging
