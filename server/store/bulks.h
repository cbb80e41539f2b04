#pragma once

#include "domain/bulk.h"
#include "domain/decision.h"
#include "domain/record.h"
#include "server/store/connection.h"

/// Bulk approvals and the photos they hold.
namespace photodesk::server::store {

struct BulkRow {
    QString id, staff, batch;
    BulkState state = BulkState::Sampling;
    int sampleSize = 0;
    qint64 createdAt = 0, expiresAt = 0;
    std::optional<qint64> endedAt;
};

/// One chosen photo, with what its record has become since.
struct BulkPhotoRow {
    QString record;
    qint64 version = 0;             ///< when it was chosen
    std::optional<qint64> queuedAt; ///< when it was chosen: another one means that the student submitted anew
    bool sampled = false;
    std::optional<LeftOut> leftOut;
    std::optional<QString> decision; ///< made by the bulk

    struct Now { ///< read only
        RecordState state = RecordState::None;
        qint64 version = 0;
        std::optional<qint64> queuedAt;
        std::optional<QString> bulk, lastClaimer;
        std::optional<Verdict> verdict; ///< of the last decision since it was chosen that stands
        QString decidedBy;
    } now;
};

/// Error: Conflict when the person has one in work.
[[nodiscard]] Result<void> insertBulk(Connection& c, const BulkRow& row);
[[nodiscard]] Result<void> insertBulkPhoto(Connection& c, const QString& bulk, const BulkPhotoRow& row);
/// Nobody else can write the row until the transaction ends.
[[nodiscard]] Result<std::optional<BulkRow>> lockBulk(Connection& c, const QString& id);
/// Until the transaction ends nobody withdraws, decides or takes back any of its photos.
[[nodiscard]] Result<void> lockBulkRecords(Connection& c, const QString& bulk);
[[nodiscard]] Result<std::optional<BulkRow>> newestBulkOf(Connection& c, const QString& staff);
[[nodiscard]] Result<std::vector<BulkPhotoRow>> bulkPhotos(Connection& c, const QString& bulk); ///< by record
/// Also gives every photo that it still holds back.
[[nodiscard]] Result<void> endBulk(Connection& c, const QString& bulk, BulkState state, qint64 now);
[[nodiscard]] Result<void> setBulkState(Connection& c, const QString& bulk, BulkState state);
[[nodiscard]] Result<void> markLeftOut(Connection& c, const QString& bulk, const QString& record,
                                       LeftOut why);
[[nodiscard]] Result<void> markSampled(Connection& c, const QString& bulk, const QString& record);
[[nodiscard]] Result<void> setBulkDecision(Connection& c, const QString& bulk, const QString& record,
                                           const QString& decision);
/// Leases the record to the bulk's person for as long as the bulk may last.
[[nodiscard]] Result<void> holdForBulk(Connection& c, const QString& record, const BulkRow& bulk);
/// The bulk in work of whose sample the record is.
[[nodiscard]] Result<std::optional<QString>> bulkSampling(Connection& c, const QString& record);
/// Bulks that ran out, oldest first.
[[nodiscard]] Result<QStringList> bulksOverdue(Connection& c, qint64 now);

} // namespace photodesk::server::store
