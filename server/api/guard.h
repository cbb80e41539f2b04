#pragma once

#include "domain/rights.h"
#include "server/api/api.h"

namespace photodesk::server::api {

/// `admit` of a staff route: signed in and holding at least one of `any`; Right::None asks for a session
/// only.
[[nodiscard]] http::Admit staffWith(const Api& api, Rights any);
[[nodiscard]] http::Admit signedInStudent(const Api& api);

/// Whom the guard let in. Only behind the guards above.
[[nodiscard]] const services::StaffSession& staffSessionOf(const http::Request& request);
[[nodiscard]] const services::Staff& staffOf(const http::Request& request);
[[nodiscard]] const services::Student& studentOf(const http::Request& request);

} // namespace photodesk::server::api
