#include "server/api/routes.h"

#include "server/photos/photo_store.h"
#include "server/store/database.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

http::Response state(const Api& api, QLatin1StringView word)
{
    return http::Response::json(200, {{"status"_L1, word}, {"version"_L1, api.version}});
}

http::Response ready(const Api& api)
{
    if (const auto database = api.context.database.check(); !database)
        return http::Response::problem(ErrorCode::DatabaseUnavailable, database.error().detail);
    if (const auto photos = api.context.photos.check(); !photos)
        return http::Response::problem(ErrorCode::Overloaded, photos.error().detail);
    return state(api, "ready"_L1);
}

http::Response metrics(const Api& api, const http::Request& request)
{
    // Counts of a school's traffic are nobody else's business; the documented proxy does not forward this
    // either.
    if (!QHostAddress(request.remoteAddress).isLoopback())
        return http::Response::problem(ErrorCode::Forbidden);
    QByteArray text = api.httpMetrics().prometheusText();
    text += "# TYPE photodesk_uploads_finished_total counter\nphotodesk_uploads_finished_total "
            + QByteArray::number(api.uploadsFinished()) + '\n';
    return http::Response::bytes(200, "text/plain; version=0.0.4", text);
}

} // namespace

void addHealthRoutes(http::Router& router, const Api& api)
{
    http::RouteOptions quick;
    quick.runInline = true;
    router.add(http::Method::Get, u"/healthz"_s, quick,
               [api](const http::Request&) { return state(api, "ok"_L1); });
    router.add(http::Method::Get, u"/readyz"_s, http::RouteOptions::none(),
               [api](const http::Request&) { return ready(api); });
    router.add(http::Method::Get, u"/metrics"_s, http::RouteOptions::none(),
               [api](const http::Request& request) { return metrics(api, request); });
}

} // namespace photodesk::server::api
