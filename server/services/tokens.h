#pragma once

#include <QByteArray>
#include <QString>

namespace photodesk::server::services {

/// A bearer token: 256 random bits; only its hash is kept.
struct Token {
    QString text; ///< base64url, given out once
    QString hash; ///< SHA-256, hexadecimal; what the database knows
};

[[nodiscard]] Token newToken();
[[nodiscard]] QString tokenHash(const QString& text);

} // namespace photodesk::server::services
