#pragma once

#include "server/collectioncode/decoder.h"

#include <QImage>

namespace photodesk::server::collectioncode {

/// The one collection code in a picture; other QR codes beside it do no harm. Errors: those of readCodes()
/// and of the decoder (of several codes the one that came nearest), CollectionCodeNotFound,
/// CollectionCodeSeveral.
[[nodiscard]] Result<CollectionCode>
decodePicture(const QImage& picture, const CollectionCodeDecoder& decoder, const QDateTime& now);

} // namespace photodesk::server::collectioncode
