#include "encoders.h"

#include <QBuffer>
#include <QtEndian>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <jpeglib.h>
#include <libheif/heif.h>
#include <webp/encode.h>

namespace photodesk::test {
namespace {

QByteArray saved(const QImage& image, const char* format, int quality)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, format, quality))
        qFatal("cannot write %s", format);
    return buffer.data();
}

void put16(QByteArray& out, int value)
{
    out.append(char(value >> 8)).append(char(value));
}

void put32(QByteArray& out, quint32 value)
{
    put16(out, int(value >> 16));
    put16(out, int(value & 0xFFFF));
}

void putEntry(QByteArray& out, int tag, int type, quint32 count, quint32 value)
{
    put16(out, tag);
    put16(out, type);
    put32(out, count);
    put32(out, value);
}

heif_error append(heif_context*, const void* data, size_t size, void* target)
{
    static_cast<QByteArray*>(target)->append(static_cast<const char*>(data), qsizetype(size));
    return {heif_error_Ok, heif_suberror_Unspecified, ""};
}

void check(const heif_error& error)
{
    if (error.code != heif_error_Ok)
        qFatal("heif: %s", error.message);
}

} // namespace

QByteArray jpegOf(const QImage& image, int quality)
{
    return saved(image, "JPG", quality);
}

QByteArray pngOf(const QImage& image)
{
    return saved(image, "PNG", -1);
}

QByteArray webpOf(const QImage& image)
{
    const QImage rgba = image.convertToFormat(QImage::Format_RGBA8888);
    uint8_t* bytes = nullptr;
    const size_t size =
        WebPEncodeRGBA(rgba.constBits(), rgba.width(), rgba.height(), int(rgba.bytesPerLine()), 95.f, &bytes);
    QByteArray out(reinterpret_cast<const char*>(bytes), qsizetype(size));
    WebPFree(bytes);
    return out;
}

QByteArray heicOf(const QImage& image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    heif_context* context = heif_context_alloc();
    heif_encoder* encoder = nullptr;
    check(heif_context_get_encoder_for_format(context, heif_compression_HEVC, &encoder));
    check(heif_encoder_set_lossy_quality(encoder, 95));
    heif_image* pixels = nullptr;
    check(heif_image_create(rgb.width(), rgb.height(), heif_colorspace_RGB, heif_chroma_interleaved_RGB,
                            &pixels));
    check(heif_image_add_plane(pixels, heif_channel_interleaved, rgb.width(), rgb.height(), 8));
    int stride = 0;
    uint8_t* plane = heif_image_get_plane(pixels, heif_channel_interleaved, &stride);
    for (int y = 0; y < rgb.height(); ++y)
        std::memcpy(plane + qsizetype(y) * stride, rgb.constScanLine(y), size_t(rgb.width()) * 3);
    heif_image_handle* handle = nullptr;
    check(heif_context_encode_image(context, pixels, encoder, nullptr, &handle));
    const QByteArray exif = exifBlock(6, "Editor", "Phone");
    check(heif_context_add_exif_metadata(context, handle, exif.constData() + 6, int(exif.size()) - 6));
    QByteArray out;
    heif_writer writer{1, append};
    check(heif_context_write(context, &writer, &out));
    heif_image_handle_release(handle);
    heif_image_release(pixels);
    heif_encoder_release(encoder);
    heif_context_free(context);
    return out;
}

QByteArray cmykJpegOf(QSize size, uchar c, uchar m, uchar y, uchar k)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr error{};
    info.err = jpeg_std_error(&error);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&info, &bytes, &length);
    info.image_width = JDIMENSION(size.width());
    info.image_height = JDIMENSION(size.height());
    info.input_components = 4;
    info.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 95, TRUE);
    jpeg_start_compress(&info, TRUE);
    std::vector<JSAMPLE> row;
    for (int x = 0; x < size.width(); ++x)
        row.insert(row.end(), {c, m, y, k});
    JSAMPROW pointer = row.data();
    while (info.next_scanline < info.image_height)
        jpeg_write_scanlines(&info, &pointer, 1);
    jpeg_finish_compress(&info);
    QByteArray out(reinterpret_cast<const char*>(bytes), qsizetype(length));
    jpeg_destroy_compress(&info);
    std::free(bytes);
    return out;
}

QByteArray exifBlock(int orientation, const QByteArray& software, const QByteArray& model)
{
    // Big-endian TIFF with one directory of three entries; texts follow it.
    const QByteArray first = model + '\0', second = software + '\0';
    const quint32 textsAt = 8 + 2 + 3 * 12 + 4;
    QByteArray tiff("MM\0*", 4);
    put32(tiff, 8);
    put16(tiff, 3);
    putEntry(tiff, 0x0110, 2, quint32(first.size()), textsAt);
    putEntry(tiff, 0x0112, 3, 1, quint32(orientation) << 16);
    putEntry(tiff, 0x0131, 2, quint32(second.size()), textsAt + quint32(first.size()));
    put32(tiff, 0);
    return QByteArray("Exif\0\0", 6) + tiff + first + second;
}

QByteArray withExif(const QByteArray& jpeg, const QByteArray& block)
{
    QByteArray segment("\xFF\xE1", 2);
    put16(segment, int(block.size()) + 2);
    return jpeg.left(2) + segment + block + jpeg.mid(2);
}

QByteArray claiming(const QByteArray& file, QSize size)
{
    QByteArray out = file;
    if (file.startsWith("\x89PNG")) {
        qToBigEndian(quint32(size.width()), out.data() + 16);
        qToBigEndian(quint32(size.height()), out.data() + 20);
        return out;
    }
    for (const char* marker : {"\xFF\xC0", "\xFF\xC2"}) {
        const qsizetype at = out.indexOf(QByteArray(marker, 2));
        if (at > 0) {
            qToBigEndian(quint16(size.height()), out.data() + at + 5);
            qToBigEndian(quint16(size.width()), out.data() + at + 7);
            return out;
        }
    }
    qFatal("no frame header");
}

} // namespace photodesk::test

/// The HEVC encoder that only these tests use never frees its threads' tables.
extern "C" const char* __lsan_default_suppressions();
const char* __lsan_default_suppressions()
{
    return "leak:libx265";
}
