#include "server/store/audit_log.h"

#include "domain/json.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

QString auditHash(const AuditRow& row)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& field : {row.previousHash, QString::number(row.seq), QString::number(row.at),
                                 row.actor, row.action, row.subject, row.detail}) {
        const QByteArray bytes = field.toUtf8();
        hash.addData(QByteArray::number(bytes.size()) + ':');
        hash.addData(bytes);
    }
    return QString::fromLatin1(hash.result().toHex());
}

Result<AuditHead> auditHead(Connection& c)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT seq, hash FROM audit_head WHERE id = 1"_s));
    if (!row)
        return fail(ErrorCode::DatabaseFailed, u"the audit log has no head"_s);
    return AuditHead{row->integer(0), row->text(1)};
}

Result<void> appendAudit(Connection& c, qint64 now, const QString& actor, const QString& action,
                         const QString& subject, const QJsonObject& detail)
{
    PD_ASSIGN(const auto head,
              c.queryOne(u"SELECT seq, hash FROM audit_head WHERE id = 1"_s + sql::forUpdate(c.dialect())));
    if (!head)
        return fail(ErrorCode::DatabaseFailed, u"the audit log has no head"_s);
    AuditRow row{head->integer(0) + 1, now, actor, action, subject, QString::fromUtf8(json::compact(detail)),
                 head->text(1),        {}};
    row.hash = auditHash(row);
    PD_TRY(c.execute(
        u"INSERT INTO audit (seq, at, actor, action, subject, detail, previous_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {row.seq, row.at, row.actor, row.action, row.subject, row.detail, row.previousHash, row.hash}));
    PD_TRY(c.execute(u"UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1"_s, {row.seq, row.hash}));
    return {};
}

Result<std::vector<AuditRow>> auditAfter(Connection& c, qint64 seq, int limit)
{
    PD_ASSIGN(const Rows rows, c.query(u"SELECT seq, at, actor, action, subject, detail, previous_hash, hash"
                                       " FROM audit WHERE seq > ? ORDER BY seq LIMIT ?"_s,
                                       {seq, limit}));
    std::vector<AuditRow> all;
    for (const Row& row : rows) {
        all.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5),
                       row.text(6), row.text(7)});
    }
    return all;
}

} // namespace photodesk::server::store
