#pragma once

#include <QByteArray>
#include <QString>

namespace photodesk::server::services {

/// From the operating system's cryptographic source; any thread.
[[nodiscard]] QByteArray randomBytes(int count);
[[nodiscard]] quint32 randomBelow(quint32 bound);
[[nodiscard]] QString newId(); ///< UUID, lower case, without braces

/// Must have succeeded once before anything of this folder that hashes, seals or draws; idempotent.
[[nodiscard]] bool initialiseCrypto();

} // namespace photodesk::server::services
