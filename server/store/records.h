#pragma once

#include "domain/record.h"
#include "server/store/connection.h"

namespace photodesk::server::store {

/// A row of `records` with what its batch says of it.
struct RecordRow {
    QString id, batch, student, nameMasked, idLast4;
    RecordState state = RecordState::None;
    qint64 version = 0;
    int attempt = 0;
    QString machineVerdict; ///< of the current attempt; empty before the first
    int priority = 0;       ///< 1: an attempt after a refusal, goes ahead
    std::optional<qint64> queuedAt;
    std::optional<QString> leaseUser;
    std::optional<qint64> leaseUntil;
    std::optional<QString> lastClaimer;   ///< stays when the lease is given back
    std::optional<QString> firstReviewer; ///< who sent it to a second opinion
    qint64 studentActedAt = 0;            ///< since the last decision; 0: not
    qint64 createdAt = 0;
    QString school, batchName, standard, background; ///< read only
    qint64 feeFen = 0;                               ///< read only
};

/// Error: Conflict when the enrolment has a live record.
[[nodiscard]] Result<void> insertRecord(Connection& c, const RecordRow& row, const QString& enrolmentHash);
[[nodiscard]] Result<std::optional<RecordRow>> recordById(Connection& c, const QString& id);
/// As recordById; nobody else can write the row until the transaction ends.
[[nodiscard]] Result<std::optional<RecordRow>> lockRecord(Connection& c, const QString& id);
[[nodiscard]] Result<std::vector<RecordRow>> recordsOfStudent(Connection& c, const QString& student);
/// Writes everything that can change, under `WHERE version = previousVersion`; whoever changes a record takes
/// it out of a bulk. Error: StaleVersion.
[[nodiscard]] Result<void> updateRecord(Connection& c, const RecordRow& row, qint64 previousVersion,
                                        qint64 now);
[[nodiscard]] Result<void> setStudentActed(Connection& c, const QString& id, qint64 now);

} // namespace photodesk::server::store
