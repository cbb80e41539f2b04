#pragma once

#include <QByteArray>
#include <QImage>

namespace photodesk::test {

/// Files made on the spot, so that no binary fixtures lie about.
[[nodiscard]] QByteArray jpegOf(const QImage& image, int quality = 92);
[[nodiscard]] QByteArray pngOf(const QImage& image);
[[nodiscard]] QByteArray webpOf(const QImage& image);
[[nodiscard]] QByteArray heicOf(const QImage& image);
/// Four channels as Adobe programs write them: 255 is no ink.
[[nodiscard]] QByteArray cmykJpegOf(QSize size, uchar c, uchar m, uchar y, uchar k);

/// An EXIF block with orientation, Software and Model, beginning with "Exif\0\0".
[[nodiscard]] QByteArray exifBlock(int orientation, const QByteArray& software, const QByteArray& model);
[[nodiscard]] QByteArray withExif(const QByteArray& jpeg, const QByteArray& block);
/// The same file whose header claims another size.
[[nodiscard]] QByteArray claiming(const QByteArray& jpegOrPng, QSize size);

} // namespace photodesk::test
