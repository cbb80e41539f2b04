#include "server/store/records.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto recordSelect =
    "SELECT r.id, r.batch, r.student, r.name_masked, r.id_last4, r.state, r.version, r.attempt,"
    " r.machine_verdict, r.priority, r.queued_at, r.lease_user, r.lease_until, r.last_claimer, "
    "r.first_reviewer,"
    " r.student_acted_at, r.created_at, s.name, b.name, b.standard, b.background, b.fee_fen"
    " FROM records r JOIN batches b ON b.id = r.batch JOIN schools s ON s.id = b.school"_L1;

Result<RecordRow> recordFrom(const Row& row)
{
    const auto state = recordStateFromName(row.text(5));
    if (!state)
        return fail(ErrorCode::DatabaseFailed, u"unknown record state"_s);
    RecordRow r;
    r.id = row.text(0);
    r.batch = row.text(1);
    r.student = row.text(2);
    r.nameMasked = row.text(3);
    r.idLast4 = row.text(4);
    r.state = *state;
    r.version = row.integer(6);
    r.attempt = row.number(7);
    r.machineVerdict = row.text(8);
    r.priority = row.number(9);
    r.queuedAt = row.optionalInteger(10);
    r.leaseUser = row.optionalText(11);
    r.leaseUntil = row.optionalInteger(12);
    r.lastClaimer = row.optionalText(13);
    r.firstReviewer = row.optionalText(14);
    r.studentActedAt = row.integer(15);
    r.createdAt = row.integer(16);
    r.school = row.text(17);
    r.batchName = row.text(18);
    r.standard = row.text(19);
    r.background = row.text(20);
    r.feeFen = row.integer(21);
    return r;
}

Result<std::optional<RecordRow>> oneRecord(Connection& c, const QString& sql, const QString& id)
{
    PD_ASSIGN(const auto row, c.queryOne(sql, {id}));
    if (!row)
        return std::optional<RecordRow>();
    PD_ASSIGN(RecordRow record, recordFrom(*row));
    return std::optional<RecordRow>(std::move(record));
}

} // namespace

Result<void> insertRecord(Connection& c, const RecordRow& row, const QString& enrolmentHash)
{
    PD_TRY(c.execute(u"INSERT INTO records (id, batch, student, name_masked, id_last4, enrolment_hash, state,"
                     " version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                     {row.id, row.batch, row.student, row.nameMasked, row.idLast4, enrolmentHash,
                      recordStateName(row.state), row.version, row.createdAt, row.createdAt}));
    return {};
}

Result<std::optional<RecordRow>> recordById(Connection& c, const QString& id)
{
    static const QString text = recordSelect + u" WHERE r.id = ?"_s;
    return oneRecord(c, text, id);
}

Result<std::optional<RecordRow>> lockRecord(Connection& c, const QString& id)
{
    // Only the record's row: locking the batch's as well would queue up everybody who works in that batch.
    const bool locks = c.dialect() == Dialect::PostgreSql;
    return oneRecord(c, recordSelect + u" WHERE r.id = ?"_s + (locks ? u" FOR UPDATE OF r"_s : QString()),
                     id);
}

Result<std::vector<RecordRow>> recordsOfStudent(Connection& c, const QString& student)
{
    PD_ASSIGN(const Rows rows,
              c.query(recordSelect + u" WHERE r.student = ? ORDER BY r.created_at DESC, r.id"_s, {student}));
    std::vector<RecordRow> records;
    for (const Row& row : rows) {
        PD_ASSIGN(RecordRow record, recordFrom(row));
        records.push_back(std::move(record));
    }
    return records;
}

Result<void> updateRecord(Connection& c, const RecordRow& row, qint64 previousVersion, qint64 now)
{
    PD_ASSIGN(
        const int changed,
        c.execute(
            u"UPDATE records SET state = ?, version = ?, attempt = ?, machine_verdict = ?, priority = ?,"
            " queued_at = ?, lease_user = ?, lease_until = ?, last_claimer = ?, first_reviewer = ?,"
            " student_acted_at = ?, updated_at = ?, bulk = NULL WHERE id = ? AND version = ?"_s,
            {recordStateName(row.state), row.version, row.attempt, row.machineVerdict, row.priority,
             row.queuedAt, row.leaseUser, row.leaseUntil, row.lastClaimer, row.firstReviewer,
             row.studentActedAt, now, row.id, previousVersion}));
    if (changed != 1)
        return fail(ErrorCode::StaleVersion);
    return {};
}

Result<void> setStudentActed(Connection& c, const QString& id, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE records SET student_acted_at = ? WHERE id = ?"_s, {now, id}));
    return {};
}

} // namespace photodesk::server::store
