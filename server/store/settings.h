#pragma once

#include "server/store/connection.h"

/// What an installation sets for itself, by name; values are JSON text.
namespace photodesk::server::store {

[[nodiscard]] Result<std::optional<QString>> setting(Connection& c, const QString& name);
[[nodiscard]] Result<void> storeSetting(Connection& c, const QString& name, const QString& value, qint64 now);

} // namespace photodesk::server::store
