#pragma once

#include "domain/decision.h"
#include "server/store/connection.h"

/// What one person has decided, as numbers about themselves.
namespace photodesk::server::store {

/// The workstation's times of the decisions that stand, ascending; applied at `since` or later.
[[nodiscard]] Result<std::vector<qint64>> decisionTimes(Connection& c, const QString& staff, qint64 since);

struct LookedAgain {
    qint64 count = 0; ///< approvals and rejections that somebody else decided again on the same attempt
    qint64 stood = 0; ///< of these, with the same verdict in the end
};
[[nodiscard]] Result<LookedAgain> lookedAgain(Connection& c, const QString& staff, qint64 since);

} // namespace photodesk::server::store
