#pragma once

#include <QByteArray>
#include <QString>

namespace photodesk::imaging {

/// Text of a code that does not name its character set; null where the bytes are not surely UTF-8 or GB18030.
[[nodiscard]] QString textOf(const QByteArray& bytes);

} // namespace photodesk::imaging
