#include "server/store/revisions.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

QString select(QLatin1StringView longOnes)
{
    return u"SELECT v.record, v.attempt, v.number, v.kind, v.staff, COALESCE(p.display_name, ''),"
           " v.before_sha, v.machine_verdict, v.made_at, "_s
           + longOnes
           + u", t.sha256, t.content_type, t.bytes, t.width, t.height,"
             " d.sha256, d.content_type, d.bytes, d.width, d.height"
             " FROM revisions v JOIN photo_blobs t ON t.sha256 = v.thumbnail_sha"
             " LEFT JOIN photo_blobs d ON d.sha256 = v.derived_sha LEFT JOIN staff p ON p.id = v.staff"
             " WHERE v.record = ?"_s;
}

constexpr auto whole = "v.parameters, v.report"_L1, heads = "'{}', ''"_L1;

BlobRow blobFrom(const Row& row, std::size_t first)
{
    return {row.text(first), row.text(first + 1), row.integer(first + 2), row.number(first + 3),
            row.number(first + 4)};
}

RevisionRow revisionFrom(const Row& row)
{
    constexpr std::size_t thumbnail = 11, derived = 16;
    RevisionRow r;
    r.record = row.text(0);
    r.attempt = row.number(1);
    r.number = row.number(2);
    r.kind = row.text(3);
    r.staff = row.optionalText(4);
    r.staffName = row.text(5);
    r.beforeSha = row.text(6);
    r.machineVerdict = row.text(7);
    r.madeAt = row.integer(8);
    r.parameters = row.text(9);
    r.report = row.text(10);
    r.thumbnail = blobFrom(row, thumbnail);
    if (!row.isNull(derived))
        r.derived = blobFrom(row, derived);
    return r;
}

std::vector<RevisionRow> all(const Rows& rows)
{
    std::vector<RevisionRow> list;
    for (const Row& row : rows)
        list.push_back(revisionFrom(row));
    return list;
}

std::optional<QString> derivedSha(const RevisionRow& row)
{
    return row.derived ? std::optional(row.derived->sha256) : std::nullopt;
}

} // namespace

Result<void> insertRevision(Connection& c, const RevisionRow& row)
{
    PD_TRY(insertBlob(c, row.thumbnail, row.madeAt));
    if (row.derived)
        PD_TRY(insertBlob(c, *row.derived, row.madeAt));
    PD_TRY(c.execute(
        u"INSERT INTO revisions (record, attempt, number, kind, staff, parameters, before_sha, derived_sha,"
        " thumbnail_sha, report, machine_verdict, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {row.record, row.attempt, row.number, row.kind, row.staff, row.parameters, row.beforeSha,
         derivedSha(row), row.thumbnail.sha256, row.report, row.machineVerdict, row.madeAt}));
    return {};
}

Result<std::optional<RevisionRow>> revision(Connection& c, const QString& record, int attempt, int number)
{
    PD_ASSIGN(const auto row, c.queryOne(select(whole) + u" AND v.attempt = ? AND v.number = ?"_s,
                                         {record, attempt, number}));
    return row ? std::optional(revisionFrom(*row)) : std::nullopt;
}

Result<std::vector<RevisionRow>> revisionsOf(Connection& c, const QString& record)
{
    PD_ASSIGN(const Rows rows, c.query(select(heads) + u" ORDER BY v.attempt, v.number"_s, {record}));
    return all(rows);
}

Result<std::vector<RevisionRow>> revisionsOf(Connection& c, const QString& record, int attempt)
{
    PD_ASSIGN(const Rows rows,
              c.query(select(whole) + u" AND v.attempt = ? ORDER BY v.number"_s, {record, attempt}));
    return all(rows);
}

Result<void> showRevision(Connection& c, const RevisionRow& row)
{
    PD_TRY(c.execute(
        u"UPDATE attempts SET derived_sha = ?, thumbnail_sha = ?, report = ?,"
        " machine_verdict = ? WHERE record = ? AND number = ?"_s,
        {derivedSha(row), row.thumbnail.sha256, row.report, row.machineVerdict, row.record, row.attempt}));
    return {};
}

} // namespace photodesk::server::store
