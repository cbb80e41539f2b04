// Any bytes as the target of an HTTP request: nothing, or a path that can mean only one thing.
#include "server/http/detail/target.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto target = photodesk::server::http::detail::parseTarget(bytes);
    if (!target)
        return 0;
    for (const QString& segment : target->segments) {
        const bool climbs = segment == u"." || segment == u"..";
        if (climbs || segment.contains(u'/') || segment.contains(u'\\') || segment.contains(QChar(u'\0')))
            std::abort();
    }
    return 0;
}
