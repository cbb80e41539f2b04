#include "server/api/guard.h"
#include "server/api/input.h"
#include "server/api/reply.h"
#include "server/api/routes.h"

#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::RouteOptions;

using Act = services::Outcome<QJsonObject> (services::Reworks::*)(const services::Staff&,
                                                                  const services::ReworkRequest&);

Response change(const Api& api, const Request& request, Act act)
{
    const auto body = bodyOf(request);
    const auto key = idempotencyKeyOf(request);
    if (!body || !key)
        return Response::problem(!body ? body.error() : key.error());
    auto wanted = services::ReworkRequest::fromJson(*body);
    if (!wanted)
        return Response::problem(wanted.error());
    wanted->recordId = request.param("id"_L1);
    wanted->idempotencyKey = *key;
    return reply(200, (api.services.reworks.*act)(staffOf(request), *wanted));
}

Response revisions(const Api& api, const Request& request)
{
    bool ok = false;
    const int attempt = request.param("attempt"_L1).toInt(&ok);
    if (!ok)
        return Response::problem(ErrorCode::NotFound);
    return reply(200, api.services.reworks.revisions(request.param("id"_L1), attempt),
                 [](const std::vector<services::Revision>& list) { return services::itemsToJson(list); });
}

} // namespace

void addReworkRoutes(http::Router& router, const Api& api)
{
    const auto reviewer = staffWith(api, Right::Review);
    const auto reader = staffWith(api, Right::Review | Right::ManageBatches);
    router.add(Method::Post, u"/api/v1/staff/records/{id}/rework"_s,
               RouteOptions::memory(resources::limit("rework_body_max_bytes"_L1), reviewer),
               [api](const Request& request) { return change(api, request, &services::Reworks::rework); });
    router.add(Method::Post, u"/api/v1/staff/records/{id}/restore"_s,
               RouteOptions::memory(resources::limit("json_body_max_bytes"_L1), reviewer),
               [api](const Request& request) { return change(api, request, &services::Reworks::restore); });
    router.add(Method::Get, u"/api/v1/staff/records/{id}/attempts/{attempt}/revisions"_s,
               RouteOptions::none(reader), [api](const Request& request) { return revisions(api, request); });
}

} // namespace photodesk::server::api
