#include "server/api/guard.h"
#include "server/api/input.h"
#include "server/api/photo_reply.h"
#include "server/api/reply.h"
#include "server/api/routes.h"

#include "domain/decision.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::RouteOptions;

Response claim(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    const auto wanted = services::ClaimRequest::fromJson(*body);
    if (!wanted)
        return Response::problem(wanted.error());
    return reply(200, api.services.reviews.claim(staffOf(request), *wanted));
}

Response heartbeat(const Api& api, const Request& request)
{
    const auto ids = recordIdsOf(request, api.context.settings.pageMax);
    if (!ids)
        return Response::problem(ids.error());
    return reply(200, api.services.reviews.heartbeat(staffOf(request), *ids));
}

Response release(const Api& api, const Request& request)
{
    const auto ids = recordIdsOf(request, api.context.settings.pageMax);
    if (!ids)
        return Response::problem(ids.error());
    return reply(200, api.services.reviews.release(staffOf(request), *ids), [](const QStringList& released) {
        return QJsonObject{{"released"_L1, QJsonArray::fromStringList(released)}};
    });
}

Response decide(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    const auto key = idempotencyKeyOf(request);
    if (!body || !key)
        return Response::problem(!body ? body.error() : key.error());
    auto decision = decisionFromJson(*body);
    if (!decision)
        return Response::problem(decision.error());
    decision->recordId = request.param("id"_L1);
    decision->idempotencyKey = *key;
    return reply(200, api.services.reviews.decide(staffOf(request), *decision));
}

Response undo(const Api& api, const Request& request)
{
    return reply(200, api.services.reviews.undo(staffOf(request), request.param("id"_L1)),
                 [](const services::ReviewItem& item) {
                     return QJsonObject{{"item"_L1, toJson(item)}};
                 });
}

Response myDecisions(const Api& api, const Request& request)
{
    const auto limit = limitOf(request, api.context.settings.pageDefault, api.context.settings.pageMax);
    if (!limit)
        return Response::problem(limit.error());
    return reply(200, api.services.reviews.myDecisions(
                          staffOf(request), request.queryValue("after"_L1).value_or(QString()), *limit));
}

Response photo(const Api& api, const Request& request)
{
    const auto kind = services::photoKindFromName(request.param("kind"_L1));
    bool ok = false;
    const int attempt = request.param("attempt"_L1).toInt(&ok);
    if (!kind || !ok)
        return Response::problem(ErrorCode::NotFound);
    return photoReply(api, api.services.reviews.photo(request.param("id"_L1), attempt, *kind));
}

} // namespace

void addReviewRoutes(http::Router& router, const Api& api)
{
    const qint64 most = resources::limit("json_body_max_bytes"_L1);
    const auto reviewer = staffWith(api, Right::Review);
    // Administrators look on, and settle a second review where no second reviewer exists; the use case sees to that.
    const auto reader = staffWith(api, Right::Review | Right::ManageBatches);
    router.add(Method::Get, u"/api/v1/staff/review/queue"_s, RouteOptions::none(reviewer),
               [api](const Request& request) {
                   return reply(200,
                                api.services.reviews.queue(
                                    staffOf(request), request.queryValue("batch_id"_L1).value_or(QString())));
               });
    router.add(Method::Post, u"/api/v1/staff/review/claims"_s, RouteOptions::memory(most, reviewer),
               [api](const Request& request) { return claim(api, request); });
    router.add(Method::Post, u"/api/v1/staff/review/heartbeat"_s, RouteOptions::memory(most, reviewer),
               [api](const Request& request) { return heartbeat(api, request); });
    router.add(Method::Post, u"/api/v1/staff/review/release"_s, RouteOptions::memory(most, reviewer),
               [api](const Request& request) { return release(api, request); });
    router.add(Method::Get, u"/api/v1/staff/records/{id}"_s, RouteOptions::none(reader),
               [api](const Request& request) {
                   return reply(200, api.services.reviews.record(request.param("id"_L1)));
               });
    router.add(Method::Get, u"/api/v1/staff/records/{id}/attempts/{attempt}/photo/{kind}"_s,
               RouteOptions::none(reader), [api](const Request& request) { return photo(api, request); });
    router.add(Method::Post, u"/api/v1/staff/records/{id}/decision"_s, RouteOptions::memory(most, reader),
               [api](const Request& request) { return decide(api, request); });
    router.add(Method::Get, u"/api/v1/staff/decisions"_s, RouteOptions::none(reviewer),
               [api](const Request& request) { return myDecisions(api, request); });
    router.add(Method::Post, u"/api/v1/staff/decisions/{id}/undo"_s, RouteOptions::none(reviewer),
               [api](const Request& request) { return undo(api, request); });
}

} // namespace photodesk::server::api
