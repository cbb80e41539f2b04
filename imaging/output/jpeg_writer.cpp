#include "imaging/output/jpeg_writer.h"

#include "imaging/tuning.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <exception>
#include <utility>

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

/// Where the file grows. Not libjpeg's own memory destination: that one frees its old buffer before it
/// reports a failed growth, and our pointer would dangle.
struct Sink {
    jpeg_destination_mgr base; // must be first: libjpeg hands this address back
    QByteArray bytes;
    qsizetype most = 0;
};

Sink& sinkOf(j_compress_ptr info)
{
    return *reinterpret_cast<Sink*>(info->dest);
}

bool resize(QByteArray& bytes, qsizetype size) noexcept
{
    try {
        bytes.resize(size);
        return true;
    } catch (const std::exception&) { // none may cross libjpeg
        return false;
    }
}

void pointAt(Sink& sink, qsizetype from)
{
    sink.base.next_output_byte = reinterpret_cast<JOCTET*>(sink.bytes.data()) + from;
    sink.base.free_in_buffer = std::size_t(sink.bytes.size() - from);
}

void begin(j_compress_ptr info)
{
    Sink& sink = sinkOf(info);
    const auto pixels = qsizetype(info->image_width) * qsizetype(info->image_height);
    sink.most = 12 * pixels + 65536; // more than noise at quality 100 takes
    if (!resize(sink.bytes, pixels / 2 + 4096))
        onError(reinterpret_cast<j_common_ptr>(info));
    pointAt(sink, 0);
}

/// The buffer is full, whatever free_in_buffer says.
boolean grow(j_compress_ptr info)
{
    Sink& sink = sinkOf(info);
    const qsizetype full = sink.bytes.size();
    if (full >= sink.most || !resize(sink.bytes, std::min(2 * full, sink.most)))
        onError(reinterpret_cast<j_common_ptr>(info));
    pointAt(sink, full);
    return TRUE;
}

void finish(j_compress_ptr info)
{
    Sink& sink = sinkOf(info);
    sink.bytes.truncate(sink.bytes.size() - qsizetype(sink.base.free_in_buffer));
}

struct Encoder {
    jpeg_compress_struct info{};
    Guard guard{};
    Sink sink{};

    Encoder()
    {
        info.err = jpeg_std_error(&guard.base);
        guard.base.error_exit = onError;
        guard.base.output_message = silence;
        sink.base.init_destination = begin;
        sink.base.empty_output_buffer = grow;
        sink.base.term_destination = finish;
    }
    ~Encoder() { jpeg_destroy_compress(&info); }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;
};

bool encode(Encoder& encoder, const QImage& image, const JpegOptions& options)
{
    if (setjmp(encoder.guard.escape))
        return false;
    auto& info = encoder.info;
    jpeg_create_compress(&info);
    info.dest = &encoder.sink.base;
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

/// Quality at which a file likely has `wanted` bytes, judged by its size at another one: sizes go about with
/// the 0.6th power of the steps of quantisation, and libjpeg takes these as 100 - quality.
int likelyQuality(int quality, qsizetype size, qsizetype wanted)
{
    const double steps = std::max(1, 100 - quality) * std::pow(double(size) / double(wanted), 1 / 0.6);
    return int(std::clamp(std::floor(100 - steps), 1.0, 100.0));
}

/// Highest quality in [low, high] whose file has at most `most` bytes; quality 0 when none.
Result<BudgetedJpeg> best(const QImage& image, JpegOptions options, int low, int high, qsizetype most)
{
    BudgetedJpeg found;
    options.quality = most == 0 ? high : (low + high + 1) / 2;
    while (low <= high) {
        PD_ASSIGN(QByteArray bytes, writeJpeg(image, options));
        const int next = most == 0 ? high : likelyQuality(options.quality, bytes.size(), most);
        if (most == 0 || bytes.size() <= most) {
            found = {std::move(bytes), options.quality};
            low = options.quality + 1;
        } else {
            high = options.quality - 1;
        }
        options.quality = std::clamp(next, low, std::max(low, high));
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
    encoder.sink.bytes.squeeze();
    return std::move(encoder.sink.bytes);
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
