#include "server/store/contact_sheet.h"

#include "domain/json.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

namespace {

constexpr int longestFinding = 600; // of one check in a report; most have 200 characters

QString findingMark(const QString& check)
{
    return u"\"id\":\""_s + check + u'"';
}

/// The finding in what begins with its id. A report is compact JSON with the keys of each object in order, so
/// status and value come after the id.
std::optional<QJsonObject> findingIn(const QString& text, const QString& mark)
{
    if (!text.startsWith(mark))
        return std::nullopt;
    int depth = 1;
    qsizetype end = 0;
    for (; end < text.size() && depth > 0; ++end)
        depth += text[end] == u'{' ? 1 : text[end] == u'}' ? -1 : 0;
    const auto whole = json::parseObject((u'{' + text.first(end)).toUtf8());
    if (!whole || !whole->contains("status"_L1))
        return std::nullopt;
    const QJsonValue value = whole->value("value"_L1);
    return QJsonObject{{"status"_L1, whole->value("status"_L1)},
                       {"value"_L1, value.isDouble() ? value : QJsonValue()}};
}

} // namespace

Result<std::vector<SheetRow>> sheetRows(Connection& c, const QString& batch,
                                        const std::optional<SheetPlace>& after, int limit,
                                        const QString& check)
{
    QString text =
        u"SELECT r.id, r.batch, r.version, r.attempt, r.priority, r.machine_verdict, COALESCE(r.queued_at, "
        u"0),"
        " r.lease_user, r.lease_until, a.thumbnail_sha, a.student_note <> '', a.derived_sha IS NOT NULL, "_s;
    Values values;
    const QString mark = findingMark(check);
    if (check.isEmpty()) {
        text += u"''"_s;
    } else {
        // Cut out by the database: a page of whole reports is six megabytes.
        text +=
            u"substr(a.report, "_s + sql::position(c.dialect()) + u"(a.report, ?), %1)"_s.arg(longestFinding);
        values.emplace_back(mark);
    }
    text += u" FROM records r JOIN attempts a ON a.record = r.id AND a.number = r.attempt"
            " WHERE r.state = 'in_review'"_s;
    if (!batch.isEmpty()) {
        text += u" AND r.batch = ?"_s;
        values.emplace_back(batch);
    }
    if (after) {
        text += u" AND (r.priority < ? OR (r.priority = ? AND (r.queued_at > ?"
                " OR (r.queued_at = ? AND r.id > ?))))"_s;
        values.insert(values.end(),
                      {after->priority, after->priority, after->queuedAt, after->queuedAt, after->record});
    }
    values.emplace_back(limit);
    PD_ASSIGN(const Rows rows,
              c.query(text + u" ORDER BY r.priority DESC, r.queued_at, r.id LIMIT ?"_s, values));
    std::vector<SheetRow> all;
    all.reserve(rows.size());
    for (const Row& row : rows) {
        all.push_back({row.text(0), row.text(1), row.integer(2), row.number(3), row.number(4), row.text(5),
                       row.integer(6), row.optionalText(7), row.optionalInteger(8), row.text(9), row.flag(10),
                       row.flag(11), findingIn(row.text(12), mark)});
    }
    return all;
}

Result<std::vector<SheetBatch>> sheetBatches(Connection& c)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT b.id, s.name, b.name, w.waiting, b.bulk_allowed, b.bulk_sample_percent"
                      " FROM (SELECT batch, COUNT(*) AS waiting FROM records WHERE state = 'in_review'"
                      " GROUP BY batch) w JOIN batches b ON b.id = w.batch JOIN schools s ON s.id = b.school"
                      " ORDER BY s.name, b.name, b.id"_s));
    std::vector<SheetBatch> all;
    for (const Row& row : rows) {
        all.push_back(
            {row.text(0), row.text(1), row.text(2), row.integer(3), row.flag(4), row.optionalInteger(5)});
    }
    return all;
}

Result<std::optional<BulkFacts>> bulkFacts(Connection& c, const QString& record, int attempt)
{
    PD_ASSIGN(const auto row,
              c.queryOne(
                  u"SELECT student_note <> '', derived_sha IS NOT NULL, EXISTS (SELECT 1 FROM same_pictures s"
                  " WHERE s.record = attempts.record AND s.attempt = attempts.number)"
                  " FROM attempts WHERE record = ? AND number = ?"_s,
                  {record, attempt}));
    return row ? std::optional(BulkFacts{row->flag(0), row->flag(1), row->flag(2)}) : std::nullopt;
}

Result<bool> claimRecord(Connection& c, const QString& staff, const QString& record, qint64 now, qint64 until)
{
    PD_ASSIGN(
        const int changed,
        c.execute(u"UPDATE records SET bulk = CASE WHEN lease_user = ? THEN bulk ELSE NULL END,"
                  " lease_until = CASE WHEN lease_user = ? AND lease_until > ? THEN lease_until ELSE ? END,"
                  " lease_user = ?, last_claimer = ? WHERE id = ? AND state = 'in_review'"
                  " AND (lease_user = ? OR lease_until IS NULL OR lease_until <= ?)"_s,
                  {staff, staff, until, until, staff, staff, record, staff, now}));
    return changed == 1;
}

} // namespace photodesk::server::store
