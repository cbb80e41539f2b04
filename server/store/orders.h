#pragma once

#include "domain/order.h"
#include "server/store/connection.h"

namespace photodesk::server::store {

/// A reprint order; the address was sealed by the caller.
struct OrderRow {
    QString id, record, student, layout, holdReason, addressSealed, carrier, waybill;
    OrderState state = OrderState::Unpaid;
    qint64 version = 1;
    bool onHold = false;
    qint64 amountFen = 0;
    std::optional<qint64> shippedAt;
    qint64 createdAt = 0;
};

[[nodiscard]] Result<void> insertOrder(Connection& c, const OrderRow& row);
[[nodiscard]] Result<std::optional<OrderRow>> lockOrder(Connection& c, const QString& id);
/// Under `WHERE version = previousVersion`. Error: StaleVersion.
[[nodiscard]] Result<void> updateOrder(Connection& c, const OrderRow& row, qint64 previousVersion);

} // namespace photodesk::server::store
