#pragma once

#include "imaging/codes.h"

namespace photodesk::imaging {

/// Data Matrix ECC 200 (ISO/IEC 16022) with a choice of shape, which the public writer of ZXing lacks.
/// `text` is UTF-8. Errors: InvalidField.
[[nodiscard]] Result<Modules> encodeDataMatrix(const QByteArray& text, MatrixShape shape, QSize most);

} // namespace photodesk::imaging
