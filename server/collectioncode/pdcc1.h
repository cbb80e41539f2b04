#pragma once

#include "server/collectioncode/decoder.h"

#include <QJsonObject>

#include <memory>

namespace photodesk::server::collectioncode {

/// The documented test format (docs/collection-code.md): PDCC1.<payload>.<Ed25519 signature>.
/// Settings: "audience", and "keys": base64 of one or more public keys of 32 bytes. Error: BadConfiguration.
[[nodiscard]] Result<std::unique_ptr<CollectionCodeDecoder>> makePdcc1Decoder(const QJsonObject& config);

} // namespace photodesk::server::collectioncode
