// Any bytes as a picture: an error or an image within the limits, never a crash.
#include "imaging/photo.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr qint64 mostBytes = 1 << 20, mostPixels = 1 << 22; // small, so that the run is quick
    const photodesk::imaging::DecodeLimits limits{mostBytes, mostPixels};
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto probed = photodesk::imaging::probe(bytes, limits);
    const auto photo = photodesk::imaging::decode(bytes, limits);
    if (photo && (photo->image.isNull() || qint64(photo->image.width()) * photo->image.height() > mostPixels))
        std::abort();
    if (photo && !probed)
        std::abort(); // what decodes must also probe
    (void)photodesk::imaging::decodeReduced(bytes, limits, 64);
    return 0;
}
