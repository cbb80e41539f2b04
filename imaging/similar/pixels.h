#pragma once

#include <QImage>

#include <array>

namespace photodesk::imaging::similar {

/// 128 bits of size and pixels. Guards against chance, not against somebody who makes two pictures collide:
/// all he would get is to have his own upload refused.
[[nodiscard]] std::array<quint64, 2> hashOf(const QImage& image);

} // namespace photodesk::imaging::similar
