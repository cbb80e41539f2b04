#pragma once

#include <QImage>

namespace photodesk::imaging {

/// Turns a stored RGB888 picture upright. `orientation` is the EXIF value 1–8.
[[nodiscard]] QImage upright(const QImage& stored, int orientation);
[[nodiscard]] QSize uprightSize(QSize stored, int orientation);

} // namespace photodesk::imaging
