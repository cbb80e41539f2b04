#include "imaging/decode/colour.h"

#include <QColorSpace>

namespace photodesk::imaging {

QImage toSrgb(QImage image, const QByteArray& icc)
{
    if (icc.isEmpty())
        return image;
    const QColorSpace space = QColorSpace::fromIccProfile(icc);
    const bool same = space.primaries() == QColorSpace::Primaries::SRgb
                      && space.transferFunction() == QColorSpace::TransferFunction::SRgb;
    if (!space.isValid() || same)
        return image;
    image.setColorSpace(space);
    QImage converted = image.convertedToColorSpace(QColorSpace(QColorSpace::SRgb));
    if (converted.isNull()) {
        image.setColorSpace({});
        return image;
    }
    converted.setColorSpace({});
    return converted.format() == QImage::Format_RGB888 ? converted
                                                       : converted.convertToFormat(QImage::Format_RGB888);
}

} // namespace photodesk::imaging
