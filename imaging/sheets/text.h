#pragma once

#include "imaging/sheets/plan.h"

namespace photodesk::imaging {

/// Words as outlines, so that a PDF needs no fonts and looks alike everywhere. All heights are those of
/// capital letters and Chinese characters above the base line, near enough for a page: 0.74 of the font size.
class Words {
public:
    /// Error: RenderFailed without a QGuiApplication.
    [[nodiscard]] static Result<Words> make();

    /// One line with its base line's left end at `base`; what exceeds `width` ends in "…" and `elided` is
    /// set. Without any width there is nothing to draw.
    [[nodiscard]] PlanText line(const QString& text, QPointF base, double heightMm, double width,
                                bool bold = false);
    [[nodiscard]] double widthOf(const QString& text, double heightMm, bool bold = false) const;
    bool elided = false;

private:
    Words() = default;
};

} // namespace photodesk::imaging
