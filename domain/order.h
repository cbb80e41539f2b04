#pragma once

#include "domain/result.h"

#include <optional>
#include <span>

namespace photodesk {

/// A reprint order (加洗订单). Queued, printed and packed all show as 待发货 to the student.
enum class OrderState { Unpaid, Queued, Printed, Packed, Shipped, Done, Cancelled, Refunded };

enum class OrderAction { Pay, Print, Pack, Ship, Finish, Cancel, Refund, Requeue };

struct OrderRule {
    OrderState from;
    OrderAction action;
    OrderState to;
};

[[nodiscard]] std::span<const OrderRule> orderTransitions();
/// The state after the action, or NotAllowedInState. An order on hold takes payments, Refund and Cancel only.
[[nodiscard]] Result<OrderState> nextOrderState(OrderState from, OrderAction action, bool onHold);

[[nodiscard]] QLatin1StringView orderStateName(OrderState state);
[[nodiscard]] std::optional<OrderState> orderStateFromName(QStringView name);
[[nodiscard]] std::span<const OrderState> allOrderStates();

} // namespace photodesk
