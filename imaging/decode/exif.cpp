#include "imaging/decode/exif.h"

#include <memory>

#include <libexif/exif-data.h>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int longestText = 120;

using Data = std::unique_ptr<ExifData, decltype([](ExifData* data) { exif_data_unref(data); })>;

QString text(ExifData* data, ExifIfd ifd, ExifTag tag)
{
    const ExifEntry* entry = exif_content_get_entry(data->ifd[ifd], tag);
    if (!entry || !entry->data || entry->format != EXIF_FORMAT_ASCII)
        return {};
    const QByteArray bytes(reinterpret_cast<const char*>(entry->data), qsizetype(entry->size));
    return QString::fromUtf8(bytes.left(bytes.indexOf('\0') < 0 ? bytes.size() : bytes.indexOf('\0')))
        .trimmed()
        .left(longestText);
}

bool has(ExifData* data, ExifIfd ifd, ExifTag tag)
{
    return exif_content_get_entry(data->ifd[ifd], tag) != nullptr;
}

/// "2024:05:31 12:30:00"; cameras without a clock write zeros or blanks.
QDateTime timeOf(const QString& words)
{
    const QDateTime time = QDateTime::fromString(words.left(19), u"yyyy:MM:dd HH:mm:ss"_s);
    return time.isValid() && time.date().year() >= 1990 ? time : QDateTime();
}

} // namespace

ExifFacts readExif(const QByteArray& block)
{
    ExifFacts facts;
    if (block.isEmpty())
        return facts;
    const QByteArray prefixed = block.startsWith("Exif") ? block : QByteArray("Exif\0\0", 6) + block;
    const Data data(exif_data_new());
    if (!data)
        return facts;
    // Without this libexif adds entries it thinks mandatory, which would look like camera data.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data.get(), reinterpret_cast<const unsigned char*>(prefixed.constData()),
                        unsigned(prefixed.size()));
    const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2) {
        const int value = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
        if (value >= 1 && value <= 8)
            facts.orientation = value;
    }
    facts.software = text(data.get(), EXIF_IFD_0, EXIF_TAG_SOFTWARE);
    facts.cameraModel = text(data.get(), EXIF_IFD_0, EXIF_TAG_MODEL);
    facts.cameraMake = text(data.get(), EXIF_IFD_0, EXIF_TAG_MAKE);
    facts.hasThumbnail = data->data && data->size > 0;
    facts.taken = timeOf(text(data.get(), EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL));
    if (!facts.taken.isValid())
        facts.taken = timeOf(text(data.get(), EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED));
    facts.hasCameraData = !facts.cameraModel.isEmpty() || has(data.get(), EXIF_IFD_0, EXIF_TAG_MAKE)
                          || has(data.get(), EXIF_IFD_EXIF, EXIF_TAG_EXPOSURE_TIME)
                          || has(data.get(), EXIF_IFD_EXIF, EXIF_TAG_FNUMBER);
    return facts;
}

} // namespace photodesk::imaging
