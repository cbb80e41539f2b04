#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace photodesk::server::http {

/// A body that is fetched piece by piece while the client takes it, so that its size costs no memory. Calls
/// come from worker threads, one at a time; the object dies with the exchange, finished or not.
class BodySource {
public:
    BodySource() = default;
    BodySource(const BodySource&) = delete;
    BodySource& operator=(const BodySource&) = delete;
    virtual ~BodySource() = default;

    /// Bytes in all; nullopt when unknown (sent chunked, without ranges, until read() gives nothing).
    [[nodiscard]] virtual std::optional<qint64> size() const = 0;
    /// Up to `max` bytes from `offset`; offsets only grow, the first may be > 0 for a range. An error cuts
    /// the connection, as the status has long been sent.
    [[nodiscard]] virtual Result<QByteArray> read(qint64 offset, qint64 max) = 0;
};

/// What a handler answers. The server adds Date, Content-Length, X-Request-ID, the security headers and
/// `Cache-Control: no-store` (unless set here), answers `Range` and `If-None-Match` (when an ETag is set
/// here) by itself, and leaves the body out for HEAD.
struct Response {
    using Header = std::pair<QByteArray, QByteArray>;

    int status = 200;
    QByteArray contentType;
    std::vector<Header> headers;
    QByteArray body;
    /// Instead of `body`.
    std::shared_ptr<BodySource> source;
    /// Instead of `body`: members of an RFC 9457 problem; the server adds request_id.
    std::optional<QJsonObject> problemMembers;
    /// For the log only, never sent.
    QString logDetail;

    [[nodiscard]] static Response json(int status, const QJsonObject& object);
    [[nodiscard]] static Response bytes(int status, QByteArray contentType, QByteArray body);
    [[nodiscard]] static Response noContent();
    /// The file is opened here, so renaming or removing it later does not hurt; NotFound when it is missing.
    [[nodiscard]] static Result<Response> file(const QString& path, QByteArray contentType);
    [[nodiscard]] static Response stream(QByteArray contentType, std::shared_ptr<BodySource> source);
    /// Status and title from the table in problem.h. `detail` reaches the client only below 500 (above, it
    /// may tell of our inside and goes to the log); `extra` members, such as the present state, always do.
    /// 401 gets WWW-Authenticate; 429 and 503 get Retry-After from the server's configuration if not set.
    [[nodiscard]] static Response problem(ErrorCode code, const QString& detail = {},
                                          const QJsonObject& extra = {});
    [[nodiscard]] static Response problem(const Error& error, const QJsonObject& extra = {});

    Response& setHeader(const QByteArray& name, const QByteArray& value);
    Response& setRetryAfter(std::chrono::seconds delay);
    [[nodiscard]] std::optional<QByteArray> header(QLatin1StringView name) const;
};

} // namespace photodesk::server::http
