#include "server/http/detail/range.h"

#include <QByteArray>

#include <algorithm>

namespace photodesk::server::http::detail {
namespace {

std::optional<qint64> number(QByteArrayView text)
{
    const bool digits =
        !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const qint64 value = digits ? text.toByteArray().toLongLong(&ok) : 0;
    return ok ? std::optional(value) : std::nullopt;
}

} // namespace

RangeAnswer parseRange(QByteArrayView header, qint64 size)
{
    constexpr QByteArrayView unit("bytes=");
    if (!header.startsWith(unit) || header.contains(','))
        return {};
    const QByteArrayView spec = header.sliced(unit.size()).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0)
        return {};
    const QByteArrayView firstText = spec.first(dash);
    const QByteArrayView lastText = spec.sliced(dash + 1);
    const auto first = number(firstText);
    const auto last = number(lastText);

    if (firstText.isEmpty()) {
        if (!last)
            return {};
        const qint64 length = std::min(*last, size);
        if (length == 0)
            return {RangeAnswer::Unsatisfiable, {}};
        return {RangeAnswer::Part, {size - length, length}};
    }
    if (!first || (!lastText.isEmpty() && !last) || (last && *last < *first))
        return {};
    if (*first >= size)
        return {RangeAnswer::Unsatisfiable, {}};
    const qint64 end = last ? std::min(*last, size - 1) : size - 1;
    return {RangeAnswer::Part, {*first, end - *first + 1}};
}

bool listsEtag(QByteArrayView header, QByteArrayView etag)
{
    const auto strong = [](QByteArrayView tag) { return tag.startsWith("W/") ? tag.sliced(2) : tag; };
    while (!header.isEmpty()) {
        const qsizetype comma = header.indexOf(',');
        const QByteArrayView tag = (comma < 0 ? header : header.first(comma)).trimmed();
        header = comma < 0 ? QByteArrayView() : header.sliced(comma + 1);
        if (tag == QByteArrayView("*") || strong(tag) == strong(etag))
            return true;
    }
    return false;
}

} // namespace photodesk::server::http::detail
