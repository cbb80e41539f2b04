#include "imaging/photo.h"

#include "imaging/decode/codecs.h"
#include "imaging/decode/colour.h"
#include "imaging/decode/exif.h"
#include "imaging/decode/orientation.h"
#include "imaging/decode/sniff.h"
#include "imaging/history/jpeg_structure.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <new>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

const Codec& codecOf(PhotoFormat format)
{
    switch (format) {
    case PhotoFormat::Png: return pngCodec;
    case PhotoFormat::WebP: return webpCodec;
    case PhotoFormat::Heic: return heicCodec;
    case PhotoFormat::Jpeg: break;
    }
    return jpegCodec;
}

struct Opened {
    const Codec* codec = nullptr;
    SourceFacts facts;
};

/// Everything that can be known and refused without decoding a pixel.
Result<Opened> open(const QByteArray& bytes, const DecodeLimits& limits)
{
    if (bytes.isEmpty())
        return fail(ErrorCode::EmptyFile);
    if (limits.maxBytes > 0 && bytes.size() > limits.maxBytes)
        return fail(ErrorCode::FileTooLarge, u"%1 bytes"_s.arg(bytes.size()));
    const auto format = sniff(bytes);
    if (!format)
        return fail(ErrorCode::NotAnImage, otherFormat(bytes));
    Opened opened{&codecOf(*format), {}};
    PD_ASSIGN(const Header header, opened.codec->header(bytes));
    if (header.size.isEmpty())
        return fail(ErrorCode::NotAnImage, u"no size"_s);
    const qint64 pixels = qint64(header.size.width()) * header.size.height();
    if (limits.maxPixels > 0 && pixels > limits.maxPixels)
        return fail(ErrorCode::TooManyPixels,
                    u"%1 x %2"_s.arg(header.size.width()).arg(header.size.height()));
    // Frames are coded in whole blocks, a little larger than the picture.
    if (limits.maxPixels > 0 && header.codedPixels > limits.maxPixels + limits.maxPixels / 16)
        return fail(ErrorCode::TooManyPixels, u"%1 coded pixels"_s.arg(header.codedPixels));
    const ExifFacts exif = readExif(header.exif);
    SourceFacts& facts = opened.facts;
    facts.format = *format;
    facts.storedSize = header.size;
    facts.orientation = header.ownTransforms ? 1 : exif.orientation;
    facts.software = exif.software;
    facts.cameraModel = exif.cameraModel;
    facts.cameraMake = exif.cameraMake;
    facts.hasCameraData = exif.hasCameraData;
    facts.taken = exif.taken;
    if (!exif.software.isEmpty())
        facts.programs.append(exif.software);
    if (*format == PhotoFormat::Jpeg) {
        JpegStructure structure = readJpegStructure(bytes);
        facts.programs += structure.programs;
        structure.facts.thumbnail = exif.hasThumbnail;
        facts.jpeg = structure.facts;
    }
    facts.programs.removeDuplicates();
    return opened;
}

/// The limits were held against the header: pixels of another size (HEIC has them twice) are a broken file.
Result<Pixels> decodePixels(const Opened& opened, const QByteArray& bytes, int denominator)
{
    PD_ASSIGN(Pixels pixels, opened.codec->decode(bytes, denominator));
    const bool whole = denominator == 1 || !opened.codec->reduces;
    if (whole && pixels.image.size() != opened.facts.storedSize)
        return fail(ErrorCode::NotAnImage, u"other size than in the header"_s);
    return pixels;
}

/// Memory and library faults end here: a bad file is an answer, never a crash.
template <typename Work>
auto guarded(Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooManyPixels, u"memory"_s);
    } catch (const std::exception&) {
        return fail(ErrorCode::NotAnImage, u"decoder"_s);
    }
}

QImage shrink(const QImage& image, int longer)
{
    const QSize size = image.size().scaled(longer, longer, Qt::KeepAspectRatio).expandedTo({1, 1});
    QImage small(size, QImage::Format_RGB888);
    cv::Mat out = writableViewOf(small);
    cv::resize(viewOf(image), out, out.size(), 0, 0, cv::INTER_AREA);
    return small;
}

} // namespace

