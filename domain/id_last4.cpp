#include "domain/id_last4.h"

#include <algorithm>

namespace photodesk {
namespace {

QChar normalised(QChar c)
{
    if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E) // full-width forms of ASCII
        c = QChar(c.unicode() - 0xFEE0);
    return c.toUpper();
}

bool allowed(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || c == u'(' || c == u')';
}

} // namespace

Result<IdLast4> IdLast4::parse(QStringView typed)
{
    constexpr qsizetype length = 4;
    QString text;
    for (const QChar c : typed.trimmed())
        text.append(normalised(c));
    const bool valid = text.size() >= length && std::ranges::all_of(text, allowed);
    if (!valid)
        return fail(ErrorCode::InvalidField, QStringLiteral("id_last4"));
    text = text.last(length);
    // Brackets come as a pair around the last digit, or the end was cut at the wrong place.
    const bool opens = text.contains(u'('), closes = text.contains(u')');
    const bool once = text.count(u'(') <= 1 && text.count(u')') <= 1;
    if (opens != closes || !once || (opens && (text[1] != u'(' || text[3] != u')')))
        return fail(ErrorCode::InvalidField, QStringLiteral("id_last4"));
    return IdLast4(text);
}

} // namespace photodesk
