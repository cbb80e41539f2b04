#pragma once

#include "domain/result.h"
#include "server/http/request.h"

#include <QJsonObject>

namespace photodesk::server::api {

/// The body as a JSON object. Error: MalformedJson.
[[nodiscard]] Result<QJsonObject> bodyOf(const http::Request& request);
/// The header, a UUID. Error: InvalidField.
[[nodiscard]] Result<QString> idempotencyKeyOf(const http::Request& request);
/// Query `limit` within [1, most], `otherwise` when absent. Error: InvalidField.
[[nodiscard]] Result<int> limitOf(const http::Request& request, qint64 otherwise, qint64 most);
/// "record_ids" of the body. Error: InvalidField.
[[nodiscard]] Result<QStringList> recordIdsOf(const http::Request& request, qint64 most);

} // namespace photodesk::server::api
