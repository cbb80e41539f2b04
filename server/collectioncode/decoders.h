#pragma once

#include "server/collectioncode/decoder.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace photodesk::server::collectioncode {

/// The decoder that `config` names in "decoder", with the rest of the object as its settings.
/// Error: BadConfiguration.
[[nodiscard]] Result<std::unique_ptr<CollectionCodeDecoder>> makeDecoder(const QJsonObject& config);

/// From collection_code.json of the server's data folder; without that file NotFound: the server then takes
/// no collection codes. Errors: NotFound, BadConfiguration.
[[nodiscard]] Result<std::unique_ptr<CollectionCodeDecoder>> openDecoder(const QString& dataFolder);

/// Names that "decoder" may have.
[[nodiscard]] QStringList decoderNames();

} // namespace photodesk::server::collectioncode
