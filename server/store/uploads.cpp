#include "server/store/uploads.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto uploadColumns =
    "id, record, student, state, sha256, capture_source, bytes, tries, worker, error_code,"
    " attempt, received_at"_L1;
constexpr auto active = "state IN ('received', 'processing')"_L1;

UploadRow uploadFrom(const Row& row)
{
    UploadRow u;
    u.id = row.text(0);
    u.record = row.text(1);
    u.student = row.text(2);
    u.state = row.text(3);
    u.sha256 = row.text(4);
    u.captureSource = row.text(5);
    u.bytes = row.integer(6);
    u.tries = row.integer(7);
    u.worker = row.optionalText(8);
    u.errorCode = row.optionalText(9);
    u.attempt = row.optionalInteger(10);
    u.receivedAt = row.integer(11);
    return u;
}

std::optional<UploadRow> maybeUpload(const std::optional<Row>& row)
{
    return row ? std::optional(uploadFrom(*row)) : std::nullopt;
}

} // namespace

Result<void> insertUpload(Connection& c, const UploadRow& row)
{
    PD_TRY(c.execute(u"UPDATE uploads SET state = 'superseded', finished_at = ? WHERE record = ? AND "_s
                         + active,
                     {row.receivedAt, row.record}));
    PD_TRY(c.execute(
        u"INSERT INTO uploads (id, record, student, state, sha256, bytes, capture_source, received_at)"
        " VALUES (?, ?, ?, 'received', ?, ?, ?, ?)"_s,
        {row.id, row.record, row.student, row.sha256, row.bytes, row.captureSource, row.receivedAt}));
    return {};
}

Result<std::optional<UploadRow>> uploadById(Connection& c, const QString& id)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT "_s + uploadColumns + u" FROM uploads WHERE id = ?"_s, {id}));
    return maybeUpload(row);
}

Result<std::optional<UploadRow>> lockUpload(Connection& c, const QString& id)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT "_s + uploadColumns + u" FROM uploads WHERE id = ?"_s
                                             + sql::forUpdate(c.dialect()),
                                         {id}));
    return maybeUpload(row);
}

Result<std::optional<UploadRow>> newestUpload(Connection& c, const QString& record)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT "_s + uploadColumns
                             + u" FROM uploads WHERE record = ?"
                               " ORDER BY received_at DESC, state <> 'superseded' DESC, id LIMIT 1"_s,
                         {record}));
    return maybeUpload(row);
}

Result<bool> hasActiveUpload(Connection& c, const QString& record)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT 1 FROM uploads WHERE record = ? AND "_s + active, {record}));
    return row.has_value();
}

Result<qint64> uploadsAhead(Connection& c, const UploadRow& row)
{
    PD_ASSIGN(const auto count, c.queryOne(u"SELECT COUNT(*) FROM uploads WHERE state = 'received'"
                                           " AND (received_at < ? OR (received_at = ? AND id < ?))"_s,
                                           {row.receivedAt, row.receivedAt, row.id}));
    return count ? count->integer(0) : 0;
}

Result<std::optional<UploadRow>> claimUpload(Connection& c, const QString& worker, qint64 now)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"WITH next AS MATERIALIZED (SELECT id FROM uploads WHERE state = 'received'"
                         " AND not_before <= ? ORDER BY received_at, id LIMIT 1"_s
                             + sql::skipLocked(c.dialect())
                             + u") UPDATE uploads SET state = 'processing', worker = ?, claimed_at = ?,"
                               " tries = tries + 1 WHERE id IN (SELECT id FROM next) RETURNING "_s
                             + uploadColumns,
                         {now, worker, now}));
    return maybeUpload(row);
}

Result<void> finishUpload(Connection& c, const QString& id, QLatin1StringView state,
                          const std::optional<QString>& errorCode, std::optional<int> attempt, qint64 now)
{
    PD_TRY(c.execute(
        u"UPDATE uploads SET state = ?, error_code = ?, attempt = ?, finished_at = ? WHERE id = ?"_s,
        {state, errorCode, attempt, now, id}));
    return {};
}

Result<void> requeueUpload(Connection& c, const QString& id, qint64 notBefore)
{
    PD_TRY(
        c.execute(u"UPDATE uploads SET state = 'received', worker = NULL, claimed_at = NULL, not_before = ?"
                  " WHERE id = ? AND state = 'processing'"_s,
                  {notBefore, id}));
    return {};
}

Result<std::vector<UploadRow>> abandonedUploads(Connection& c, qint64 claimedBefore)
{
    PD_ASSIGN(const Rows rows, c.query(u"SELECT "_s + uploadColumns
                                           + u" FROM uploads WHERE state = 'processing' AND claimed_at < ?"_s
                                           + sql::skipLocked(c.dialect()),
                                       {claimedBefore}));
    std::vector<UploadRow> all;
    for (const Row& row : rows)
        all.push_back(uploadFrom(row));
    return all;
}

} // namespace photodesk::server::store
