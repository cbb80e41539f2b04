#include "server/api/reply.h"

#include "server/services/views.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::api {

http::Response refusal(const services::Refusal& refusal)
{
    QJsonObject extra;
    if (refusal.record)
        extra.insert("record"_L1, toJson(*refusal.record));
    std::optional<std::chrono::seconds> wait;
    if (refusal.retryAfterMs) {
        // Rounded up: a client that comes back a moment early would be refused again.
        wait = std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(*refusal.retryAfterMs));
        extra.insert("retry_after_s"_L1, qint64(wait->count()));
    }
    http::Response response = http::Response::problem(refusal.error, extra);
    if (wait)
        response.setRetryAfter(*wait);
    return response;
}

http::Response emptyReply(int status, const services::Outcome<void>& outcome)
{
    if (!outcome)
        return refusal(outcome.error());
    http::Response response = http::Response::noContent();
    response.status = status;
    return response;
}

} // namespace photodesk::server::api
