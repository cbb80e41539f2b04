#pragma once

#include "server/store/connection.h"

namespace photodesk::server::store {

/// What one batch, kind of attempt and colour have waiting for a caller.
struct FacetRow {
    QString batch, school, batchName;
    int priority = 0;
    QString machineVerdict;
    qint64 waiting = 0;
    std::vector<qint64>
        since; ///< of these, in the order of FacetQuery: queued or enrolled at the time or before
};

struct FacetQuery {
    QString staff;
    bool secondReview = false;
    qint64 now = 0;
    std::vector<qint64> queuedBefore, enrolledBefore;
};

/// One walk over what is claimable by `staff` now.
[[nodiscard]] Result<std::vector<FacetRow>> queueFacets(Connection& c, const FacetQuery& query);

} // namespace photodesk::server::store
