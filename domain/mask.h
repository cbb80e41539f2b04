#pragma once

#include <QString>

namespace photodesk {

/// 吴小明 → 吴**: the first character and one star for each that follows, by code points (𠮷野 → 𠮷*).
[[nodiscard]] QString maskName(QStringView name);
/// 13812345678 → 138****5678; anything shorter than 8 digits is stars altogether.
[[nodiscard]] QString maskPhone(QStringView phone);

} // namespace photodesk
