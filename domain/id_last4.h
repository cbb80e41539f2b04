#pragma once

#include "domain/result.h"

#include <QString>

namespace photodesk {

/// The last four characters of an identity number as a student types them. Full-width brackets, digits and Ｘ
/// become ASCII, x becomes X; a bracket counts as one character: A123456(7) → 6(7).
/// An object of this type is always four valid characters.
class IdLast4 {
public:
    /// From exactly four characters, or from a longer number whose end is taken. Error: InvalidField.
    [[nodiscard]] static Result<IdLast4> parse(QStringView typed);

    [[nodiscard]] const QString& text() const { return text_; }
    friend bool operator==(const IdLast4&, const IdLast4&) = default;

private:
    explicit IdLast4(QString text) : text_(std::move(text)) {}
    QString text_;
};

} // namespace photodesk
