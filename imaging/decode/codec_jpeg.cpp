#include "imaging/decode/codecs.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

// After <cstdio>: the library's header does not include it itself.
#include <jerror.h>
#include <jpeglib.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int mostScans = 100; // a progressive file with thousands of scans is an attack, not a photo

struct Guard {
    jpeg_error_mgr base; // must be first: libjpeg hands this address back
    std::jmp_buf escape;
    int fatal = 0;
    int damage = 0;
};

void onError(j_common_ptr info)
{
    auto* guard = reinterpret_cast<Guard*>(info->err);
    guard->fatal = info->err->msg_code;
    std::longjmp(guard->escape, 1);
}

// libjpeg goes on after these and paints what is missing grey; a photo with a grey half must not pass.
void onMessage(j_common_ptr info, int level)
{
    if (level >= 0)
        return;
    auto* guard = reinterpret_cast<Guard*>(info->err);
    const int code = info->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE
        || code == JWRN_MUST_RESYNC)
        guard->damage = code;
}

void onProgress(j_common_ptr info)
{
    const auto* decoder = reinterpret_cast<j_decompress_ptr>(info);
    if (decoder->input_scan_number > mostScans) {
        info->err->msg_code = JERR_BAD_PROGRESSION;
        info->err->error_exit(info);
    }
}

void silence(j_common_ptr) {}

/// Everything libjpeg touches lives here, outside the function that is jumped out of.
struct Decoder {
    jpeg_decompress_struct info{};
    Guard guard{};
    jpeg_progress_mgr progress{};
    QImage image;
    std::vector<JSAMPLE> row;
    unsigned char* icc = nullptr;
    unsigned int iccSize = 0;

    Decoder()
    {
        info.err = jpeg_std_error(&guard.base);
        guard.base.error_exit = onError;
        guard.base.emit_message = onMessage;
        guard.base.output_message = silence;
        progress.progress_monitor = onProgress;
    }
    ~Decoder()
    {
        jpeg_destroy_decompress(&info);
        std::free(icc);
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    Error error() const
    {
        const bool missing =
            guard.damage != 0 || guard.fatal == JERR_INPUT_EOF || guard.fatal == JERR_INPUT_EMPTY;
        return {missing ? ErrorCode::ImageTruncated : ErrorCode::NotAnImage,
                u"jpeg %1"_s.arg(guard.fatal != 0 ? guard.fatal : guard.damage)};
    }
};

bool readHeader(Decoder& decoder, const QByteArray& bytes)
{
    if (setjmp(decoder.guard.escape))
        return false;
    jpeg_create_decompress(&decoder.info);
    jpeg_save_markers(&decoder.info, JPEG_APP0 + 1, 0xFFFF);
    jpeg_save_markers(&decoder.info, JPEG_APP0 + 2, 0xFFFF);
    jpeg_mem_src(&decoder.info, reinterpret_cast<const unsigned char*>(bytes.constData()),
                 static_cast<unsigned long>(bytes.size()));
    return jpeg_read_header(&decoder.info, TRUE) == JPEG_HEADER_OK;
}

/// Adobe writes CMYK inverted; files without its marker do not.
void cmykRow(const JSAMPLE* in, uchar* out, JDIMENSION width, bool inverted)
{
    for (JDIMENSION x = 0; x < width; ++x, in += 4, out += 3) {
        for (int c = 0; c < 3; ++c) {
            const int ink = inverted ? in[c] : 255 - in[c];
            const int key = inverted ? in[3] : 255 - in[3];
            out[c] = uchar((ink * key + 127) / 255);
        }
    }
}

bool readPixels(Decoder& decoder, int denominator)
{
    if (setjmp(decoder.guard.escape))
        return false;
    auto& info = decoder.info;
    info.progress = &decoder.progress;
    const bool cmyk = info.num_components == 4;
    info.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
    info.scale_num = 1;
    info.scale_denom = static_cast<unsigned>(denominator);
    info.dct_method = JDCT_ISLOW;
    jpeg_read_icc_profile(&info, &decoder.icc, &decoder.iccSize);
    jpeg_start_decompress(&info);
    decoder.image = QImage(int(info.output_width), int(info.output_height), QImage::Format_RGB888);
    if (decoder.image.isNull())
        return false;
    if (cmyk)
        decoder.row.resize(std::size_t(info.output_width) * 4);
    while (info.output_scanline < info.output_height) {
        uchar* line = decoder.image.scanLine(int(info.output_scanline));
        JSAMPROW target = cmyk ? decoder.row.data() : line;
        if (jpeg_read_scanlines(&info, &target, 1) == 1 && cmyk)
            cmykRow(decoder.row.data(), line, info.output_width, info.saw_Adobe_marker != 0);
    }
    jpeg_finish_decompress(&info);
    return decoder.guard.damage == 0;
}

Result<Header> header(const QByteArray& bytes)
{
    Decoder decoder;
    if (!readHeader(decoder, bytes))
        return fail(decoder.error());
    Header result;
    result.size = QSize(int(decoder.info.image_width), int(decoder.info.image_height));
    for (auto* marker = decoder.info.marker_list; marker; marker = marker->next) {
        if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 14
            && std::memcmp(marker->data, "Exif\0\0", 6) == 0) {
            result.exif =
                QByteArray(reinterpret_cast<const char*>(marker->data), qsizetype(marker->data_length));
            break;
        }
    }
    return result;
}

Result<Pixels> decodeJpeg(const QByteArray& bytes, int denominator)
{
    Decoder decoder;
    if (!readHeader(decoder, bytes) || !readPixels(decoder, denominator))
        return fail(decoder.error());
    return Pixels{std::move(decoder.image),
                  QByteArray(reinterpret_cast<const char*>(decoder.icc), qsizetype(decoder.iccSize))};
}

} // namespace

const Codec jpegCodec{header, decodeJpeg, true};

} // namespace photodesk::imaging
