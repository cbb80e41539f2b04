#include "imaging/output/jpeg_writer.h"

#include "imaging/tuning.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

// After <cstdio>: the library's header does not include it itself.
#include <jpeglib.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

struct Guard {
    jpeg_error_mgr base; // must be first: libjpeg hands this address back
    std::jmp_buf escape;
};

void onError(j_common_ptr info)
{
    std::longjmp(reinterpret_cast<Guard*>(info->err)->escape, 1);
}

void silence(j_common_ptr) {}

struct Encoder {
    jpeg_compress_struct info{};
    Guard guard{};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;

    Encoder()
    {
        info.err = jpeg_std_error(&guard.base);
        guard.base.error_exit = onError;
        guard.base.output_message = silence;
    }
    ~Encoder()
    {
        jpeg_destroy_compress(&info);
        std::free(bytes);
    }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;
};

bool encode(Encoder& encoder, const QImage& image, const JpegOptions& options)
{
    if (setjmp(encoder.guard.escape))
        return false;
    auto& info = encoder.info;
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &encoder.bytes, &encoder.size);
    info.image_width = JDIMENSION(image.width());
    info.image_height = JDIMENSION(image.height());
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, options.quality, TRUE);
    const int factor = options.fullChroma ? 1 : 2;
    info.comp_info[0].h_samp_factor = factor;
    info.comp_info[0].v_samp_factor = factor;
    info.optimize_coding = TRUE;
    info.dct_method = JDCT_ISLOW;
    info.density_unit = 1; // dots per inch
    info.X_density = UINT16(options.dpi);
    info.Y_density = UINT16(options.dpi);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(image.constScanLine(int(info.next_scanline)));
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    return true;
}

/// Highest quality in [low, high] whose file has at most `most` bytes; quality 0 when none.
Result<BudgetedJpeg> best(const QImage& image, JpegOptions options, int low, int high, qsizetype most)
{
    BudgetedJpeg found;
    while (low <= high) {
        options.quality = (low + high + 1) / 2;
        PD_ASSIGN(QByteArray bytes, writeJpeg(image, options));
        if (most == 0 || bytes.size() <= most) {
            found = {std::move(bytes), options.quality};
            low = options.quality + 1;
        } else {
            high = options.quality - 1;
        }
    }
    return found;
}

} // namespace

Result<QByteArray> writeJpeg(const QImage& image, const JpegOptions& options)
{
    if (image.isNull() || image.format() != QImage::Format_RGB888)
        return fail(ErrorCode::EncodeFailed, u"no RGB888 image"_s);
    Encoder encoder;
    if (!encode(encoder, image, options))
        return fail(ErrorCode::EncodeFailed, u"libjpeg"_s);
    return QByteArray(reinterpret_cast<const char*>(encoder.bytes), qsizetype(encoder.size));
}

Result<BudgetedJpeg> writeJpegWithin(const QImage& image, const JpegBudget& budget)
{
    const qsizetype most = qsizetype(budget.kbMax) * 1024;
    const qsizetype least = qsizetype(budget.kbMin) * 1024;
    const int usual = int(tuning().qualityMax);
    const int good = std::max(budget.qualityMin, int(tuning().qualityFullChroma));
    JpegOptions options{0, true, budget.dpi};
    PD_ASSIGN(BudgetedJpeg found, best(image, options, good, usual, most));
    if (found.quality == 0) {
        options.fullChroma = false;
        PD_ASSIGN(found, best(image, options, budget.qualityMin, usual, most));
    }
    if (found.quality == 0)
        return fail(ErrorCode::EncodeFailed,
                    u"over %1 KB at quality %2"_s.arg(budget.kbMax).arg(budget.qualityMin));
    if (found.bytes.size() < least) { // a flat picture: above the usual quality only bytes grow
        options.fullChroma = true;
        PD_ASSIGN(found, best(image, options, usual, 100, most));
    }
    if (found.bytes.size() < least)
        return fail(ErrorCode::EncodeFailed, u"under %1 KB"_s.arg(budget.kbMin));
    return found;
}

} // namespace photodesk::imaging
