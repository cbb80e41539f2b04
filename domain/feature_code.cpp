#include "domain/feature_code.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {
constexpr auto alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"_L1; // no 0 O 1 I L
constexpr int generatedLength = 6, leastLength = 4, mostLength = 8;
} // namespace

Result<FeatureCode> FeatureCode::parse(QStringView typed)
{
    QString text;
    for (QChar c : typed.trimmed()) {
        if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E)
            c = QChar(c.unicode() - 0xFEE0);
        text.append(c.toUpper());
    }
    const bool valid =
        text.size() >= leastLength && text.size() <= mostLength && std::ranges::all_of(text, [](QChar c) {
            return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z');
        });
    if (!valid)
        return fail(ErrorCode::FeatureCodeUnknown);
    return FeatureCode(text);
}

FeatureCode FeatureCode::generate(const std::function<quint32(quint32)>& randomBelow)
{
    QString text;
    for (int i = 0; i < generatedLength; ++i)
        text.append(QLatin1Char(alphabet[qsizetype(randomBelow(quint32(alphabet.size())))]));
    return FeatureCode(text);
}

} // namespace photodesk
