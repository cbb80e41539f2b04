#include "server/store/bulks.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto bulkSelect =
    "SELECT id, staff, batch, state, sample_size, created_at, expires_at, ended_at FROM bulks"_L1;

Result<std::optional<BulkRow>> bulkFrom(const std::optional<Row>& row)
{
    if (!row)
        return std::optional<BulkRow>();
    const auto state = bulkStateFromName(row->text(3));
    if (!state)
        return fail(ErrorCode::DatabaseFailed, u"unknown state of a bulk"_s);
    return std::optional(BulkRow{row->text(0), row->text(1), row->text(2), *state, row->number(4),
                                 row->integer(5), row->integer(6), row->optionalInteger(7)});
}

Result<BulkPhotoRow> photoFrom(const Row& row)
{
    BulkPhotoRow photo;
    photo.record = row.text(0);
    photo.version = row.integer(1);
    photo.queuedAt = row.optionalInteger(2);
    photo.sampled = row.flag(3);
    if (!row.isNull(4))
        photo.leftOut = leftOutFromName(row.text(4));
    photo.decision = row.optionalText(5);
    const auto state = recordStateFromName(row.text(6));
    if (!state)
        return fail(ErrorCode::DatabaseFailed, u"unknown record state"_s);
    photo.now.state = *state;
    photo.now.version = row.integer(7);
    photo.now.queuedAt = row.optionalInteger(8);
    photo.now.bulk = row.optionalText(9);
    photo.now.lastClaimer = row.optionalText(10);
    if (!row.isNull(11))
        photo.now.verdict = verdictFromName(row.text(11));
    photo.now.decidedBy = row.text(12);
    return photo;
}

} // namespace

Result<void> insertBulk(Connection& c, const BulkRow& row)
{
    PD_TRY(c.execute(u"INSERT INTO bulks (id, staff, batch, state, sample_size, created_at, expires_at)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                     {row.id, row.staff, row.batch, bulkStateName(row.state), row.sampleSize, row.createdAt,
                      row.expiresAt}));
    return {};
}

Result<void> insertBulkPhoto(Connection& c, const QString& bulk, const BulkPhotoRow& row)
{
    const auto why = row.leftOut ? std::optional(QString(leftOutName(*row.leftOut))) : std::nullopt;
    PD_TRY(c.execute(u"INSERT INTO bulk_photos (bulk, record, version, queued_at, sampled, left_out)"
                     " VALUES (?, ?, ?, ?, ?, ?)"_s,
                     {bulk, row.record, row.version, row.queuedAt, row.sampled, why}));
    return {};
}

Result<std::optional<BulkRow>> lockBulk(Connection& c, const QString& id)
{
    PD_ASSIGN(const auto row,
              c.queryOne(bulkSelect + u" WHERE id = ?"_s + sql::forUpdate(c.dialect()), {id}));
    return bulkFrom(row);
}

Result<void> lockBulkRecords(Connection& c, const QString& bulk)
{
    if (c.dialect() != Dialect::PostgreSql)
        return {};
    PD_TRY(c.query(u"SELECT id FROM records WHERE id IN (SELECT record FROM bulk_photos WHERE bulk = ?)"
                   " ORDER BY id"_s
                       + sql::forUpdate(c.dialect()),
                   {bulk}));
    return {};
}

Result<std::optional<BulkRow>> newestBulkOf(Connection& c, const QString& staff)
{
    PD_ASSIGN(
        const auto row,
        c.queryOne(bulkSelect + u" WHERE staff = ? ORDER BY created_at DESC, id DESC LIMIT 1"_s, {staff}));
    return bulkFrom(row);
}

Result<std::vector<BulkPhotoRow>> bulkPhotos(Connection& c, const QString& bulk)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT p.record, p.version, p.queued_at, p.sampled, p.left_out, p.decision,"
                      " r.state, r.version, r.queued_at, r.bulk, r.last_claimer, d.verdict, d.staff"
                      " FROM bulk_photos p JOIN records r ON r.id = p.record"
                      " LEFT JOIN decisions d ON d.record = p.record AND d.version_before ="
                      " (SELECT MAX(version_before) FROM decisions WHERE record = p.record"
                      " AND version_before >= p.version AND undone_at IS NULL)"
                      " WHERE p.bulk = ? ORDER BY p.record"_s,
                      {bulk}));
    std::vector<BulkPhotoRow> photos;
    for (const Row& row : rows) {
        PD_ASSIGN(BulkPhotoRow photo, photoFrom(row));
        photos.push_back(std::move(photo));
    }
    return photos;
}

Result<void> endBulk(Connection& c, const QString& bulk, BulkState state, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE bulks SET state = ?, ended_at = ? WHERE id = ?"_s,
                     {bulkStateName(state), now, bulk}));
    // Locked in the order of ids, as everybody does who locks several.
    PD_TRY(c.execute(u"WITH held AS MATERIALIZED (SELECT id FROM records WHERE bulk = ? ORDER BY id"_s
                         + sql::forUpdate(c.dialect())
                         + u") UPDATE records SET lease_user = NULL, lease_until = NULL, bulk = NULL"
                           " WHERE id IN (SELECT id FROM held)"_s,
                     {bulk}));
    return {};
}

Result<void> setBulkState(Connection& c, const QString& bulk, BulkState state)
{
    PD_TRY(c.execute(u"UPDATE bulks SET state = ? WHERE id = ?"_s, {bulkStateName(state), bulk}));
    return {};
}

Result<void> markLeftOut(Connection& c, const QString& bulk, const QString& record, LeftOut why)
{
    PD_TRY(c.execute(u"UPDATE bulk_photos SET left_out = ? WHERE bulk = ? AND record = ?"_s,
                     {leftOutName(why), bulk, record}));
    return {};
}

Result<void> markSampled(Connection& c, const QString& bulk, const QString& record)
{
    PD_TRY(c.execute(u"UPDATE bulk_photos SET sampled = 1 WHERE bulk = ? AND record = ?"_s, {bulk, record}));
    return {};
}

Result<void> setBulkDecision(Connection& c, const QString& bulk, const QString& record,
                             const QString& decision)
{
    PD_TRY(c.execute(u"UPDATE bulk_photos SET decision = ? WHERE bulk = ? AND record = ?"_s,
                     {decision, bulk, record}));
    return {};
}

Result<void> holdForBulk(Connection& c, const QString& record, const BulkRow& bulk)
{
    PD_TRY(c.execute(u"UPDATE records SET bulk = ?, lease_user = ?, last_claimer = ?, lease_until = ?"
                     " WHERE id = ?"_s,
                     {bulk.id, bulk.staff, bulk.staff, bulk.expiresAt, record}));
    return {};
}

Result<std::optional<QString>> bulkSampling(Connection& c, const QString& record)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT p.bulk FROM records r"
                                         " JOIN bulk_photos p ON p.bulk = r.bulk AND p.record = r.id"
                                         " WHERE r.id = ? AND p.sampled = 1"_s,
                                         {record}));
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Result<QStringList> bulksOverdue(Connection& c, qint64 now)
{
    PD_ASSIGN(const Rows rows, c.query(u"SELECT id FROM bulks WHERE state = 'sampling' AND expires_at <= ?"
                                       " ORDER BY id"_s,
                                       {now}));
    QStringList ids;
    for (const Row& row : rows)
        ids << row.text(0);
    return ids;
}

} // namespace photodesk::server::store
