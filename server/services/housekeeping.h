#pragma once

#include "server/services/context.h"
#include "server/services/outcome.h"

namespace photodesk::server::services {

/// Removes what has no further use: old idempotency rows, spent codes, ended sessions, old failed guesses. To
/// be called at the start and now and then. Any thread.
[[nodiscard]] Outcome<void> tidy(const Context& context);

} // namespace photodesk::server::services