Result<Photo> decode(const QByteArray& bytes, const DecodeLimits& limits)
{
    return guarded([&]() -> Result<Photo> {
        PD_ASSIGN(Opened opened, open(bytes, limits));
        PD_ASSIGN(Pixels pixels, decodePixels(opened, bytes, 1));
        SrgbImage srgb = toSrgb(std::move(pixels.image), pixels.icc);
        opened.facts.recoloured = srgb.converted;
        Photo photo{upright(std::move(srgb.image), opened.facts.orientation), opened.facts, 0, {}, {}};
        if (photo.image.isNull())
            return fail(ErrorCode::TooManyPixels, u"memory"_s);
        return photo;
    });
}

Result<Photo> decodeForLook(const QByteArray& bytes, const DecodeLimits& limits, int atLeast)
{
    return guarded([&]() -> Result<Photo> {
        PD_ASSIGN(Opened opened, open(bytes, limits));
        const QSize stored = opened.facts.storedSize;
        int halvings = 0;
        while (opened.codec->reduces && halvings < 3
               && (std::max(stored.width(), stored.height()) >> (halvings + 1)) >= atLeast)
            ++halvings;
        PD_ASSIGN(Pixels pixels, decodePixels(opened, bytes, 1 << halvings));
        SrgbImage srgb = toSrgb(std::move(pixels.image), pixels.icc);
        opened.facts.recoloured = srgb.converted;
        Photo photo{upright(std::move(srgb.image), opened.facts.orientation),
                    opened.facts,
                    halvings,
                    uprightSize(stored, opened.facts.orientation),
                    {}};
        if (photo.image.isNull())
            return fail(ErrorCode::TooManyPixels, u"memory"_s);
        return photo;
    });
}

Photo reducedForLook(Photo photo, int atLeast)
{
    const QSize size = photo.image.size();
    int halvings = 0;
    while (photo.halvings == 0 && halvings < 3
           && (std::max(size.width(), size.height()) >> (halvings + 1)) >= atLeast)
        ++halvings;
    if (halvings == 0)
        return photo;
    const auto reduced = [halvings](int side) { return (side + (1 << halvings) - 1) >> halvings; };
    QImage small(reduced(size.width()), reduced(size.height()), QImage::Format_RGB888);
    cv::Mat out = writableViewOf(small);
    cv::resize(viewOf(photo.image), out, out.size(), 0, 0, cv::INTER_AREA);
    photo.image = std::move(small);
    photo.halvings = halvings;
    photo.fullSize = size;
    return photo;
}

Result<QSize> probe(const QByteArray& bytes, const DecodeLimits& limits)
{
    return guarded([&]() -> Result<QSize> {
        PD_ASSIGN(const Opened opened, open(bytes, limits));
        return uprightSize(opened.facts.storedSize, opened.facts.orientation);
    });
}

Result<QImage> decodeReduced(const QByteArray& bytes, const DecodeLimits& limits, int atLeast)
{
    return guarded([&]() -> Result<QImage> {
        PD_ASSIGN(const Opened opened, open(bytes, limits));
        const int longer = std::max(opened.facts.storedSize.width(), opened.facts.storedSize.height());
        int denominator = 1;
        while (denominator < 8 && longer / (denominator * 2) >= atLeast)
            denominator *= 2;
        PD_ASSIGN(Pixels pixels, decodePixels(opened, bytes, denominator));
        QImage image = std::move(pixels.image);
        if (!opened.codec->reduces && longer > atLeast && atLeast > 0)
            image = shrink(image, atLeast);
        image = upright(toSrgb(std::move(image), pixels.icc).image, opened.facts.orientation);
        if (image.isNull())
            return fail(ErrorCode::TooManyPixels, u"memory"_s);
        return image;
    });
}

} // namespace photodesk::imaging
