#pragma once

#include "domain/result.h"

#include <QImage>
#include <QSize>

#include <optional>

namespace photodesk::imaging {

enum class PhotoFormat { Jpeg, Png, WebP, Heic };

struct DecodeLimits {
    qint64 maxBytes = 0;  ///< of the file; resources/limits.json gives the service's values
    qint64 maxPixels = 0; ///< width × height, checked from the header before any pixel is decoded
};

/// What the file tells about its own origin: hints, never verdicts.
struct SourceFacts {
    PhotoFormat format = PhotoFormat::Jpeg;
    QSize storedSize;    ///< as stored, before orientation
    int orientation = 1; ///< EXIF 1–8 that was applied (HEIC: always 1, its own transforms are used)
    QString software;    ///< EXIF Software, cut to 120 characters
    QString cameraModel;
    bool hasCameraData = false;
};

/// A decoded picture: upright, sRGB-ish 8 bits, QImage::Format_RGB888, no alpha (laid on white).
struct Photo {
    QImage image;
    SourceFacts source;
};

/// Decodes once. Errors: EmptyFile, FileTooLarge, NotAnImage, TooManyPixels, ImageTruncated.
/// A truncated JPEG is an error even where libjpeg could paint the missing part grey.
[[nodiscard]] Result<Photo> decode(const QByteArray& bytes, const DecodeLimits& limits);

/// Size of the upright picture from its header alone; the same errors without decoding.
[[nodiscard]] Result<QSize> probe(const QByteArray& bytes, const DecodeLimits& limits);

/// A reduced picture of at least `atLeast` pixels on the longer side (JPEG is decoded at 1/2, 1/4 or 1/8
/// directly). For previews and thumbnails; never for measuring or rendering.
[[nodiscard]] Result<QImage> decodeReduced(const QByteArray& bytes, const DecodeLimits& limits, int atLeast);

} // namespace photodesk::imaging
