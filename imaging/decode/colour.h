#pragma once

#include <QByteArray>
#include <QImage>

namespace photodesk::imaging {

/// To sRGB from the embedded profile; pictures without one, with sRGB or with a broken one stay as they are.
[[nodiscard]] QImage toSrgb(QImage image, const QByteArray& icc);

} // namespace photodesk::imaging
