#pragma once

#include "domain/decision.h"
#include "domain/record.h"
#include "server/store/connection.h"

namespace photodesk::server::store {

struct DecisionRow {
    QString id, record, staff, staffName; ///< staffName: read only
    int attempt = 0;
    Verdict verdict = Verdict::Approve;
    QStringList reasons;
    QString mainReason, note;
    QStringList disagreements;
    QString photoSha256;
    qint64 decidedAt = 0, appliedAt = 0; ///< the workstation's clock; the server's
    qint64 versionBefore = 0, versionAfter = 0;
    RecordState from = RecordState::None, to = RecordState::None;
    std::optional<qint64> undoneAt, versionUndone;
};

[[nodiscard]] Result<void> insertDecision(Connection& c, const DecisionRow& row);
[[nodiscard]] Result<std::optional<DecisionRow>> decisionById(Connection& c, const QString& id);
[[nodiscard]] Result<std::vector<DecisionRow>> decisionsOfRecord(Connection& c,
                                                                 const QString& record); ///< oldest first
[[nodiscard]] Result<void> markUndone(Connection& c, const QString& id, qint64 version, qint64 now);
[[nodiscard]] Result<bool> everRejected(Connection& c, const QString& record);

/// Newest first, strictly before (appliedAt, id) where that is given.
[[nodiscard]] Result<std::vector<DecisionRow>>
decisionsOfStaff(Connection& c, const QString& staff, const std::optional<std::pair<qint64, QString>>& before,
                 int limit);
[[nodiscard]] Result<qint64> decidedSince(Connection& c, const QString& staff, qint64 since);

/// A message for the student, to go out once the decision can't be undone any more.
[[nodiscard]] Result<void> insertNotice(Connection& c, const QString& id, const DecisionRow& decision,
                                        const QString& student, qint64 dueAt);
[[nodiscard]] Result<void> cancelNotice(Connection& c, const QString& decision);

} // namespace photodesk::server::store
