#pragma once

#include "domain/result.h"

#include <QDate>
#include <QDateTime>
#include <QImage>
#include <QSize>
#include <QStringList>

#include <array>
#include <optional>

namespace photodesk::imaging {

enum class PhotoFormat { Jpeg, Png, WebP, Heic };

struct DecodeLimits {
    qint64 maxBytes = 0;  ///< of the file; resources/limits.json gives the service's values
    qint64 maxPixels = 0; ///< width × height, checked from the header before any pixel is decoded
};

/// How a JPEG file was written, from its headers alone.
struct JpegFacts {
    std::array<quint16, 64> luma{}; ///< quantisation steps of luminance, row by row; zeros where not found
    int quality = 0;                ///< 1-100 on libjpeg's scale whose tables come nearest; 0 unknown
    bool standardTables = false;    ///< exactly libjpeg's tables of that quality
    bool progressive = false;
    bool fullChroma = false; ///< 4:4:4
    bool photoshop = false;  ///< Photoshop's own APP13 resources
    bool thumbnail = false;  ///< EXIF holds a small picture, as cameras write it
    int scanBytes = 0;       ///< length of the coded pixels
};

/// What the file tells about its own origin: hints, never verdicts.
struct SourceFacts {
    PhotoFormat format = PhotoFormat::Jpeg;
    QSize storedSize;    ///< as stored, before orientation
    int orientation = 1; ///< EXIF 1–8 that was applied (HEIC: always 1, its own transforms are used)
    QString software;    ///< EXIF Software, cut to 120 characters
    QString cameraModel;
    bool hasCameraData = false;
    QString cameraMake;
    QDateTime taken;         ///< EXIF DateTimeOriginal, else DateTimeDigitized; local time of the camera
    QStringList programs;    ///< every program that names itself (EXIF, XMP, comments), without doubles
    bool recoloured = false; ///< an embedded ICC profile was converted: the pixels are not the file's own
    std::optional<JpegFacts> jpeg;
};

/// What the caller knows about where a picture comes from; nothing in a file says it.
struct Origin {
    bool liveCapture = false; ///< taken by our own page: its file has no history worth reading
    QDate today;              ///< for the age of the picture; imaging/ has no clock
};

/// A decoded picture: upright, sRGB-ish 8 bits, QImage::Format_RGB888, no alpha (laid on white).
struct Photo {
    QImage image;
    SourceFacts source{};
    /// How often the decoder halved both sides (decodeReduced…): `image` then has 1 / 2^halvings of the
    /// pixels a side, while every coordinate anywhere still counts pixels of the full picture.
    int halvings = 0;
    QSize fullSize{}; ///< upright; set where halvings > 0

    [[nodiscard]] QSize size() const { return halvings > 0 ? fullSize : image.size(); }
    Origin origin{}; ///< set by the caller
};

/// Decodes once. Errors: EmptyFile, FileTooLarge, NotAnImage, TooManyPixels, ImageTruncated.
/// A truncated JPEG is an error even where libjpeg could paint the missing part grey.
[[nodiscard]] Result<Photo> decode(const QByteArray& bytes, const DecodeLimits& limits);

/// The same, with JPEGs halved by the decoder as often as the longer side keeps `atLeast` pixels: a fraction
/// of the time, enough for Depth::Quick and for what needs no single pixels. Checks that do say `reduced`.
[[nodiscard]] Result<Photo> decodeForLook(const QByteArray& bytes, const DecodeLimits& limits, int atLeast);

/// What decodeForLook leaves whole because its format can't be halved while decoding, halved afterwards: where
/// pictures are kept, memory must not depend on the camera's format.
[[nodiscard]] Photo reducedForLook(Photo photo, int atLeast);

/// Size of the upright picture from its header alone; the same errors without decoding.
[[nodiscard]] Result<QSize> probe(const QByteArray& bytes, const DecodeLimits& limits);

/// A reduced picture of at least `atLeast` pixels on the longer side (JPEG is decoded at 1/2, 1/4 or 1/8
/// directly). For previews and thumbnails; never for measuring or rendering.
[[nodiscard]] Result<QImage> decodeReduced(const QByteArray& bytes, const DecodeLimits& limits, int atLeast);

} // namespace photodesk::imaging
