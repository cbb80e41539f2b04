#include "odd_files.h"

#include <QtEndian>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>
#include <png.h>

namespace photodesk::test {
namespace {

constexpr int dark = 51, bright = 204;

void append(png_structp png, png_bytep data, size_t size)
{
    static_cast<QByteArray*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(data), qsizetype(size));
}

/// One sample of `depth` bits at column `at` of a row.
void putSample(QByteArray& row, qsizetype at, int depth, int level)
{
    const int most = (1 << depth) - 1, value = (level * most + 127) / 255;
    if (depth == 16) {
        row[at * 2] = char(value >> 8);
        row[at * 2 + 1] = char(value);
    } else {
        const qsizetype bit = at * depth;
        row[bit / 8] = char(uchar(row[bit / 8]) | (value << (8 - depth - int(bit % 8))));
    }
}

int sampleCount(int colorType)
{
    switch (colorType) {
    case PNG_COLOR_TYPE_RGB: return 3;
    case PNG_COLOR_TYPE_GRAY_ALPHA: return 2;
    case PNG_COLOR_TYPE_RGB_ALPHA: return 4;
    default: return 1;
    }
}

QByteArray rowOf(int width, int colorType, int depth)
{
    const int samples = sampleCount(colorType);
    QByteArray row((qsizetype(width) * samples * depth + 7) / 8, '\0');
    for (int x = 0; x < width; ++x) {
        const bool right = x >= width / 2;
        for (int s = 0; s < samples; ++s) {
            const bool isAlpha = (colorType & PNG_COLOR_MASK_ALPHA) != 0 && s == samples - 1;
            if (colorType == PNG_COLOR_TYPE_PALETTE)
                putSample(row, x, depth,
                          right ? (255 + (1 << depth) - 2) / ((1 << depth) - 1) : 0); // index 1 or 0
            else
                putSample(row, qsizetype(x) * samples + s, depth, isAlpha ? 255 : (right ? bright : dark));
        }
    }
    return row;
}

QByteArray chunk(const QByteArray& name, const QByteArray& data)
{
    QByteArray size(4, '\0'), sum(4, '\0');
    qToBigEndian(quint32(data.size()), size.data());
    quint32 crc = 0xFFFFFFFFu; // the PNG specification's own checksum
    for (const char c : name + data) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    qToBigEndian(~crc, sum.data());
    return size + name + data + sum;
}

QByteArray riffChunk(const QByteArray& name, const QByteArray& data)
{
    QByteArray size(4, '\0');
    qToLittleEndian(quint32(data.size()), size.data());
    return name + size + data + QByteArray(data.size() & 1, '\0');
}

QByteArray put24(int value)
{
    return QByteArray().append(char(value)).append(char(value >> 8)).append(char(value >> 16));
}

} // namespace

QByteArray pngKind(QSize size, int colorType, int depth, bool interlaced, bool seeThrough)
{
    QByteArray out;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, append, nullptr);
    png_set_IHDR(png, info, png_uint_32(size.width()), png_uint_32(size.height()), depth, colorType,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_color palette[2] = {{dark, dark, dark}, {bright, bright, bright}};
    if (colorType == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 2);
    png_byte alpha[2] = {0, 255};
    const auto level = png_uint_16((dark * ((1 << depth) - 1) + 127) / 255);
    png_color_16 key{0, level, level, level, level};
    if (seeThrough)
        png_set_tRNS(png, info, alpha, 2, &key);
    png_write_info(png, info);
    QByteArray row = rowOf(size.width(), colorType, depth);
    std::vector<png_bytep> rows(size_t(size.height()), reinterpret_cast<png_bytep>(row.data()));
    png_write_image(png, rows.data());
    png_write_end(png, nullptr);
    png_destroy_write_struct(&png, &info);
    return out;
}

QByteArray withPngChunk(const QByteArray& png, const QByteArray& name, const QByteArray& data)
{
    constexpr qsizetype afterHeader = 33;
    return png.left(afterHeader) + chunk(name, data) + png.mid(afterHeader);
}

QByteArray deflatedZeros(qsizetype bytes)
{
    return qCompress(QByteArray(bytes, '\0'), 9).mid(4); // without Qt's own size
}

QByteArray jpegKind(const QImage& image, const JpegKind& kind)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    jpeg_compress_struct info{};
    jpeg_error_mgr error{};
    info.err = jpeg_std_error(&error);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&info, &bytes, &length);
    info.image_width = JDIMENSION(rgb.width());
    info.image_height = JDIMENSION(rgb.height());
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 92, TRUE);
    info.arith_code = kind.arithmetic ? TRUE : FALSE;
    std::vector<jpeg_scan_info> scans;
    if (kind.scans > 0) {
        scans.push_back({3, {0, 1, 2}, 0, 0, 0, 0});
        // Each coefficient of each component four times, a bit more exactly each time.
        for (int low = 3; low >= 0; --low) {
            for (int component = 0; component < 3; ++component) {
                for (int k = 1; k < 64 && int(scans.size()) < kind.scans; ++k)
                    scans.push_back({1, {component}, k, k, low == 3 ? 0 : low + 1, low});
            }
        }
        info.scan_info = scans.data();
        info.num_scans = int(scans.size());
    } else if (kind.progressive) {
        jpeg_simple_progression(&info);
    }
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* line = const_cast<JSAMPROW>(rgb.constScanLine(int(info.next_scanline)));
        jpeg_write_scanlines(&info, &line, 1);
    }
    jpeg_finish_compress(&info);
    QByteArray out(reinterpret_cast<const char*>(bytes), qsizetype(length));
    jpeg_destroy_compress(&info);
    std::free(bytes);
    return out;
}

QByteArray claimingFrame(const QByteArray& jpeg, uchar marker, uchar precision)
{
    QByteArray out = jpeg;
    const qsizetype at = out.indexOf(QByteArray("\xFF\xC0", 2));
    if (at < 0)
        qFatal("no baseline frame");
    out[at + 1] = char(marker);
    out[at + 4] = char(precision);
    return out;
}

QByteArray withIccJpeg(const QByteArray& jpeg, const QByteArray& profile)
{
    const QByteArray data = QByteArray("ICC_PROFILE\0\1\1", 14) + profile;
    const int length = int(data.size()) + 2;
    return jpeg.left(2) + QByteArray("\xFF\xE2", 2) + char(length >> 8) + char(length) + data + jpeg.mid(2);
}

QByteArray withIccPng(const QByteArray& png, const QByteArray& profile)
{
    return withPngChunk(png, "iCCP", QByteArray("profile\0\0", 9) + qCompress(profile).mid(4));
}

QByteArray extendedWebp(const QByteArray& webp, QSize claimed, const QByteArray& profile, bool animated)
{
    const QByteArray picture = webp.mid(12); // the VP8 or VP8L chunk
    const QByteArray canvas = put24(claimed.width() - 1) + put24(claimed.height() - 1);
    const int flags = (profile.isEmpty() ? 0 : 0x20) | (animated ? 0x02 : 0);
    QByteArray body = "WEBP" + riffChunk("VP8X", QByteArray(1, char(flags)) + QByteArray(3, '\0') + canvas);
    if (!profile.isEmpty())
        body += riffChunk("ICCP", profile);
    if (animated)
        body +=
            riffChunk("ANIM", QByteArray(6, '\0'))
            + riffChunk("ANMF", QByteArray(6, '\0') + canvas + put24(100) + QByteArray(1, '\0') + picture);
    else
        body += picture;
    return riffChunk("RIFF", body);
}

} // namespace photodesk::test
