#pragma once

#include <QByteArray>
#include <QString>

namespace photodesk::imaging {

/// Text of a code that does not name its character set; null where the bytes are not surely UTF-8 or GB18030.
[[nodiscard]] QString textOf(const QByteArray& bytes);

/// Null where the bytes are not wholly valid, or hold control characters.
[[nodiscard]] QString fromUtf8(const QByteArray& bytes);
[[nodiscard]] QString fromGb18030(const QByteArray& bytes);

} // namespace photodesk::imaging
