#pragma once

#include "domain/result.h"

#include <QString>

namespace photodesk::server::services {

struct Settings;

/// Argon2id in libsodium's own text form. Takes tens of milliseconds by design: never inside a transaction.
[[nodiscard]] Result<QString> hashPassword(const QString& password, const Settings& settings);
[[nodiscard]] bool passwordMatches(const QString& hash, const QString& password);

} // namespace photodesk::server::services
