#pragma once

#include "server/store/connection.h"

#include <QStringList>

/// Leases on records in review. A record is free when its lease is gone or ran out. What a bulk holds
/// (store/bulks.h) is leased to its person until the bulk ends: nothing here renews, shortens or gives it
/// back.
namespace photodesk::server::store {

struct ClaimFilter {
    bool secondReview = false;
    QString batch; ///< empty: all
    std::optional<int> priority;
    QString machineVerdict;                             ///< empty: all
    std::optional<qint64> queuedBefore, enrolledBefore; ///< only what was at that time already
};

/// Leases of `staff` that have not run out, renewed to `until`; ids in queue order.
[[nodiscard]] Result<QStringList> renewAll(Connection& c, const QString& staff, qint64 now, qint64 until);
/// Up to `count` free records become the caller's, none they gave back lately. No record goes to two callers.
[[nodiscard]] Result<QStringList> claimFree(Connection& c, const QString& staff, const ClaimFilter& filter,
                                            int count, qint64 now, qint64 until);
/// Also one that ran out, as long as nobody took it. False: not the caller's any more.
[[nodiscard]] Result<bool> renewOne(Connection& c, const QString& staff, const QString& record, qint64 until);
[[nodiscard]] Result<bool> releaseOne(Connection& c, const QString& staff, const QString& record);
[[nodiscard]] Result<int> releaseAll(Connection& c, const QString& staff);

struct QueueCounts {
    qint64 waiting = 0, secondReview = 0, mine = 0; ///< the first two: claimable by the caller now
    std::optional<qint64> oldestQueuedAt;
};

[[nodiscard]] Result<QueueCounts> queueCounts(Connection& c, const QString& staff, const QString& batch,
                                              qint64 now);

} // namespace photodesk::server::store
