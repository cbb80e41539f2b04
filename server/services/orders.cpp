#include "server/services/orders.h"

#include "domain/json.h"
#include "domain/money.h"
#include "resources/resources.h"
#include "server/services/random.h"
#include "server/services/secrets.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"
#include "server/store/orders.h"
#include "server/store/records.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr auto recordsWithPhoto = {RecordState::Approved, RecordState::Producing, RecordState::Delivered};

/// The shortest way by the rules; empty when the order is there. Error: NotAllowedInState.
Result<std::vector<OrderAction>> wayTo(OrderState to, const store::OrderRow& row)
{
    struct Reached {
        OrderState state;
        std::vector<OrderAction> way;
    };
    std::vector<Reached> reached{{row.state, {}}};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const Reached here = reached[i]; // a copy: the list grows
        if (here.state == to)
            return here.way;
        for (const OrderRule& rule : orderTransitions()) {
            const bool known = std::ranges::find(reached, rule.to, &Reached::state) != reached.end();
            if (rule.from != here.state || known || !nextOrderState(here.state, rule.action, row.onHold))
                continue;
            reached.push_back({rule.to, here.way});
            reached.back().way.push_back(rule.action);
        }
    }
    return fail(ErrorCode::NotAllowedInState, QString(orderStateName(row.state)));
}

} // namespace

Orders::Orders(const Context& context) : context_(context) {}

Outcome<QString> Orders::place(const NewOrder& order, const QString& by)
{
    PD_ASSIGN(const auto layouts, resources::layouts());
    if (std::ranges::find(layouts, order.layout, &Layout::id) == layouts.end())
        return fail(ErrorCode::NotFound, u"layout"_s);
    PD_ASSIGN(const Money amount, Money::fromFen(order.amountFen));
    const qint64 now = context_.clock.nowMs();
    return context_.database.write([&](store::Connection& c) -> Outcome<QString> {
        PD_ASSIGN(const auto record, store::recordById(c, order.recordId));
        if (!record)
            return fail(ErrorCode::NotFound, u"record"_s);
        if (std::ranges::find(recordsWithPhoto, record->state) == recordsWithPhoto.end())
            return fail(ErrorCode::NotAllowedInState);
        store::OrderRow row;
        row.id = newId();
        row.record = record->id;
        row.student = record->student;
        row.layout = order.layout;
        row.amountFen = amount.fen();
        row.addressSealed = context_.secrets.seal(json::compact(order.address));
        row.createdAt = now;
        PD_TRY(store::insertOrder(c, row));
        PD_TRY(store::appendAudit(c, now, by, u"order.place"_s, u"order:"_s + row.id,
                                  {{"layout"_L1, row.layout}}));
        return row.id;
    });
}

Outcome<void> Orders::bringTo(const QString& orderId, const OrderProgress& progress, const QString& by)
{
    const qint64 now = context_.clock.nowMs();
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        PD_ASSIGN(auto found, store::lockOrder(c, orderId));
        if (!found)
            return fail(ErrorCode::NotFound);
        store::OrderRow row = *std::move(found);
        const qint64 before = row.version;
        PD_ASSIGN(const auto way, wayTo(progress.state, row));
        for (const OrderAction action : way) {
            PD_ASSIGN(row.state, nextOrderState(row.state, action, row.onHold));
            if (action == OrderAction::Ship) {
                if (progress.waybill.isEmpty())
                    return fail(ErrorCode::InvalidField, u"waybill"_s);
                row.carrier = progress.carrier;
                row.waybill = progress.waybill;
                row.shippedAt = now;
            }
        }
        row.onHold = !progress.holdReason.isEmpty();
        row.holdReason = progress.holdReason;
        ++row.version;
        PD_TRY(store::updateOrder(c, row, before));
        PD_TRY(store::appendAudit(c, now, by, u"order.move"_s, u"order:"_s + row.id,
                                  {{"state"_L1, orderStateName(row.state)}, {"on_hold"_L1, row.onHold}}));
        return {};
    });
}

} // namespace photodesk::server::services
