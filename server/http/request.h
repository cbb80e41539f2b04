#pragma once

#include "server/http/spooled_body.h"

#include <QByteArray>
#include <QHash>
#include <QLatin1StringView>
#include <QString>

#include <any>
#include <optional>

namespace photodesk::server::http {

enum class Method { Get, Head, Post, Put, Delete, Patch, Options, Other };

[[nodiscard]] QLatin1StringView methodName(Method method);

/// One request as handlers see it: nothing in it is trusted, everything in it has passed the limits of its
/// route. A value without locks: it belongs to the thread that holds it, one thread at a time.
struct Request {
    Method method = Method::Get;
    /// Percent-decoded, begins with "/". Never contains control characters or "." and ".." segments.
    QString path;
    /// Template of the matched route, e.g. "/api/v1/student/records/{id}"; empty before matching.
    QString route;
    /// Decoded; "+" is a space as browsers send it, so a client writes a plus as %2B. A repeated name: last
    /// one.
    QHash<QString, QString> query;
    /// By lower-case name; a repeated header is joined with ", " (RFC 9110 section 5.3).
    QHash<QByteArray, QByteArray> headers;
    QHash<QString, QString> pathParams;
    /// Textual IP address of the client; X-Forwarded-For counts only behind a trusted proxy on loopback.
    QString remoteAddress;
    /// X-Request-ID if it is 1 to 64 characters of [A-Za-z0-9._-], else a fresh UUID.
    QString requestId;
    /// Routes with BodyMode::Memory.
    QByteArray body;
    /// Routes with BodyMode::Spool: always there in the handler, also for a body of zero bytes.
    std::optional<SpooledBody> spooled;
    /// What `admit` wants its handler to know (who is signed in, say), so that it is looked up once.
    std::any context;

    /// Any case of `name`.
    [[nodiscard]] std::optional<QByteArray> header(QLatin1StringView name) const;
    /// Decoded value of {name} in the route; empty when there is none.
    [[nodiscard]] QString param(QLatin1StringView name) const;
    [[nodiscard]] std::optional<QString> queryValue(QLatin1StringView name) const;
    /// Token of "Authorization: Bearer TOKEN"; empty when there is none.
    [[nodiscard]] QByteArray bearerToken() const;
    /// Content-Type without parameters, lower case.
    [[nodiscard]] QByteArray contentType() const;
};

} // namespace photodesk::server::http
