#pragma once

#include <QByteArray>
#include <QImage>

namespace photodesk::imaging {

struct SrgbImage {
    QImage image;
    bool converted = false; ///< false: the pixels are the file's own
};

/// To sRGB from the embedded profile; pictures without one, with sRGB or with a broken one stay as they are.
[[nodiscard]] SrgbImage toSrgb(QImage image, const QByteArray& icc);

} // namespace photodesk::imaging
