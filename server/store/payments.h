#pragma once

#include "server/store/connection.h"

namespace photodesk::server::store {

struct PaymentRow {
    QString id, record, provider, transactionId;
    qint64 amountFen = 0;
    std::optional<QString> takenBy; ///< staff, for payments at the counter
    qint64 paidAt = 0;
};

/// Error: Conflict when the provider's transaction is known.
[[nodiscard]] Result<void> insertPayment(Connection& c, const PaymentRow& row);

} // namespace photodesk::server::store
