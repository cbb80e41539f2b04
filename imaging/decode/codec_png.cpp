#include "imaging/decode/codecs.h"

#include <QtEndian>

#include <csetjmp>
#include <cstring>
#include <vector>

#include <png.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr png_alloc_size_t mostChunkBytes = 8u << 20; // of text, profiles and EXIF

/// Everything libpng touches lives here, outside the function that is jumped out of.
struct Decoder {
    png_structp png = nullptr;
    png_infop info = nullptr;
    const QByteArray& bytes;
    qsizetype at = 0;
    bool ranOut = false;
    QImage image;
    QByteArray rgba;
    std::vector<png_bytep> rows;
    QByteArray icc, exif;

    explicit Decoder(const QByteArray& file);
    ~Decoder() { png_destroy_read_struct(&png, &info, nullptr); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    Error error() const { return {ranOut ? ErrorCode::ImageTruncated : ErrorCode::NotAnImage, u"png"_s}; }
};

void onError(png_structp png, png_const_charp)
{
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

void onRead(png_structp png, png_bytep target, size_t count)
{
    auto* decoder = static_cast<Decoder*>(png_get_io_ptr(png));
    if (count > size_t(decoder->bytes.size() - decoder->at)) {
        decoder->ranOut = true;
        png_error(png, "end of file");
    }
    std::memcpy(target, decoder->bytes.constData() + decoder->at, count);
    decoder->at += qsizetype(count);
}

Decoder::Decoder(const QByteArray& file) : bytes(file)
{
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, onError, onWarning);
    info = png ? png_create_info_struct(png) : nullptr;
}

bool readHeader(Decoder& decoder)
{
    if (!decoder.info || setjmp(png_jmpbuf(decoder.png)))
        return false;
    png_set_read_fn(decoder.png, &decoder, onRead);
    png_set_user_limits(decoder.png, 100000, 100000);
    png_set_chunk_malloc_max(decoder.png, mostChunkBytes);
    png_read_info(decoder.png, decoder.info);
    png_charp name = nullptr;
    int compression = 0;
    png_bytep profile = nullptr;
    png_uint_32 length = 0;
    if (png_get_iCCP(decoder.png, decoder.info, &name, &compression, &profile, &length) != 0)
        decoder.icc = QByteArray(reinterpret_cast<const char*>(profile), qsizetype(length));
    png_bytep exif = nullptr;
    if (png_get_eXIf_1(decoder.png, decoder.info, &length, &exif) != 0)
        decoder.exif = QByteArray(reinterpret_cast<const char*>(exif), qsizetype(length));
    return true;
}

bool readPixels(Decoder& decoder)
{
    if (setjmp(png_jmpbuf(decoder.png)))
        return false;
    png_structp png = decoder.png;
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
    png_read_update_info(png, decoder.info);
    const auto width = qsizetype(png_get_image_width(png, decoder.info));
    const auto height = qsizetype(png_get_image_height(png, decoder.info));
    if (png_get_rowbytes(png, decoder.info) != size_t(width) * 4)
        return false;
    decoder.rgba.resize(width * 4 * height);
    decoder.rows.resize(size_t(height));
    for (qsizetype y = 0; y < height; ++y)
        decoder.rows[size_t(y)] = reinterpret_cast<png_bytep>(decoder.rgba.data()) + y * width * 4;
    png_read_image(png, decoder.rows.data());
    png_read_end(png, nullptr);
    return true;
}

QImage onWhite(const QByteArray& rgba, int width, int height)
{
    QImage image(width, height, QImage::Format_RGB888);
    if (image.isNull())
        return image;
    const auto* in = reinterpret_cast<const uchar*>(rgba.constData());
    for (int y = 0; y < height; ++y) {
        uchar* out = image.scanLine(y);
        for (int x = 0; x < width; ++x, in += 4, out += 3) {
            const int a = in[3];
            for (int c = 0; c < 3; ++c)
                out[c] = uchar((in[c] * a + 255 * (255 - a) + 127) / 255);
        }
    }
    return image;
}

/// IHDR stands first in every PNG; read by hand so that a probe needs no decompressor.
Result<Header> header(const QByteArray& bytes)
{
    if (bytes.size() < 33)
        return fail(ErrorCode::ImageTruncated, u"png header"_s);
    if (std::memcmp(bytes.constData() + 12, "IHDR", 4) != 0)
        return fail(ErrorCode::NotAnImage, u"png header"_s);
    const quint32 width = qFromBigEndian<quint32>(bytes.constData() + 16);
    const quint32 height = qFromBigEndian<quint32>(bytes.constData() + 20);
    if (width == 0 || height == 0 || width > 0x7FFFFFFF || height > 0x7FFFFFFF)
        return fail(ErrorCode::NotAnImage, u"png size"_s);
    Header result;
    result.size = QSize(int(width), int(height));
    // A chunk loop over lengths only; EXIF may stand before or after the pixels.
    for (qsizetype at = 8; at + 12 <= bytes.size();) {
        const auto length = qsizetype(qFromBigEndian<quint32>(bytes.constData() + at));
        if (length > bytes.size() - at - 12)
            break;
        if (std::memcmp(bytes.constData() + at + 4, "eXIf", 4) == 0) {
            result.exif = bytes.mid(at + 8, length);
            break;
        }
        at += length + 12;
    }
    return result;
}

Result<Pixels> decodePng(const QByteArray& bytes, int)
{
    Decoder decoder(bytes);
    if (!readHeader(decoder) || !readPixels(decoder))
        return fail(decoder.error());
    Pixels pixels;
    pixels.image = onWhite(decoder.rgba, int(png_get_image_width(decoder.png, decoder.info)),
                           int(png_get_image_height(decoder.png, decoder.info)));
    pixels.icc = decoder.icc;
    if (pixels.image.isNull())
        return fail(ErrorCode::NotAnImage, u"png size"_s);
    return pixels;
}

} // namespace

const Codec pngCodec{header, decodePng, false};

} // namespace photodesk::imaging
