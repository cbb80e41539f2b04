#pragma once

#include "server/http/pool.h"
#include "server/http/server.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_set>

namespace photodesk::server::http::detail {

/// What the listener may ask of any connection. Any thread.
class SessionBase : public std::enable_shared_from_this<SessionBase> {
public:
    SessionBase() = default;
    SessionBase(const SessionBase&) = delete;
    SessionBase& operator=(const SessionBase&) = delete;
    virtual ~SessionBase() = default;

    /// Ends when the exchange in work has ended; now, if there is none.
    virtual void drain() = 0;
    /// Ends now.
    virtual void abort() = 0;
};

/// The connections that are open; a connection enters and leaves by itself.
class SessionRegistry {
public:
    void enter(SessionBase* session);
    void leave(SessionBase* session);
    [[nodiscard]] std::size_t count() const;
    void drainAll();
    void abortAll();
    /// False when there still are some after `timeout`.
    [[nodiscard]] bool waitEmpty(std::chrono::milliseconds timeout);

private:
    [[nodiscard]] std::vector<std::shared_ptr<SessionBase>> living() const;

    mutable std::mutex mutex_;
    std::condition_variable left_;
    std::unordered_set<SessionBase*> sessions_;
};

/// What all connections of a server share. It outlives them: every handler and job holds its session, and
/// both the context and the pool are emptied before this goes.
struct Core {
    HttpServer::Config config;
    Router router;
    SessionRegistry sessions;
    Metrics metrics;
    boost::asio::io_context io;
    std::unique_ptr<WorkerPool> pool;
    std::optional<boost::asio::ssl::context> tls;
    std::atomic_bool stopping = false;
};

} // namespace photodesk::server::http::detail
