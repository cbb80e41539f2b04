#include "imaging/decode/colour.h"

#include <QColorSpace>

#include <utility>

namespace photodesk::imaging {

SrgbImage toSrgb(QImage image, const QByteArray& icc)
{
    if (icc.isEmpty())
        return {std::move(image), false};
    const QColorSpace space = QColorSpace::fromIccProfile(icc);
    const bool same = space.primaries() == QColorSpace::Primaries::SRgb
                      && space.transferFunction() == QColorSpace::TransferFunction::SRgb;
    if (!space.isValid() || same)
        return {std::move(image), false};
    image.setColorSpace(space);
    QImage converted = image.convertedToColorSpace(QColorSpace(QColorSpace::SRgb));
    if (converted.isNull()) {
        image.setColorSpace({});
        return {std::move(image), false};
    }
    converted.setColorSpace({});
    if (converted.format() != QImage::Format_RGB888)
        converted = converted.convertToFormat(QImage::Format_RGB888);
    return {std::move(converted), true};
}

} // namespace photodesk::imaging
