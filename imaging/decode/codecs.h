#pragma once

#include "domain/result.h"
#include "imaging/photo.h"

#include <QByteArray>
#include <QImage>

namespace photodesk::imaging {

/// What a header says, before any pixel is decoded.
struct Header {
    QSize size;             ///< as stored; HEIC: after its own transforms
    QByteArray exif;        ///< the EXIF block ("Exif\0\0" + TIFF or bare TIFF), or empty
    qint64 codedPixels = 0; ///< of the largest frame the decoder would hold, where that can differ; else 0
    bool ownTransforms = false; ///< the container turned the picture itself: EXIF orientation is ignored
};

/// RGB888 on white, as stored (not yet turned), with the ICC profile of the file where it has one.
struct Pixels {
    QImage image;
    QByteArray icc;
};

/// One format: both functions take the whole file and throw nothing. Errors: NotAnImage, ImageTruncated.
struct Codec {
    Result<Header> (*header)(const QByteArray& bytes);
    /// `denominator` 1, 2, 4 or 8 asks for a reduced decode; a codec that cannot reduce ignores it.
    Result<Pixels> (*decode)(const QByteArray& bytes, int denominator);
    bool reduces;
};

extern const Codec jpegCodec;
extern const Codec pngCodec;
extern const Codec webpCodec;
extern const Codec heicCodec;

} // namespace photodesk::imaging
