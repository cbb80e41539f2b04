#pragma once

#include "server/services/context.h"
#include "server/services/outcome.h"
#include "server/store/bulks.h"

/// What a bulk has come to, told from its photos as they stand. Of the caller's write transaction.
namespace photodesk::server::services {

struct Bulk;
struct Settings;
struct Staff;

struct BulkStanding {
    store::BulkRow bulk;
    std::vector<store::BulkPhotoRow> photos;
    QStringList pending; ///< of the sample, still to be looked at
    int approved = 0;    ///< of the sample
    QStringList rest;    ///< to be approved together

    [[nodiscard]] bool sampleApproved() const { return pending.isEmpty() && approved >= bulk.sampleSize; }
};

/// Locks the bulk and brings it up to date: left out is what somebody changed, a photo of the sample that its
/// student withdrew is replaced by another drawn one, and the bulk ends when its time is over or a photo of
/// the sample was not approved by its person. Error: NotFound, also for somebody else's.
[[nodiscard]] Result<BulkStanding> settleBulk(store::Connection& c, const QString& staff, const QString& bulk,
                                              qint64 now);

/// A photo is about to be decided otherwise than approved: if it is of a sample, its bulk is over.
[[nodiscard]] Result<void> dissolveBulkOfSample(store::Connection& c, const QString& record, qint64 now);
[[nodiscard]] Result<void> endOverdueBulks(store::Connection& c, qint64 now);

/// `count` of `from`, drawn so that nobody can foretell them.
[[nodiscard]] QStringList drawn(QStringList from, int count);

[[nodiscard]] Result<void> mayApproveBulks(const Staff& staff); ///< Error: Forbidden
[[nodiscard]] Bulk bulkView(const BulkStanding& standing, const Settings& settings);
[[nodiscard]] QString bulkSubject(const QString& bulk); ///< as the audit log writes it

} // namespace photodesk::server::services
