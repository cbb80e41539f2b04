// Any bytes as a collection code, and as the payload of one: an error or fields within their limits.
#include "server/collectioncode/decoders.h"
#include "server/collectioncode/test_signer.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace photodesk::server::collectioncode;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const TestSigner signer = *TestSigner::fromSeed(QByteArray(32, 7));
    static const auto decoder = *makeDecoder(signer.config(u"photodesk-test"_s));
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);
    (void)decoder->decode(bytes, now);
    // Well signed, so that the parser behind the signature is met too.
    const auto code = decoder->decode(signer.sign(bytes), now);
    if (code
        && (code->name.isEmpty() || code->name.size() > 240 || code->educationId.isEmpty()
            || code->expires <= now))
        std::abort();
    const auto payload = parsePayload(bytes);
    if (payload && !parsePayload(writePayload(*payload)))
        std::abort();
    return 0;
}
