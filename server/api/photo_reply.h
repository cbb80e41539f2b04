#pragma once

#include "server/api/api.h"

namespace photodesk::server::api {

/// The bytes of a picture with its SHA-256 as ETag; the HTTP layer answers If-None-Match and Range by it.
[[nodiscard]] http::Response photoReply(const Api& api, const services::Outcome<services::PhotoFile>& photo);

} // namespace photodesk::server::api
