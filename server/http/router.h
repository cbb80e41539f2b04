#pragma once

#include "server/http/request.h"
#include "server/http/response.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace photodesk::server::http {

/// Runs on a worker thread (RouteOptions::runInline: on an I/O thread). An exception becomes a 500 problem.
using Handler = std::function<Response(const Request&)>;
/// Runs on a worker thread before the body is read; an answer refuses the request, and the body is never
/// taken. May fill Request::context for the handler.
using Admit = std::function<std::optional<Response>(Request&)>;

enum class BodyMode { None, Memory, Spool };

struct RouteOptions {
    BodyMode body = BodyMode::None;
    /// Largest body; more is refused with `tooLarge`, by Content-Length before anything is read.
    qint64 maxBytes = 0;
    /// BodyTooLarge, or FileTooLarge for uploads.
    ErrorCode tooLarge = ErrorCode::BodyTooLarge;
    /// Lower case, without parameters, e.g. "image/jpeg"; empty: any. Not asked of an empty body.
    QList<QByteArray> contentTypes;
    /// No limit for the whole request (exports, streams); the idle limit stays.
    bool streaming = false;
    /// Cheap handlers that never wait, such as /healthz: on the I/O thread, so that they answer under
    /// overload.
    bool runInline = false;
    Admit admit;

    [[nodiscard]] static RouteOptions none(Admit admit = {});
    [[nodiscard]] static RouteOptions memory(qint64 maxBytes, Admit admit = {},
                                             QList<QByteArray> contentTypes = {"application/json"});
    [[nodiscard]] static RouteOptions spool(qint64 maxBytes, QList<QByteArray> contentTypes,
                                            Admit admit = {});
};

struct Route {
    Method method = Method::Get;
    QString pattern;
    RouteOptions options;
    Handler handler;
    /// Names of the {parameters} in order.
    QStringList parameters;
};

/// Matches paths by segments. A segment of a pattern is a word, "{name}" (one non-empty segment) or, as the
/// last, "{name*}" (the rest of the path, at least one segment). Words win over parameters; a HEAD without a
/// route of its own takes the GET one. Filled at start, then read by many threads.
class Router {
public:
    Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    /// Programming faults (the same route twice, a malformed pattern) end the program at start.
    void add(Method method, const QString& pattern, RouteOptions options, Handler handler);

    struct Match {
        /// Null: nothing fits.
        const Route* route = nullptr;
        QHash<QString, QString> params;
        /// Methods of the routes that fit the path, for 405; empty: 404.
        std::vector<Method> allowed;
    };
    /// `segments`: the decoded parts between the slashes.
    [[nodiscard]] Match match(Method method, const QStringList& segments) const;

    struct Listed {
        Method method;
        QString pattern;
        friend bool operator==(const Listed&, const Listed&) = default;
    };
    /// In the order they were added.
    [[nodiscard]] std::vector<Listed> routes() const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;
};

} // namespace photodesk::server::http
