#include "server/http/request.h"

namespace photodesk::server::http {

QLatin1StringView methodName(Method method)
{
    switch (method) {
    case Method::Get: return QLatin1StringView("GET");
    case Method::Head: return QLatin1StringView("HEAD");
    case Method::Post: return QLatin1StringView("POST");
    case Method::Put: return QLatin1StringView("PUT");
    case Method::Delete: return QLatin1StringView("DELETE");
    case Method::Patch: return QLatin1StringView("PATCH");
    case Method::Options: return QLatin1StringView("OPTIONS");
    case Method::Other: break;
    }
    return QLatin1StringView("OTHER");
}

std::optional<QByteArray> Request::header(QLatin1StringView name) const
{
    const auto found = headers.constFind(QByteArray(name.data(), name.size()).toLower());
    return found == headers.cend() ? std::nullopt : std::optional(*found);
}

QString Request::param(QLatin1StringView name) const
{
    return pathParams.value(QString(name));
}

std::optional<QString> Request::queryValue(QLatin1StringView name) const
{
    const auto found = query.constFind(QString(name));
    return found == query.cend() ? std::nullopt : std::optional(*found);
}

QByteArray Request::bearerToken() const
{
    const QByteArray value = headers.value("authorization");
    constexpr qsizetype schemeLength = 7;
    if (value.size() <= schemeLength || value.first(schemeLength).toLower() != "bearer ")
        return {};
    return value.sliced(schemeLength).trimmed();
}

QByteArray Request::contentType() const
{
    const QByteArray value = headers.value("content-type");
    const qsizetype end = value.indexOf(';');
    return (end < 0 ? value : value.first(end)).trimmed().toLower();
}

} // namespace photodesk::server::http
