#pragma once

#include "server/store/connection.h"

#include <QJsonObject>

namespace photodesk::server::store {

struct AuditRow {
    qint64 seq = 0, at = 0;
    QString actor, action, subject, detail; ///< detail: compact JSON as it was hashed
    QString previousHash, hash;
};

/// SHA-256 over the row's fields, each with its length before it, and the hash before.
[[nodiscard]] QString auditHash(const AuditRow& row);

/// In the transaction of the write it tells of, as its last step: on PostgreSQL everybody queues for the
/// chain's end until the transaction is over.
[[nodiscard]] Result<void> appendAudit(Connection& c, qint64 now, const QString& actor, const QString& action,
                                       const QString& subject, const QJsonObject& detail = {});
[[nodiscard]] Result<std::vector<AuditRow>> auditAfter(Connection& c, qint64 seq, int limit);

struct AuditHead {
    qint64 seq = 0;
    QString hash;
};
[[nodiscard]] Result<AuditHead> auditHead(Connection& c);

} // namespace photodesk::server::store
