#include "imaging/decode/codecs.h"

#include <QtEndian>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <vector>

#include <png.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr png_alloc_size_t mostChunkBytes = 8u << 20; // of a profile

/// Everything libpng touches lives here, outside the function that is jumped out of.
struct Decoder {
    png_structp png = nullptr;
    png_infop info = nullptr;
    const QByteArray& bytes;
    qsizetype at = 0;
    bool ranOut = false;
    QImage image;
    QList<QByteArray> rgba; ///< rows with alpha
    std::vector<png_bytep> rows;
    QByteArray icc;

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

/// Chunks that may come any number of times and inflate: libpng keeps each until the end. EXIF is read by
/// hand, see header().
void skipUnneeded(png_structp png)
{
    constexpr png_byte names[] = "tEXt\0zTXt\0iTXt\0sPLT\0eXIf";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, names, sizeof(names) / 5);
}

bool readHeader(Decoder& decoder)
{
    if (!decoder.info || setjmp(png_jmpbuf(decoder.png)))
        return false;
    png_set_read_fn(decoder.png, &decoder, onRead);
    png_set_user_limits(decoder.png, 100000, 100000);
    png_set_chunk_malloc_max(decoder.png, mostChunkBytes);
    skipUnneeded(decoder.png);
    png_read_info(decoder.png, decoder.info);
    png_charp name = nullptr;
    int compression = 0;
    png_bytep profile = nullptr;
    png_uint_32 length = 0;
    if (png_get_iCCP(decoder.png, decoder.info, &name, &compression, &profile, &length) != 0)
        decoder.icc = QByteArray(reinterpret_cast<const char*>(profile), qsizetype(length));
    return true;
}

void layOnWhite(const QByteArray& rgba, uchar* out)
{
    const auto* in = reinterpret_cast<const uchar*>(rgba.constData());
    for (qsizetype x = 0; x < rgba.size() / 4; ++x, in += 4, out += 3) {
        for (int c = 0; c < 3; ++c)
            out[c] = uchar((in[c] * in[3] + 255 * (255 - in[3]) + 127) / 255);
    }
}

/// Three bytes a pixel and no second copy, except where passes and alpha come together.
bool readPixels(Decoder& decoder)
{
    if (setjmp(png_jmpbuf(decoder.png)))
        return false;
    png_structp png = decoder.png;
    const bool alpha = (png_get_color_type(png, decoder.info) & PNG_COLOR_MASK_ALPHA) != 0
                       || png_get_valid(png, decoder.info, PNG_INFO_tRNS) != 0;
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    const bool interlaced = png_set_interlace_handling(png) > 1;
    png_read_update_info(png, decoder.info);
    const int width = int(png_get_image_width(png, decoder.info));
    const int height = int(png_get_image_height(png, decoder.info));
    const size_t rowBytes = png_get_rowbytes(png, decoder.info);
    decoder.image = QImage(width, height, QImage::Format_RGB888);
    if (rowBytes != size_t(width) * (alpha ? 4 : 3) || decoder.image.isNull())
        return false;
    const int kept = alpha && !interlaced ? 1 : height;
    decoder.rows.resize(size_t(height));
    if (alpha)
        decoder.rgba = QList<QByteArray>(kept, QByteArray(qsizetype(rowBytes), '\0'));
    for (int y = 0; y < height; ++y)
        decoder.rows[size_t(y)] =
            alpha ? reinterpret_cast<png_bytep>(decoder.rgba[std::min(y, kept - 1)].data())
                  : decoder.image.scanLine(y);
    if (alpha && !interlaced) {
        for (int y = 0; y < height; ++y) {
            png_read_row(png, decoder.rows[size_t(y)], nullptr);
            layOnWhite(decoder.rgba[0], decoder.image.scanLine(y));
        }
    } else {
        png_read_image(png, decoder.rows.data());
        for (int y = 0; alpha && y < height; ++y)
            layOnWhite(decoder.rgba[y], decoder.image.scanLine(y));
    }
    png_read_end(png, nullptr);
    return true;
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
    return Pixels{std::move(decoder.image), std::move(decoder.icc)};
}

} // namespace

const Codec pngCodec{header, decodePng, false};

} // namespace photodesk::imaging
