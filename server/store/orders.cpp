#include "server/store/orders.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<void> insertOrder(Connection& c, const OrderRow& row)
{
    PD_TRY(c.execute(u"INSERT INTO orders (id, record, student, state, version, layout, on_hold, hold_reason,"
                     " address_sealed, amount_fen, carrier, waybill, shipped_at, created_at)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                     {row.id, row.record, row.student, orderStateName(row.state), row.version, row.layout,
                      row.onHold, row.holdReason, row.addressSealed, row.amountFen, row.carrier, row.waybill,
                      row.shippedAt, row.createdAt}));
    return {};
}

Result<std::optional<OrderRow>> lockOrder(Connection& c, const QString& id)
{
    PD_ASSIGN(const auto found,
              c.queryOne(
                  u"SELECT id, record, student, state, version, layout, on_hold, hold_reason, address_sealed,"
                  " amount_fen, carrier, waybill, shipped_at, created_at FROM orders WHERE id = ?"_s
                      + sql::forUpdate(c.dialect()),
                  {id}));
    if (!found)
        return std::optional<OrderRow>();
    OrderRow row;
    row.id = found->text(0);
    row.record = found->text(1);
    row.student = found->text(2);
    const auto state = orderStateFromName(found->text(3));
    if (!state)
        return fail(ErrorCode::DatabaseFailed, u"an unknown order state"_s);
    row.state = *state;
    row.version = found->integer(4);
    row.layout = found->text(5);
    row.onHold = found->flag(6);
    row.holdReason = found->text(7);
    row.addressSealed = found->text(8);
    row.amountFen = found->integer(9);
    row.carrier = found->text(10);
    row.waybill = found->text(11);
    row.shippedAt = found->optionalInteger(12);
    row.createdAt = found->integer(13);
    return std::optional(row);
}

Result<void> updateOrder(Connection& c, const OrderRow& row, qint64 previousVersion)
{
    PD_ASSIGN(
        const int changed,
        c.execute(u"UPDATE orders SET state = ?, version = ?, on_hold = ?, hold_reason = ?, carrier = ?,"
                  " waybill = ?, shipped_at = ? WHERE id = ? AND version = ?"_s,
                  {orderStateName(row.state), row.version, row.onHold, row.holdReason, row.carrier,
                   row.waybill, row.shippedAt, row.id, previousVersion}));
    if (changed != 1)
        return fail(ErrorCode::StaleVersion);
    return {};
}

} // namespace photodesk::server::store
