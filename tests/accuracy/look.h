#pragma once

#include "domain/standard.h"
#include "imaging/engine.h"
#include "matte_errors.h"
#include "portrait_set.h"

#include <memory>
#include <optional>
#include <vector>

namespace photodesk::accuracy {

/// What the engine said about one portrait; no pixels.
struct Seen {
    std::optional<Error> error;
    std::vector<QRectF> faces;
    std::optional<QPointF> headTop;
    Report report;
    std::optional<Error> renderError;
    std::optional<MatteErrors> matte;         ///< where the exact coverage is known
    std::optional<CompositeErrors> composite; ///< and the picture was not changed after compositing

    [[nodiscard]] std::optional<QPointF> point(QLatin1StringView name) const;
    [[nodiscard]] const CheckResult* check(const QString& id) const;
};

/// One portrait and what was seen on it.
struct Pair {
    const Portrait* truth = nullptr;
    Seen seen;
};

/// In the order of the set, whatever the number of threads. Errors: those of Engine::create.
[[nodiscard]] Result<std::vector<Pair>> lookAtAll(const PortraitSet& set, const Standard& standard,
                                                  int threads,
                                                  const std::shared_ptr<const imaging::ModelStore>& models);

} // namespace photodesk::accuracy
