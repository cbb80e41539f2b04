#pragma once

#include "domain/result.h"

#include <QString>

#include <functional>

namespace photodesk {

/// The batch key a student types (特征码), e.g. Z3K8F7: six characters, kept in upper case, compared without
/// regard to case. New ones avoid 0 O 1 I L; codes of other systems (four to eight letters or digits) are
/// read.
class FeatureCode {
public:
    [[nodiscard]] static Result<FeatureCode> parse(QStringView typed);
    /// `randomBelow(n)` gives a uniform number in [0, n) from a cryptographic source.
    [[nodiscard]] static FeatureCode generate(const std::function<quint32(quint32)>& randomBelow);

    [[nodiscard]] const QString& text() const { return text_; }
    friend bool operator==(const FeatureCode&, const FeatureCode&) = default;

private:
    explicit FeatureCode(QString text) : text_(std::move(text)) {}
    QString text_;
};

} // namespace photodesk
