#pragma once

#include "server/store/connection.h"

/// The queue of pictures between the phone and the imaging workers.
namespace photodesk::server::store {

struct UploadRow {
    QString id, record, student, state, sha256, captureSource;
    qint64 bytes = 0, tries = 0;
    std::optional<QString> worker, errorCode;
    std::optional<qint64> attempt;
    qint64 receivedAt = 0;
};

/// Older active uploads of the record become `superseded`.
[[nodiscard]] Result<void> insertUpload(Connection& c, const UploadRow& row);
[[nodiscard]] Result<std::optional<UploadRow>> uploadById(Connection& c, const QString& id);
[[nodiscard]] Result<std::optional<UploadRow>> lockUpload(Connection& c, const QString& id);
[[nodiscard]] Result<std::optional<UploadRow>> newestUpload(Connection& c, const QString& record);
[[nodiscard]] Result<bool> hasActiveUpload(Connection& c, const QString& record);
/// How many received ones are ahead of this one.
[[nodiscard]] Result<qint64> uploadsAhead(Connection& c, const UploadRow& row);

/// The oldest received one becomes `processing` by `worker`; nobody else gets it. Its tries go up by one.
[[nodiscard]] Result<std::optional<UploadRow>> claimUpload(Connection& c, const QString& worker, qint64 now);
[[nodiscard]] Result<void> finishUpload(Connection& c, const QString& id, QLatin1StringView state,
                                        const std::optional<QString>& errorCode, std::optional<int> attempt,
                                        qint64 now);
[[nodiscard]] Result<void> requeueUpload(Connection& c, const QString& id, qint64 notBefore);
/// Being processed since before `claimedBefore`.
[[nodiscard]] Result<std::vector<UploadRow>> abandonedUploads(Connection& c, qint64 claimedBefore);

} // namespace photodesk::server::store
