#include "server/collectioncode/from_picture.h"

#include "imaging/codes.h"
#include "resources/resources.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace photodesk::server::collectioncode {
namespace {

/// How far a code came: its holder is helped by the fault of the code that is most nearly good.
int nearness(ErrorCode code)
{
    switch (code) {
    case ErrorCode::CollectionCodeExpired: return 3;
    case ErrorCode::CollectionCodeNotForUs: return 2;
    case ErrorCode::CollectionCodeBadSignature: return 1;
    default: return 0;
    }
}

} // namespace

Result<CollectionCode> decodePicture(const QImage& picture, const CollectionCodeDecoder& decoder,
                                     const QDateTime& now)
{
    imaging::ReadOptions options;
    options.maxCodes = int(resources::limit("collection_codes_per_picture"_L1));
    PD_ASSIGN(const auto codes, imaging::readCodes(picture, {imaging::Symbology::Qr}, options));
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
        else if (!nearest || nearness(decoded.error().code) > nearness(nearest->code))
            nearest = decoded.error();
    }
    if (good)
        return *good;
    return fail(*nearest);
}

} // namespace photodesk::server::collectioncode
