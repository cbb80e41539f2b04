#pragma once

#include <QByteArray>
#include <QImage>

namespace photodesk::test {

/// Rare but honest kinds of files, and dishonest ones. Each is made on the spot.

/// Left half dark (level 51), right half bright (204), in every kind of PNG there is: `colorType` and `depth`
/// as in IHDR; `seeThrough` makes the dark level transparent by a tRNS chunk (not for kinds with alpha).
[[nodiscard]] QByteArray pngKind(QSize size, int colorType, int depth, bool interlaced, bool seeThrough);
/// A chunk of any name put before the pixels.
[[nodiscard]] QByteArray withPngChunk(const QByteArray& png, const QByteArray& name, const QByteArray& data);
/// `bytes` zeros as a zlib stream: a thousandth of their size.
[[nodiscard]] QByteArray deflatedZeros(qsizetype bytes);

struct JpegKind {
    bool progressive = false, arithmetic = false;
    int scans = 0; ///< > 0: that many scans, one coefficient each
};
[[nodiscard]] QByteArray jpegKind(const QImage& image, const JpegKind& kind);
/// The same file with another frame marker (0xC0…0xCF) and sample precision.
[[nodiscard]] QByteArray claimingFrame(const QByteArray& jpeg, uchar marker, uchar precision);

[[nodiscard]] QByteArray withIccJpeg(const QByteArray& jpeg, const QByteArray& profile);
[[nodiscard]] QByteArray withIccPng(const QByteArray& png, const QByteArray& profile);
/// A WebP in the extended container, with a profile, or as an animation of one frame; canvas by the claimed
/// size.
[[nodiscard]] QByteArray extendedWebp(const QByteArray& webp, QSize claimed, const QByteArray& profile,
                                      bool animated);

} // namespace photodesk::test
