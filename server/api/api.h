#pragma once

#include "server/http/metrics.h"
#include "server/http/router.h"
#include "server/services/context.h"
#include "server/services/services.h"

#include <functional>

namespace photodesk::server::api {

/// What the routes work with; everything outlives the router.
struct Api {
    services::Services& services;
    const services::Context& context;
    QString version;
    std::function<http::MetricsSnapshot()> httpMetrics;
    std::function<qint64()> uploadsFinished;
};

/// Every route of docs/api/openapi.yaml.
[[nodiscard]] http::Router buildRouter(const Api& api);

} // namespace photodesk::server::api
