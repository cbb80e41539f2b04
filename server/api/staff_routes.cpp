#include "server/api/guard.h"
#include "server/api/input.h"
#include "server/api/reply.h"
#include "server/api/routes.h"

#include "domain/json.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::RouteOptions;

Response signIn(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    json::Reader in(*body);
    const QString user = in.string("user"_L1), password = in.string("password"_L1);
    if (!in.ok())
        return Response::problem(in.error());
    return reply(201, api.services.staff.signIn(user, password));
}

Response whoAmI(const Api& api, const Request& request)
{
    const services::StaffSession& session = staffSessionOf(request);
    const services::Settings& settings = api.context.settings;
    return reply(200, api.services.desk.policy(), [&](const services::DeskPolicy& policy) {
        QJsonObject shared = toJson(policy);
        shared.insert("lease_ms"_L1, settings.leaseMs);
        shared.insert("heartbeat_ms"_L1, settings.heartbeatMs);
        shared.insert("claim_depth"_L1, settings.claimDepth);
        shared.insert("undo_ms"_L1, settings.undoMs);
        return QJsonObject{{"expires_at"_L1, json::timeFromMs(session.expiresAt)},
                           {"staff"_L1, toJson(session.staff)},
                           {"settings"_L1, shared}};
    });
}

Response audit(const Api& api, const Request& request)
{
    const auto limit = limitOf(request, api.context.settings.pageDefault, api.context.settings.pageMax);
    if (!limit)
        return Response::problem(limit.error());
    return reply(200, api.services.audit.page(request.queryValue("after"_L1).value_or(QString()), *limit));
}

Response payment(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    const auto key = idempotencyKeyOf(request);
    if (!body || !key)
        return Response::problem(!body ? body.error() : key.error());
    json::Reader in(*body);
    const qint64 amount = in.integer("amount_fen"_L1);
    if (!in.ok())
        return Response::problem(in.error());
    return reply(
        200, api.services.enrolments.counterPayment(staffOf(request), request.param("id"_L1), amount, *key));
}

} // namespace

void addStaffRoutes(http::Router& router, const Api& api)
{
    const qint64 most = resources::limit("json_body_max_bytes"_L1);
    const auto session = u"/api/v1/staff/session"_s;
    router.add(Method::Post, session, RouteOptions::memory(most),
               [api](const Request& request) { return signIn(api, request); });
    router.add(Method::Get, session, RouteOptions::none(staffWith(api, {})),
               [api](const Request& request) { return whoAmI(api, request); });
    router.add(
        Method::Delete, session, RouteOptions::none(staffWith(api, {})), [api](const Request& request) {
            return emptyReply(204, api.services.staff.signOut(QString::fromLatin1(request.bearerToken())));
        });
    router.add(Method::Get, u"/api/v1/staff/batches"_s, RouteOptions::none(staffWith(api, Right::SeeBatches)),
               [api](const Request&) {
                   return reply(200, api.services.batches.list(),
                                [](const auto& batches) { return services::itemsToJson(batches); });
               });
    router.add(Method::Get, u"/api/v1/staff/audit"_s, RouteOptions::none(staffWith(api, Right::SeeAudit)),
               [api](const Request& request) { return audit(api, request); });
    router.add(Method::Post, u"/api/v1/staff/records/{id}/payment"_s,
               RouteOptions::memory(most, staffWith(api, Right::TakePayment)),
               [api](const Request& request) { return payment(api, request); });
}

} // namespace photodesk::server::api
