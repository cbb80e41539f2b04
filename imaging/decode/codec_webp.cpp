#include "imaging/decode/codecs.h"

#include <QtEndian>

#include <cstring>
#include <optional>

#include <webp/decode.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

const uint8_t* raw(const QByteArray& bytes)
{
    return reinterpret_cast<const uint8_t*>(bytes.constData());
}

/// A chunk of the RIFF container, or empty.
QByteArray chunk(const QByteArray& bytes, const char* name)
{
    for (qsizetype at = 12; at + 8 <= bytes.size();) {
        const auto length = qsizetype(qFromLittleEndian<quint32>(bytes.constData() + at + 4));
        if (length > bytes.size() - at - 8)
            break;
        if (std::memcmp(bytes.constData() + at, name, 4) == 0)
            return bytes.mid(at + 8, length);
        at += 8 + length + (length & 1);
    }
    return {};
}

Result<WebPBitstreamFeatures> features(const QByteArray& bytes)
{
    WebPBitstreamFeatures found;
    const VP8StatusCode status = WebPGetFeatures(raw(bytes), size_t(bytes.size()), &found);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA)
        return fail(ErrorCode::ImageTruncated, u"webp header"_s);
    if (status != VP8_STATUS_OK)
        return fail(ErrorCode::NotAnImage, u"webp %1"_s.arg(int(status)));
    if (found.has_animation != 0)
        return fail(ErrorCode::NotAnImage, u"webp animation"_s);
    return found;
}

Result<Header> header(const QByteArray& bytes)
{
    PD_ASSIGN(const WebPBitstreamFeatures found, features(bytes));
    Header result;
    result.size = QSize(found.width, found.height);
    result.exif = chunk(bytes, "EXIF");
    return result;
}

void layOnWhite(const QByteArray& rgba, QImage& image)
{
    const auto* in = reinterpret_cast<const uchar*>(rgba.constData());
    for (int y = 0; y < image.height(); ++y) {
        uchar* out = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x, in += 4, out += 3) {
            for (int c = 0; c < 3; ++c)
                out[c] = uchar((in[c] * in[3] + 255 * (255 - in[3]) + 127) / 255);
        }
    }
}

Result<Pixels> decodeWebp(const QByteArray& bytes, int)
{
    PD_ASSIGN(const WebPBitstreamFeatures found, features(bytes));
    Pixels pixels{QImage(found.width, found.height, QImage::Format_RGB888), chunk(bytes, "ICCP")};
    if (pixels.image.isNull())
        return fail(ErrorCode::NotAnImage, u"webp size"_s);
    const size_t size = size_t(bytes.size());
    bool complete = false;
    if (found.has_alpha != 0) {
        QByteArray rgba(qsizetype(found.width) * found.height * 4, Qt::Uninitialized);
        complete = WebPDecodeRGBAInto(raw(bytes), size, reinterpret_cast<uint8_t*>(rgba.data()),
                                      size_t(rgba.size()), found.width * 4)
                   != nullptr;
        if (complete)
            layOnWhite(rgba, pixels.image);
    } else {
        complete = WebPDecodeRGBInto(raw(bytes), size, pixels.image.bits(),
                                     size_t(pixels.image.sizeInBytes()), int(pixels.image.bytesPerLine()))
                   != nullptr;
    }
    if (!complete)
        return fail(ErrorCode::ImageTruncated, u"webp data"_s);
    return pixels;
}

} // namespace

const Codec webpCodec{header, decodeWebp, false};

} // namespace photodesk::imaging
