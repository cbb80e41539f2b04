#include "domain/order.h"

#include <algorithm>
#include <array>

namespace photodesk {
namespace {

using S = OrderState;
using A = OrderAction;

constexpr OrderRule rules[] = {
    {S::Unpaid, A::Pay, S::Queued},         {S::Unpaid, A::Cancel, S::Cancelled},
    {S::Cancelled, A::Refund, S::Refunded}, // a payment that came too late
    {S::Queued, A::Print, S::Printed},      {S::Queued, A::Refund, S::Refunded},
    {S::Printed, A::Pack, S::Packed},       {S::Printed, A::Requeue, S::Queued},
    {S::Printed, A::Refund, S::Refunded},   {S::Packed, A::Ship, S::Shipped},
    {S::Packed, A::Requeue, S::Queued},     {S::Packed, A::Refund, S::Refunded},
    {S::Shipped, A::Finish, S::Done},
};

struct StateName {
    S state;
    const char* name;
};

constexpr StateName stateNames[] = {
    {S::Unpaid, "unpaid"},   {S::Queued, "queued"}, {S::Printed, "printed"},     {S::Packed, "packed"},
    {S::Shipped, "shipped"}, {S::Done, "done"},     {S::Cancelled, "cancelled"}, {S::Refunded, "refunded"},
};

constexpr auto states = [] {
    std::array<S, std::size(stateNames)> list{};
    std::ranges::transform(stateNames, list.begin(), &StateName::state);
    return list;
}();

} // namespace

std::span<const OrderRule> orderTransitions()
{
    return rules;
}

Result<OrderState> nextOrderState(OrderState from, OrderAction action, bool onHold)
{
    // Money that arrives is never turned away, and an order on hold can still be ended.
    const bool held = onHold && action != A::Pay && action != A::Refund && action != A::Cancel;
    for (const OrderRule& rule : rules) {
        if (!held && rule.from == from && rule.action == action)
            return rule.to;
    }
    return fail(ErrorCode::NotAllowedInState, QLatin1String(orderStateName(from)));
}

QLatin1StringView orderStateName(OrderState state)
{
    return QLatin1StringView(std::ranges::find(stateNames, state, &StateName::state)->name);
}

std::optional<OrderState> orderStateFromName(QStringView name)
{
    for (const StateName& entry : stateNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.state;
    }
    return std::nullopt;
}

std::span<const OrderState> allOrderStates()
{
    return states;
}

} // namespace photodesk
