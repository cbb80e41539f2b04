#pragma once

#include "server/store/connection.h"

namespace photodesk::server::store {

struct IdempotencyRow {
    QString account, key, route, bodyHash;
};

/// The first call of a transaction that may be repeated. Empty: the key is new and now ours; another request
/// with it waits until this transaction ends. Else the first answer. Error: IdempotencyConflict (other route
/// or body).
[[nodiscard]] Result<std::optional<QString>> reserveKey(Connection& c, const IdempotencyRow& row, qint64 now);
/// The first answer without reserving anything. Error: IdempotencyConflict.
[[nodiscard]] Result<std::optional<QString>> answerTo(Connection& c, const IdempotencyRow& row);
/// In the same transaction, once the answer is known.
[[nodiscard]] Result<void> storeAnswer(Connection& c, const IdempotencyRow& row, const QString& answer);
[[nodiscard]] Result<void> tidyIdempotency(Connection& c, qint64 before);

} // namespace photodesk::server::store
