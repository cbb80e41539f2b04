#include "server/http/detail/target.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>

namespace photodesk::server::http::detail {
namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<QString> decode(QByteArrayView raw, bool plusIsSpace)
{
    QByteArray bytes;
    bytes.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%') {
            if (i + 2 >= raw.size())
                return std::nullopt;
            const int high = hexValue(raw[i + 1]);
            const int low = hexValue(raw[i + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            bytes += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            bytes += plusIsSpace && raw[i] == '+' ? ' ' : raw[i];
        }
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8(bytes);
    if (utf8.hasError())
        return std::nullopt;
    const bool control =
        std::ranges::any_of(text, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
    return control ? std::nullopt : std::optional(text);
}

bool safeSegment(const QString& segment)
{
    return !segment.contains(u'/') && !segment.contains(u'\\') && segment != QLatin1StringView(".")
           && segment != QLatin1StringView("..");
}

std::optional<QHash<QString, QString>> parseQuery(QByteArrayView raw)
{
    QHash<QString, QString> query;
    while (!raw.isEmpty()) {
        const qsizetype end = raw.indexOf('&');
        const QByteArrayView pair = end < 0 ? raw : raw.first(end);
        raw = end < 0 ? QByteArrayView() : raw.sliced(end + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decode(equals < 0 ? pair : pair.first(equals), true);
        const auto value = decode(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1), true);
        if (!name || !value)
            return std::nullopt;
        query.insert(*name, *value);
    }
    return query;
}

QByteArrayView withoutAuthority(QByteArrayView target)
{
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (!target.startsWith(scheme))
            continue;
        const QByteArrayView rest = target.sliced(scheme.size());
        const qsizetype slash = rest.indexOf('/');
        return slash < 0 ? QByteArrayView("/") : rest.sliced(slash);
    }
    return target;
}

} // namespace

std::optional<Target> parseTarget(QByteArrayView target)
{
    target = withoutAuthority(target);
    if (!target.startsWith('/') || target.contains('#'))
        return std::nullopt;

    const qsizetype mark = target.indexOf('?');
    QByteArrayView path = (mark < 0 ? target : target.first(mark)).sliced(1);
    Target result;
    for (bool more = true; more;) {
        const qsizetype slash = path.indexOf('/');
        more = slash >= 0;
        const auto segment = decode(more ? path.first(slash) : path, false);
        if (!segment || !safeSegment(*segment))
            return std::nullopt;
        result.segments.append(*segment);
        path = more ? path.sliced(slash + 1) : QByteArrayView();
    }
    if (mark >= 0) {
        auto query = parseQuery(target.sliced(mark + 1));
        if (!query)
            return std::nullopt;
        result.query = std::move(*query);
    }
    return result;
}

} // namespace photodesk::server::http::detail
