#include "server/api/guard.h"
#include "server/api/input.h"
#include "server/api/reply.h"
#include "server/api/routes.h"

#include "resources/resources.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::RouteOptions;

Response giveBack(const Api& api, const Request& request)
{
    const auto ids = recordIdsOf(request, api.context.settings.pageMax);
    if (!ids)
        return Response::problem(ids.error());
    return reply(200, api.services.reviews.giveBack(staffOf(request), *ids), [](const QStringList& returned) {
        return QJsonObject{{"returned"_L1, QJsonArray::fromStringList(returned)}};
    });
}

Response filters(const Api& api, const Request& request)
{
    const QString queue = request.queryValue("queue"_L1).value_or(u"first_review"_s);
    if (queue != "first_review"_L1 && queue != "second_review"_L1)
        return Response::problem(Error{ErrorCode::InvalidField, u"queue"_s});
    return reply(200, api.services.reviews.filters(staffOf(request), queue == "second_review"_L1));
}

Response setPolicy(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    const auto policy = services::DeskPolicy::fromJson(*body);
    if (!policy)
        return Response::problem(policy.error());
    return reply(200, api.services.desk.setPolicy(staffOf(request), *policy));
}

Response copied(const Api& api, const Request& request)
{
    bool ok = false;
    const int attempt = request.param("attempt"_L1).toInt(&ok);
    if (!ok)
        return Response::problem(ErrorCode::NotFound);
    return emptyReply(204, api.services.desk.photoCopied(staffOf(request), request.param("id"_L1), attempt));
}

Response opinions(const Api& api, const Request& request)
{
    qint64 since = 0;
    if (const auto text = request.queryValue("since"_L1)) {
        const QDateTime time = QDateTime::fromString(*text, Qt::ISODateWithMs);
        if (!time.isValid())
            return Response::problem(Error{ErrorCode::InvalidField, u"since"_s});
        since = time.toMSecsSinceEpoch();
    }
    return reply(200, api.services.desk.checkOpinions(since),
                 [](const auto& list) { return services::itemsToJson(list); });
}

} // namespace

void addDeskRoutes(http::Router& router, const Api& api)
{
    const qint64 most = resources::limit("json_body_max_bytes"_L1);
    const auto reviewer = staffWith(api, Right::Review);
    const auto reader = staffWith(api, Right::Review | Right::ManageBatches);
    router.add(Method::Post, u"/api/v1/staff/review/return"_s, RouteOptions::memory(most, reviewer),
               [api](const Request& request) { return giveBack(api, request); });
    router.add(Method::Get, u"/api/v1/staff/review/filters"_s, RouteOptions::none(reviewer),
               [api](const Request& request) { return filters(api, request); });
    router.add(
        Method::Get, u"/api/v1/staff/me/today"_s, RouteOptions::none(reviewer),
        [api](const Request& request) { return reply(200, api.services.desk.today(staffOf(request))); });
    router.add(Method::Get, u"/api/v1/staff/policy"_s, RouteOptions::none(staffWith(api, {})),
               [api](const Request&) { return reply(200, api.services.desk.policy()); });
    router.add(Method::Put, u"/api/v1/staff/policy"_s,
               RouteOptions::memory(most, staffWith(api, Right::ManageStaff)),
               [api](const Request& request) { return setPolicy(api, request); });
    router.add(Method::Post, u"/api/v1/staff/records/{id}/attempts/{attempt}/copied"_s,
               RouteOptions::none(reader), [api](const Request& request) { return copied(api, request); });
    router.add(Method::Get, u"/api/v1/staff/checks/opinions"_s,
               RouteOptions::none(staffWith(api, Right::ManageBatches)),
               [api](const Request& request) { return opinions(api, request); });
}

} // namespace photodesk::server::api
