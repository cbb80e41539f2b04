#pragma once

#include "domain/order.h"
#include "server/services/context.h"
#include "server/services/outcome.h"

#include <QJsonObject>

namespace photodesk::server::services {

struct NewOrder {
    QString recordId, layout; ///< layout: an id of resources/layouts/
    qint64 amountFen = 0;
    QJsonObject address; ///< copied into the order and sealed
};

struct OrderProgress {
    OrderState state = OrderState::Unpaid;
    QString carrier, waybill; ///< needed from Shipped on
    QString holdReason;       ///< empty: not on hold
};

/// Reprint orders. Any thread.
class Orders {
public:
    explicit Orders(const Context& context);

    /// The order's id. Errors: NotFound (record, layout), InvalidField, NotAllowedInState (nothing was
    /// collected).
    [[nodiscard]] Outcome<QString> place(const NewOrder& order, const QString& by);
    /// Walks the order step by step to where it is to be, each step by the rules of domain/order.h.
    /// Errors: NotFound, NotAllowedInState, InvalidField (no waybill), StaleVersion.
    [[nodiscard]] Outcome<void> bringTo(const QString& orderId, const OrderProgress& progress,
                                        const QString& by);

private:
    Context context_;
};

} // namespace photodesk::server::services
