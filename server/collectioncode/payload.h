#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace photodesk::server::collectioncode {

/// The CBOR map of the test format: unsigned keys, values text or unsigned number, nothing nested.
struct Payload {
    QString audience, educationId, name, idLast4, school, schoolCode, studentNo, level;
    qint64 issuedS = 0, expiresS = 0; ///< since 1970, UTC
};

inline constexpr qsizetype payloadBytesMax = 1024;

/// Error: CollectionCodeWrongFormat. Time and memory are bounded by payloadBytesMax.
[[nodiscard]] Result<Payload> parsePayload(const QByteArray& cbor);
/// Shortest CBOR, keys ascending, empty fields left out.
[[nodiscard]] QByteArray writePayload(const Payload& payload);

} // namespace photodesk::server::collectioncode
