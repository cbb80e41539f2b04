#include "server/collectioncode/from_picture.h"

#include "imaging/codes.h"

#include <optional>

namespace photodesk::server::collectioncode {

Result<CollectionCode> decodePicture(const QImage& picture, const CollectionCodeDecoder& decoder,
                                     const QDateTime& now)
{
    PD_ASSIGN(const auto codes, imaging::readCodes(picture, {imaging::Symbology::Qr}));
    if (codes.empty())
        return fail(ErrorCode::CollectionCodeNotFound);
    std::optional<CollectionCode> good;
    std::optional<Error> nearest;
    for (const imaging::Code& code : codes) {
        const auto decoded = decoder.decode(code.bytes, now);
        if (decoded && good && good->raw != decoded->raw)
            return fail(ErrorCode::CollectionCodeSeveral);
        if (decoded)
            good = *decoded;
        else if (!nearest || nearest->code == ErrorCode::CollectionCodeWrongFormat)
            nearest = decoded.error();
    }
    if (good)
        return *good;
    return fail(*nearest);
}

} // namespace photodesk::server::collectioncode
