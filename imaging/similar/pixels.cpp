#include "imaging/similar/pixels.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace photodesk::imaging::similar {
namespace {

constexpr quint64 odd = 0x9E3779B97F4A7C15; // 2^64 / golden ratio: its multiples spread evenly

quint64 mixed(quint64 x)
{
    x = (x ^ (x >> 32)) * odd;
    x = (x ^ (x >> 29)) * odd;
    return x ^ (x >> 32);
}

void take(quint64& lane, quint64 word)
{
    lane = std::rotl((lane ^ word) * odd, 29);
}

} // namespace

std::array<quint64, 2> hashOf(const QImage& image)
{
    // Four lanes, since one multiplication has to wait for the one before.
    std::array<quint64, 4> lanes{quint64(image.width()), quint64(image.height()), 1, 2};
    const qsizetype length = qsizetype(image.width()) * 3;
    for (int y = 0; y < image.height(); ++y) {
        const uchar* row = image.constScanLine(y);
        qsizetype i = 0;
        for (; i + 32 <= length; i += 32) {
            for (std::size_t k = 0; k < 4; ++k)
                take(lanes[k], qFromLittleEndian<quint64>(row + i + qsizetype(k) * 8));
        }
        uchar rest[32] = {};
        std::memcpy(rest, row + i, std::size_t(length - i));
        for (std::size_t k = 0; k < 4; ++k)
            take(lanes[k], qFromLittleEndian<quint64>(rest + k * 8));
    }
    std::array<quint64, 2> out{3, 4};
    for (const quint64 lane : lanes) {
        out[0] = mixed(out[0] ^ lane);
        out[1] = mixed(out[1] + std::rotl(lane, 17));
    }
    return out;
}

} // namespace photodesk::imaging::similar
