#include "server/store/same_pictures.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<void> lockFingerprints(Connection& c)
{
    constexpr auto lock = "7406213886"_L1; // any number of our own
    if (c.dialect() == Dialect::Sqlite)
        return {}; // there is one writer
    PD_TRY(c.query(u"SELECT pg_advisory_xact_lock("_s + lock + u")"_s));
    return {};
}

Result<std::vector<FingerprintRow>> fingerprintsAfter(Connection& c, qint64 seq, int limit)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT seq, id, data FROM fingerprints WHERE seq > ? ORDER BY seq LIMIT ?"_s,
                      {seq, limit}));
    std::vector<FingerprintRow> list;
    for (const Row& row : rows)
        list.push_back({row.integer(0), row.text(1), QByteArray::fromBase64(row.text(2).toLatin1())});
    return list;
}

Result<void> insertFingerprint(Connection& c, const QString& id, const QString& record, int attempt,
                               const QByteArray& data, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO fingerprints (seq, id, record, attempt, data, created_at)"
                     " SELECT COALESCE(MAX(seq), 0) + 1, ?, ?, ?, ?, ? FROM fingerprints"_s,
                     {id, record, attempt, QString::fromLatin1(data.toBase64()), now}));
    return {};
}

Result<std::optional<FingerprintOwner>> fingerprintOwner(Connection& c, const QString& id)
{
    PD_ASSIGN(
        const auto row,
        c.queryOne(u"SELECT f.record, r.student, r.state, f.attempt, r.attempt, f.data,"
                   " EXISTS (SELECT 1 FROM decisions d WHERE d.record = f.record AND d.attempt = f.attempt"
                   " AND d.verdict = 'reject' AND d.undone_at IS NULL)"
                   " FROM fingerprints f JOIN records r ON r.id = f.record WHERE f.id = ?"_s,
                   {id}));
    if (!row)
        return std::nullopt;
    FingerprintOwner owner;
    owner.record = row->text(0);
    owner.student = row->text(1);
    owner.state = row->text(2);
    owner.attempt = row->number(3);
    owner.newest = owner.attempt == row->number(4);
    owner.data = QByteArray::fromBase64(row->text(5).toLatin1());
    owner.refused = row->flag(6);
    return owner;
}

Result<void> insertSamePicture(Connection& c, const SamePictureRow& row, qint64 now)
{
    PD_TRY(c.execute(
        u"INSERT INTO same_pictures (record, attempt, other_record, other_attempt, relation, score,"
        " created_at) VALUES (?, ?, ?, ?, ?, CAST(? AS DOUBLE PRECISION), ?) ON CONFLICT DO NOTHING"_s,
        {row.record, row.attempt, row.otherRecord, row.otherAttempt, row.relation,
         QString::number(row.score, 'g', 6), now}));
    return {};
}

Result<std::vector<SamePictureRow>> samePicturesOf(Connection& c, const QString& record, int attempt)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT other_record, other_attempt, relation, score FROM same_pictures"
                      " WHERE record = ? AND attempt = ? ORDER BY score DESC, other_record, other_attempt"_s,
                      {record, attempt}));
    std::vector<SamePictureRow> list;
    for (const Row& row : rows)
        list.push_back({record, attempt, row.text(0), row.number(1), row.text(2), row.text(3).toDouble()});
    return list;
}

} // namespace photodesk::server::store
