#include "server/store/idempotency.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<std::optional<QString>> reserveKey(Connection& c, const IdempotencyRow& row, qint64 now)
{
    PD_ASSIGN(const int inserted,
              c.execute(u"INSERT INTO idempotency (account, key, route, body_hash, answer, created_at)"
                        " VALUES (?, ?, ?, ?, '', ?) ON CONFLICT DO NOTHING"_s,
                        {row.account, row.key, row.route, row.bodyHash, now}));
    if (inserted == 1)
        return std::optional<QString>();
    PD_ASSIGN(auto first, answerTo(c, row));
    if (!first) // tidied away in between: as good as new, but this call can't know
        return fail(ErrorCode::Conflict, u"idempotency key"_s);
    return first;
}

Result<std::optional<QString>> answerTo(Connection& c, const IdempotencyRow& row)
{
    PD_ASSIGN(const auto first,
              c.queryOne(u"SELECT route, body_hash, answer FROM idempotency WHERE account = ? AND key = ?"_s,
                         {row.account, row.key}));
    if (!first)
        return std::optional<QString>();
    if (first->text(0) != row.route || first->text(1) != row.bodyHash)
        return fail(ErrorCode::IdempotencyConflict);
    return std::optional(first->text(2));
}

Result<void> storeAnswer(Connection& c, const IdempotencyRow& row, const QString& answer)
{
    PD_TRY(c.execute(u"UPDATE idempotency SET answer = ? WHERE account = ? AND key = ?"_s,
                     {answer, row.account, row.key}));
    return {};
}

Result<void> tidyIdempotency(Connection& c, qint64 before)
{
    PD_TRY(c.execute(u"DELETE FROM idempotency WHERE created_at < ?"_s, {before}));
    return {};
}

} // namespace photodesk::server::store
