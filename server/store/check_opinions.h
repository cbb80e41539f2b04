#pragma once

#include "domain/report.h"
#include "server/store/connection.h"

#include <QStringList>

/// What reviewers thought of the checks that warned or failed.
namespace photodesk::server::store {

struct OpinionRow {
    QString checkId;
    CheckStatus status = CheckStatus::Warn; ///< Warn or Fail
    bool disagreed = false;
};
[[nodiscard]] Result<void> insertOpinions(Connection& c, const QString& decision,
                                          const std::vector<OpinionRow>& opinions);

struct OpinionCount {
    QString checkId;
    qint64 warned = 0, failed = 0; ///< decided photos on which it did
    qint64 disagreed = 0;          ///< of these, where the reviewer did not share it
    qint64 approved = 0;           ///< of these, approved all the same
};
/// Of decisions that stand, applied at `since` or later; by check id.
[[nodiscard]] Result<std::vector<OpinionCount>> countOpinions(Connection& c, qint64 since);

} // namespace photodesk::server::store
