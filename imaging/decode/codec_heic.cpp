#include "imaging/decode/codecs.h"
#include "imaging/decode/hevc_size.h"

#include <cstring>
#include <memory>

#include <libheif/heif.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const
    {
        Free(object);
    }
};
using Context = std::unique_ptr<heif_context, Deleter<heif_context_free>>;
using Handle = std::unique_ptr<heif_image_handle, Deleter<heif_image_handle_release>>;
using Image = std::unique_ptr<heif_image, Deleter<heif_image_release>>;

struct Opened {
    Context context;
    Handle handle;
};

Error errorOf(const heif_error& error)
{
    // Boxes are found first and their data later, so a cut file mostly shows as one of these.
    const bool missing = error.subcode == heif_suberror_End_of_data
                         || error.subcode == heif_suberror_No_item_data
                         || error.code == heif_error_Decoder_plugin_error;
    return {missing ? ErrorCode::ImageTruncated : ErrorCode::NotAnImage,
            u"heif %1.%2"_s.arg(int(error.code)).arg(int(error.subcode))};
}

Result<Opened> open(const QByteArray& bytes)
{
    Opened opened{Context(heif_context_alloc()), {}};
    heif_error error = heif_context_read_from_memory_without_copy(opened.context.get(), bytes.constData(),
                                                                  size_t(bytes.size()), nullptr);
    if (error.code != heif_error_Ok)
        return fail(errorOf(error));
    heif_image_handle* handle = nullptr;
    error = heif_context_get_primary_image_handle(opened.context.get(), &handle);
    if (error.code != heif_error_Ok)
        return fail(errorOf(error));
    opened.handle.reset(handle);
    return opened;
}

QByteArray exifOf(heif_image_handle* handle)
{
    heif_item_id id = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) != 1)
        return {};
    const size_t size = heif_image_handle_get_metadata_size(handle, id);
    if (size < 8 || size > (1u << 20))
        return {};
    QByteArray block(qsizetype(size), Qt::Uninitialized);
    if (heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok)
        return {};
    return block.mid(4); // the first four bytes say where the TIFF header begins, in practice at once
}

Result<Header> header(const QByteArray& bytes)
{
    PD_ASSIGN(const Opened opened, open(bytes));
    Header result;
    result.size = QSize(heif_image_handle_get_width(opened.handle.get()),
                        heif_image_handle_get_height(opened.handle.get()));
    if (result.size.isEmpty())
        return fail(ErrorCode::NotAnImage, u"heif size"_s);
    result.exif = exifOf(opened.handle.get());
    result.codedPixels = largestHevcFrame(bytes);
    result.ownTransforms = true;
    return result;
}

QByteArray profileOf(heif_image_handle* handle)
{
    const auto type = heif_image_handle_get_color_profile_type(handle);
    if (type != heif_color_profile_type_prof && type != heif_color_profile_type_rICC)
        return {};
    const size_t size = heif_image_handle_get_raw_color_profile_size(handle);
    if (size == 0 || size > (1u << 22))
        return {};
    QByteArray icc(qsizetype(size), Qt::Uninitialized);
    if (heif_image_handle_get_raw_color_profile(handle, icc.data()).code != heif_error_Ok)
        return {};
    return icc;
}

QImage copyOnWhite(const heif_image* image, bool alpha)
{
    int stride = 0;
    const uint8_t* plane = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    const int width = heif_image_get_width(image, heif_channel_interleaved);
    const int height = heif_image_get_height(image, heif_channel_interleaved);
    QImage result(width, height, QImage::Format_RGB888);
    if (!plane || result.isNull())
        return {};
    for (int y = 0; y < height; ++y) {
        const uint8_t* in = plane + qsizetype(y) * stride;
        uchar* out = result.scanLine(y);
        if (!alpha) {
            std::memcpy(out, in, size_t(width) * 3);
            continue;
        }
        for (int x = 0; x < width; ++x, in += 4, out += 3) {
            for (int c = 0; c < 3; ++c)
                out[c] = uchar((in[c] * in[3] + 255 * (255 - in[3]) + 127) / 255);
        }
    }
    return result;
}

Result<Pixels> decodeHeic(const QByteArray& bytes, int)
{
    PD_ASSIGN(const Opened opened, open(bytes));
    const bool alpha = heif_image_handle_has_alpha_channel(opened.handle.get()) != 0;
    heif_image* decoded = nullptr;
    const heif_error error =
        heif_decode_image(opened.handle.get(), &decoded, heif_colorspace_RGB,
                          alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, nullptr);
    const Image image(decoded);
    if (error.code != heif_error_Ok)
        return fail(errorOf(error));
    Pixels pixels{copyOnWhite(image.get(), alpha), profileOf(opened.handle.get())};
    if (pixels.image.isNull())
        return fail(ErrorCode::NotAnImage, u"heif planes"_s);
    return pixels;
}

} // namespace

const Codec heicCodec{header, decodeHeic, false};

} // namespace photodesk::imaging
