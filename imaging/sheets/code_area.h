#pragma once

#include "imaging/sheets/plan.h"

namespace photodesk::imaging {

/// A Data Matrix in the free area, on whole dots of the printer, with the largest module of all rectangular
/// symbols that hold the text, turned where the area is tall. Nothing if none reaches the least module.
[[nodiscard]] std::optional<PlanCode> matrixIn(const QRectF& area, const QByteArray& text, int dpi);

/// A bar code as wide as its area allows on whole dots, at the area's top left, quiet zone inside the area.
/// Nothing if it would be finer than the least module.
[[nodiscard]] std::optional<PlanCode> barCodeIn(const QRectF& area, const QByteArray& text, int dpi);

/// The code's rectangle, with its quiet zone or without.
[[nodiscard]] QRectF rectOf(const PlanCode& code, bool withQuiet);

} // namespace photodesk::imaging
