#pragma once

#include "server/services/outcome.h"
#include "server/store/idempotency.h"

#include <QJsonObject>

#include <functional>

namespace photodesk::server::services {

/// A call under an idempotency key: the answer is kept in the transaction of the work, and a repetition with
/// the same body gets it word for word. Errors leave no trace, so that the next try is a new one.
class Repeatable {
public:
    /// `account` as in the audit log, so that two people may pick the same key.
    Repeatable(const QString& account, const QString& key, const QString& route, const QJsonObject& body);

    /// Errors: InvalidField (no key), IdempotencyConflict, and those of the work.
    [[nodiscard]] Outcome<QJsonObject> run(store::Connection& connection, qint64 now,
                                           const std::function<Outcome<QJsonObject>()>& work) const;

    /// The answer given already, if any; for calls that do long work before their transaction. Errors: as
    /// run().
    [[nodiscard]] Outcome<std::optional<QJsonObject>> earlier(store::Connection& connection) const;

private:
    store::IdempotencyRow row_;
};

} // namespace photodesk::server::services
