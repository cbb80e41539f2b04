#include "server/store/attempts.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto attemptSelect =
    "SELECT a.record, a.number, a.upload, a.pixel_sha, a.report, a.machine_verdict, a.capture_source,"
    " a.student_note, a.uploaded_at, a.submitted_at,"
    " o.sha256, o.content_type, o.bytes, o.width, o.height,"
    " t.sha256, t.content_type, t.bytes, t.width, t.height,"
    " d.sha256, d.content_type, d.bytes, d.width, d.height"
    " FROM attempts a JOIN photo_blobs o ON o.sha256 = a.original_sha"
    " JOIN photo_blobs t ON t.sha256 = a.thumbnail_sha"
    " LEFT JOIN photo_blobs d ON d.sha256 = a.derived_sha"
    " WHERE a.record = ?"_L1;

BlobRow blobFrom(const Row& row, std::size_t first)
{
    return {row.text(first), row.text(first + 1), row.integer(first + 2), row.number(first + 3),
            row.number(first + 4)};
}

AttemptRow attemptFrom(const Row& row)
{
    constexpr std::size_t original = 10, thumbnail = 15, derived = 20;
    AttemptRow a;
    a.record = row.text(0);
    a.number = row.number(1);
    a.upload = row.text(2);
    a.pixelSha = row.text(3);
    a.report = row.text(4);
    a.machineVerdict = row.text(5);
    a.captureSource = row.text(6);
    a.studentNote = row.text(7);
    a.uploadedAt = row.integer(8);
    a.submittedAt = row.optionalInteger(9);
    a.original = blobFrom(row, original);
    a.thumbnail = blobFrom(row, thumbnail);
    if (!row.isNull(derived))
        a.derived = blobFrom(row, derived);
    return a;
}

Result<bool> refused(Connection& c, const QString& column, const QString& student, const QString& sha)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT 1 FROM records r JOIN attempts a ON a.record = r.id"
                         " JOIN decisions d ON d.record = a.record AND d.attempt = a.number"
                         " WHERE r.student = ? AND d.verdict = 'reject' AND d.undone_at IS NULL AND a."_s
                             + column + u" = ? LIMIT 1"_s,
                         {student, sha}));
    return row.has_value();
}

} // namespace

Result<void> insertBlob(Connection& c, const BlobRow& blob, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO photo_blobs (sha256, bytes, content_type, width, height, created_at)"
                     " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
                     {blob.sha256, blob.bytes, blob.contentType, blob.width, blob.height, now}));
    return {};
}

Result<void> insertAttempt(Connection& c, const AttemptRow& row)
{
    PD_TRY(insertBlob(c, row.original, row.uploadedAt));
    PD_TRY(insertBlob(c, row.thumbnail, row.uploadedAt));
    if (row.derived)
        PD_TRY(insertBlob(c, *row.derived, row.uploadedAt));
    const std::optional<QString> derived = row.derived ? std::optional(row.derived->sha256) : std::nullopt;
    PD_TRY(
        c.execute(u"INSERT INTO attempts (record, number, upload, original_sha, derived_sha, thumbnail_sha,"
                  " pixel_sha, report, machine_verdict, capture_source, uploaded_at)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                  {row.record, row.number, row.upload, row.original.sha256, derived, row.thumbnail.sha256,
                   row.pixelSha, row.report, row.machineVerdict, row.captureSource, row.uploadedAt}));
    return {};
}

Result<std::optional<AttemptRow>> attempt(Connection& c, const QString& record, int number)
{
    PD_ASSIGN(const auto row, c.queryOne(attemptSelect + u" AND a.number = ?"_s, {record, number}));
    return row ? std::optional(attemptFrom(*row)) : std::nullopt;
}

Result<QString> shownShaOf(Connection& c, const QString& record, int number)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT COALESCE(derived_sha, original_sha) FROM attempts"
                                         " WHERE record = ? AND number = ?"_s,
                                         {record, number}));
    if (!row)
        return fail(ErrorCode::NotFound);
    return row->text(0);
}

Result<std::vector<AttemptRow>> attemptsOf(Connection& c, const QString& record)
{
    PD_ASSIGN(const Rows rows, c.query(attemptSelect + u" ORDER BY a.number"_s, {record}));
    std::vector<AttemptRow> all;
    for (const Row& row : rows)
        all.push_back(attemptFrom(row));
    return all;
}

Result<void> markSubmitted(Connection& c, const QString& record, int number, const QString& note, qint64 now)
{
    PD_TRY(
        c.execute(u"UPDATE attempts SET submitted_at = ?, student_note = ? WHERE record = ? AND number = ?"_s,
                  {now, note, record, number}));
    return {};
}

Result<bool> refusedBytes(Connection& c, const QString& student, const QString& originalSha)
{
    return refused(c, u"original_sha"_s, student, originalSha);
}

Result<bool> refusedPixels(Connection& c, const QString& student, const QString& pixelSha)
{
    return refused(c, u"pixel_sha"_s, student, pixelSha);
}

} // namespace photodesk::server::store
