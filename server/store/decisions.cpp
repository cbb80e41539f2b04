#include "server/store/decisions.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto decisionSelect =
    "SELECT d.id, d.record, d.staff, p.display_name, d.attempt, d.verdict, d.reasons, d.main_reason, d.note,"
    " d.disagreements, d.photo_sha256, d.decided_at, d.applied_at, d.version_before, d.version_after, "
    "d.from_state,"
    " d.to_state, d.undone_at, d.version_undone FROM decisions d JOIN staff p ON p.id = d.staff"_L1;

QString listToText(const QStringList& list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList listFromText(const QString& text)
{
    QStringList list;
    for (const QJsonValue& value : QJsonDocument::fromJson(text.toUtf8()).array())
        list << value.toString();
    return list;
}

Result<DecisionRow> decisionFrom(const Row& row)
{
    const auto verdict = verdictFromName(row.text(5));
    const auto from = recordStateFromName(row.text(15)), to = recordStateFromName(row.text(16));
    if (!verdict || !from || !to)
        return fail(ErrorCode::DatabaseFailed, u"unknown word in a decision"_s);
    DecisionRow d;
    d.id = row.text(0);
    d.record = row.text(1);
    d.staff = row.text(2);
    d.staffName = row.text(3);
    d.attempt = row.number(4);
    d.verdict = *verdict;
    d.reasons = listFromText(row.text(6));
    d.mainReason = row.text(7);
    d.note = row.text(8);
    d.disagreements = listFromText(row.text(9));
    d.photoSha256 = row.text(10);
    d.decidedAt = row.integer(11);
    d.appliedAt = row.integer(12);
    d.versionBefore = row.integer(13);
    d.versionAfter = row.integer(14);
    d.from = *from;
    d.to = *to;
    d.undoneAt = row.optionalInteger(17);
    d.versionUndone = row.optionalInteger(18);
    return d;
}

Result<std::vector<DecisionRow>> all(const Rows& rows)
{
    std::vector<DecisionRow> list;
    for (const Row& row : rows) {
        PD_ASSIGN(DecisionRow decision, decisionFrom(row));
        list.push_back(std::move(decision));
    }
    return list;
}

} // namespace

Result<void> insertDecision(Connection& c, const DecisionRow& d)
{
    PD_TRY(
        c.execute(u"INSERT INTO decisions (id, record, attempt, staff, verdict, reasons, main_reason, note,"
                  " disagreements, photo_sha256, decided_at, applied_at, version_before, version_after,"
                  " from_state, to_state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                  {d.id, d.record, d.attempt, d.staff, verdictName(d.verdict), listToText(d.reasons),
                   d.mainReason, d.note, listToText(d.disagreements), d.photoSha256, d.decidedAt, d.appliedAt,
                   d.versionBefore, d.versionAfter, recordStateName(d.from), recordStateName(d.to)}));
    return {};
}

Result<std::optional<DecisionRow>> decisionById(Connection& c, const QString& id)
{
    PD_ASSIGN(const auto row, c.queryOne(decisionSelect + u" WHERE d.id = ?"_s, {id}));
    if (!row)
        return std::optional<DecisionRow>();
    PD_ASSIGN(DecisionRow decision, decisionFrom(*row));
    return std::optional<DecisionRow>(std::move(decision));
}

Result<std::vector<DecisionRow>> decisionsOfRecord(Connection& c, const QString& record)
{
    PD_ASSIGN(const Rows rows,
              c.query(decisionSelect + u" WHERE d.record = ? ORDER BY d.version_before"_s, {record}));
    return all(rows);
}

Result<void> markUndone(Connection& c, const QString& id, qint64 version, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE decisions SET undone_at = ?, version_undone = ? WHERE id = ?"_s,
                     {now, version, id}));
    return {};
}

Result<bool> everRejected(Connection& c, const QString& record)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT 1 FROM decisions WHERE record = ? AND verdict = 'reject'"
                                         " AND undone_at IS NULL LIMIT 1"_s,
                                         {record}));
    return row.has_value();
}

Result<std::vector<DecisionRow>> decisionsOfStaff(Connection& c, const QString& staff,
                                                  const std::optional<std::pair<qint64, QString>>& before,
                                                  int limit)
{
    QString text = decisionSelect + u" WHERE d.staff = ?"_s;
    Values values{staff};
    if (before) {
        text += u" AND (d.applied_at < ? OR (d.applied_at = ? AND d.id < ?))"_s;
        values.insert(values.end(), {before->first, before->first, before->second});
    }
    values.emplace_back(limit);
    PD_ASSIGN(const Rows rows, c.query(text + u" ORDER BY d.applied_at DESC, d.id DESC LIMIT ?"_s, values));
    return all(rows);
}

Result<qint64> decidedSince(Connection& c, const QString& staff, qint64 since)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT COUNT(*) FROM decisions WHERE staff = ? AND applied_at >= ?"
                                         " AND undone_at IS NULL"_s,
                                         {staff, since}));
    return row ? row->integer(0) : 0;
}

Result<void> insertNotice(Connection& c, const QString& id, const DecisionRow& decision,
                          const QString& student, qint64 dueAt)
{
    PD_TRY(c.execute(u"INSERT INTO notices (id, record, student, decision, kind, state, due_at, created_at)"
                     " VALUES (?, ?, ?, ?, ?, 'queued', ?, ?)"_s,
                     {id, decision.record, student, decision.id, recordStateName(decision.to), dueAt,
                      decision.appliedAt}));
    return {};
}

Result<void> cancelNotice(Connection& c, const QString& decision)
{
    PD_TRY(c.execute(u"UPDATE notices SET state = 'cancelled' WHERE decision = ? AND state = 'queued'"_s,
                     {decision}));
    return {};
}

} // namespace photodesk::server::store
