#include "server/store/batches.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto batchSelect =
    "SELECT b.id, b.school, s.name, b.name, b.standard, b.background, b.capture_mode,"
    " b.state, b.fee_fen, b.opens_at, b.closes_at, b.bulk_allowed, b.bulk_sample_percent"
    " FROM batches b JOIN schools s ON s.id = b.school"_L1;

BatchRow batchFrom(const Row& row)
{
    return {row.text(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            row.text(6),
            row.text(7),
            row.integer(8),
            row.optionalInteger(9),
            row.optionalInteger(10),
            row.flag(11),
            row.optionalInteger(12)};
}

FeatureCodeRow codeFrom(const Row& row)
{
    return {row.text(0), row.text(1), row.text(2), row.optionalInteger(3)};
}

} // namespace

Result<std::optional<QString>> schoolByName(Connection& c, const QString& name)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT id FROM schools WHERE name = ?"_s, {name}));
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Result<void> insertSchool(Connection& c, const QString& id, const QString& name, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO schools (id, name, created_at) VALUES (?, ?, ?)"_s, {id, name, now}));
    return {};
}

Result<void> insertBatch(Connection& c, const BatchRow& row, qint64 now)
{
    PD_TRY(c.execute(
        u"INSERT INTO batches (id, school, name, standard, background, fee_fen, capture_mode, state,"
        " opens_at, closes_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {row.id, row.schoolId, row.name, row.standard, row.background, row.feeFen, row.captureMode, row.state,
         row.opensAt, row.closesAt, now}));
    return {};
}

Result<std::optional<BatchRow>> batchById(Connection& c, const QString& id)
{
    PD_ASSIGN(const auto row, c.queryOne(batchSelect + u" WHERE b.id = ?"_s, {id}));
    return row ? std::optional(batchFrom(*row)) : std::nullopt;
}

Result<std::vector<BatchRow>> allBatches(Connection& c)
{
    PD_ASSIGN(const Rows rows, c.query(batchSelect + u" ORDER BY b.created_at DESC, b.id"_s));
    std::vector<BatchRow> all;
    for (const Row& row : rows)
        all.push_back(batchFrom(row));
    return all;
}

Result<void> setBatchState(Connection& c, const QString& id, QLatin1StringView state)
{
    PD_TRY(c.execute(u"UPDATE batches SET state = ? WHERE id = ?"_s, {state, id}));
    return {};
}

Result<void> setBatchBulk(Connection& c, const QString& id, bool allowed, std::optional<qint64> samplePercent)
{
    PD_TRY(c.execute(u"UPDATE batches SET bulk_allowed = ?, bulk_sample_percent = ? WHERE id = ?"_s,
                     {allowed, samplePercent, id}));
    return {};
}

Result<std::vector<StateCount>> recordCounts(Connection& c)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT batch, state, COUNT(*) FROM records GROUP BY batch, state"_s));
    std::vector<StateCount> counts;
    for (const Row& row : rows)
        counts.push_back({row.text(0), row.text(1), row.integer(2)});
    return counts;
}

Result<void> insertFeatureCode(Connection& c, const FeatureCodeRow& row, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO feature_codes (code, batch, state, expires_at, created_at)"
                     " VALUES (?, ?, ?, ?, ?)"_s,
                     {row.code, row.batch, row.state, row.expiresAt, now}));
    return {};
}

Result<std::optional<FeatureCodeRow>> featureCode(Connection& c, const QString& code)
{
    PD_ASSIGN(
        const auto row,
        c.queryOne(u"SELECT code, batch, state, expires_at FROM feature_codes WHERE code = ?"_s, {code}));
    return row ? std::optional(codeFrom(*row)) : std::nullopt;
}

Result<std::vector<FeatureCodeRow>> liveFeatureCodes(Connection& c, qint64 now)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT code, batch, state, expires_at FROM feature_codes WHERE state = 'live'"
                      " AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at DESC, code"_s,
                      {now}));
    std::vector<FeatureCodeRow> codes;
    for (const Row& row : rows)
        codes.push_back(codeFrom(row));
    return codes;
}

Result<int> setFeatureCodeState(Connection& c, const QString& code, QLatin1StringView state)
{
    return c.execute(u"UPDATE feature_codes SET state = ? WHERE code = ?"_s, {state, code});
}

} // namespace photodesk::server::store
