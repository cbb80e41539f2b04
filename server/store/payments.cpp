#include "server/store/payments.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<void> insertPayment(Connection& c, const PaymentRow& row)
{
    PD_TRY(c.execute(
        u"INSERT INTO payments (id, record, provider, transaction_id, amount_fen, taken_by, paid_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {row.id, row.record, row.provider, row.transactionId, row.amountFen, row.takenBy, row.paidAt}));
    return {};
}

} // namespace photodesk::server::store
