#pragma once

#include "domain/result.h"
#include "server/http/metrics.h"
#include "server/http/router.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace photodesk::server::http {

/// One line of the access log: no address, no query, no token, no decoded path.
struct AccessRecord {
    Method method = Method::Get;
    /// Template, or "(none)" when nothing matched.
    QString route;
    int status = 0;
    std::chrono::milliseconds took{0};
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    QString requestId;
    /// False when the client left before the answer was out.
    bool complete = true;
};

/// HTTP/1.1 over TCP or TLS. Two kinds of threads: at most two that move bytes, and the fixed pool that runs
/// handlers. start(), stop() and the destructor belong to one thread; the rest may be called from any.
class HttpServer {
public:
    /// Numbers have no defaults on purpose: they come from resources/limits.json, keys named beside them.
    struct Config {
        QString address;
        /// 0: any free one, see port().
        quint16 port = 0;
        /// PEM; both empty: plain HTTP.
        QString certificateFile;
        QString keyFile;
        /// Take the client's address from the last X-Forwarded-For entry when the peer is on loopback.
        bool trustLoopbackProxy = false;
        /// Made if missing; files of an earlier run in it are removed at start.
        QString spoolDirectory;

        int ioThreads = 0;                           // http_io_threads, 1 or 2
        int handlerThreads = 0;                      // handler_threads
        int handlerQueueMax = 0;                     // handler_queue_max
        int connectionsMax = 0;                      // connections_max
        qint64 headerMaxBytes = 0;                   // header_max_bytes
        std::chrono::milliseconds idleTimeout{0};    // idle_timeout_ms
        std::chrono::milliseconds requestTimeout{0}; // request_timeout_ms
        std::chrono::milliseconds lingerTimeout{0};  // http_linger_ms: reading on after an early refusal
        std::chrono::milliseconds stopTimeout{0};    // http_stop_ms: for exchanges in work at stop()
        std::chrono::seconds retryAfter{0};          // http_retry_after_s

        /// Called from worker and I/O threads; must be quick and thread-safe, and outlive
        /// stop(). May be empty.
        std::function<void(const AccessRecord&)> accessLog;
        /// Faults: exceptions of handlers, details of 5xx answers. The same rules.
        std::function<void(const QString& requestId, const QString& message)> errorLog;
    };

    explicit HttpServer(Config config);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    /// BadConfiguration (limits, certificate, address in use), StorageFailed (spool directory).
    [[nodiscard]] Result<void> start(Router router);
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] MetricsSnapshot metrics() const;
    /// Stops accepting, closes idle connections, lets exchanges in work end for up to stopTimeout, then cuts
    /// them; queued handlers are dropped then, running ones are waited for.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace photodesk::server::http
