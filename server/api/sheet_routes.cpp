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

Response photos(const Api& api, const Request& request)
{
    const services::Settings& settings = api.context.settings;
    const auto limit = limitOf(request, settings.sheetPageDefault, settings.sheetPageMax);
    if (!limit)
        return Response::problem(limit.error());
    const auto text = [&](QLatin1StringView name) { return request.queryValue(name).value_or(QString()); };
    return reply(200, api.services.sheet.page(staffOf(request), {text("batch_id"_L1), text("check"_L1),
                                                                 text("after"_L1), *limit}));
}

Response open(const Api& api, const Request& request)
{
    return reply(200, api.services.sheet.open(staffOf(request), request.param("id"_L1)),
                 [](const services::ReviewItem& item) {
                     return QJsonObject{{"item"_L1, toJson(item)}};
                 });
}

Response current(const Api& api, const Request& request)
{
    return reply(200, api.services.bulks.current(staffOf(request)),
                 [](const std::optional<services::Bulk>& bulk) {
                     return QJsonObject{{"bulk"_L1, bulk ? QJsonValue(toJson(*bulk)) : QJsonValue()}};
                 });
}

Response start(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    const auto key = idempotencyKeyOf(request);
    if (!body || !key)
        return Response::problem(!body ? body.error() : key.error());
    const auto wanted = services::BulkRequest::fromJson(*body);
    if (!wanted)
        return Response::problem(wanted.error());
    return reply(201, api.services.bulks.start(staffOf(request), *wanted, *key));
}

Response sample(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    json::Reader in(*body);
    const qint64 count = in.integer("count"_L1);
    if (!in.ok())
        return Response::problem(in.error());
    const int bounded = int(std::clamp<qint64>(count, 0, std::numeric_limits<int>::max()));
    return reply(200, api.services.bulks.sample(staffOf(request), request.param("id"_L1), bounded));
}

Response setBatchBulk(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    json::Reader in(*body);
    if (!body->value("allowed"_L1).isBool())
        in.reject("allowed"_L1, "is missing");
    const bool allowed = in.boolean("allowed"_L1, false);
    const auto percent = in.optionalInteger("sample_percent"_L1);
    if (!in.ok())
        return Response::problem(in.error());
    return reply(200, api.services.batches.setBulk(request.param("id"_L1), allowed, percent,
                                                   u"staff:"_s + staffOf(request).id));
}

using Step = services::Outcome<services::Bulk> (services::Bulks::*)(const services::Staff&, const QString&);

} // namespace

void addSheetRoutes(http::Router& router, const Api& api)
{
    const qint64 most = resources::limit("json_body_max_bytes"_L1);
    const auto reviewer = staffWith(api, Right::Review);
    const auto approver = staffWith(api, Right::BulkApprove);
    router.add(Method::Get, u"/api/v1/staff/review/photos"_s, RouteOptions::none(reviewer),
               [api](const Request& request) { return photos(api, request); });
    router.add(Method::Post, u"/api/v1/staff/records/{id}/claim"_s, RouteOptions::none(reviewer),
               [api](const Request& request) { return open(api, request); });
    router.add(Method::Get, u"/api/v1/staff/review/bulk"_s, RouteOptions::none(approver),
               [api](const Request& request) { return current(api, request); });
    router.add(Method::Post, u"/api/v1/staff/review/bulks"_s, RouteOptions::memory(most, approver),
               [api](const Request& request) { return start(api, request); });
    router.add(Method::Post, u"/api/v1/staff/review/bulks/{id}/sample"_s,
               RouteOptions::memory(most, approver),
               [api](const Request& request) { return sample(api, request); });
    const auto addStep = [&](const QString& name, Step step) {
        router.add(Method::Post, u"/api/v1/staff/review/bulks/{id}/"_s + name, RouteOptions::none(approver),
                   [api, step](const Request& request) {
                       return reply(200,
                                    (api.services.bulks.*step)(staffOf(request), request.param("id"_L1)));
                   });
    };
    addStep(u"approval"_s, &services::Bulks::approve);
    addStep(u"cancel"_s, &services::Bulks::cancel);
    addStep(u"undo"_s, &services::Bulks::undo);
    router.add(Method::Put, u"/api/v1/staff/batches/{id}/bulk"_s,
               RouteOptions::memory(most, staffWith(api, Right::ManageBatches)),
               [api](const Request& request) { return setBatchBulk(api, request); });
}

} // namespace photodesk::server::api
