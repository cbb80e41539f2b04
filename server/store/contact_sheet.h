#pragma once

#include "server/store/connection.h"

#include <QJsonObject>

/// The photos in first review, in queue order, without what only a single look needs.
namespace photodesk::server::store {

struct SheetRow {
    QString record, batch;
    qint64 version = 0;
    int attempt = 0, priority = 0;
    QString machineVerdict;
    qint64 queuedAt = 0;
    std::optional<QString> leaseUser;
    std::optional<qint64> leaseUntil;
    QString thumbnailSha;
    bool hasNote = false, hasDerived = false;
    std::optional<QJsonObject> check; ///< {"status", "value"} of the one asked for, where the report has it
};

/// The last one of the page before.
struct SheetPlace {
    int priority = 0;
    qint64 queuedAt = 0;
    QString record;
};

struct SheetBatch {
    QString id, school, name;
    qint64 waiting = 0;
    bool bulkAllowed = false;
    std::optional<qint64> bulkSamplePercent;
};

/// `check`: id of the one whose finding is wanted; empty: none.
[[nodiscard]] Result<std::vector<SheetRow>> sheetRows(Connection& c, const QString& batch,
                                                      const std::optional<SheetPlace>& after, int limit,
                                                      const QString& check);
/// Batches in which something waits for its first review, by name.
[[nodiscard]] Result<std::vector<SheetBatch>> sheetBatches(Connection& c);

struct BulkFacts {
    bool hasNote = false, hasDerived = false;
    bool hasDouble = false; ///< a picture from the same shot stands elsewhere
};
[[nodiscard]] Result<std::optional<BulkFacts>> bulkFacts(Connection& c, const QString& record, int attempt);

/// One photo becomes the caller's, if it is free or theirs already; a bulk's hold stays. False: somebody
/// else's.
[[nodiscard]] Result<bool> claimRecord(Connection& c, const QString& staff, const QString& record, qint64 now,
                                       qint64 until);

} // namespace photodesk::server::store
