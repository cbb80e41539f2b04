#pragma once

#include "domain/result.h"

#include <QString>

namespace photodesk {

/// An amount in fen (1/100 yuan); never negative, never a fraction.
class Money {
public:
    Money() = default;
    [[nodiscard]] static Result<Money> fromFen(qint64 fen);
    /// "25", "25.5", "25.50"; InvalidField for anything else.
    [[nodiscard]] static Result<Money> parseYuan(QStringView text);

    [[nodiscard]] qint64 fen() const { return fen_; }
    [[nodiscard]] bool isZero() const { return fen_ == 0; }
    [[nodiscard]] QString yuan() const; ///< "25.50"
    friend auto operator<=>(const Money&, const Money&) = default;

private:
    explicit Money(qint64 fen) : fen_(fen) {}
    qint64 fen_ = 0;
};

} // namespace photodesk
