#include "server/http/server.h"

#include "server/http/detail/core.h"
#include "server/http/detail/listener.h"
#include "server/http/detail/spool.h"

#include <QFile>

#include <openssl/ssl.h>

#include <exception>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::server::http {
namespace {

Result<void> checkConfig(const HttpServer::Config& config)
{
    const bool sound = config.ioThreads >= 1 && config.ioThreads <= 2 && config.handlerThreads >= 1
                       && config.handlerQueueMax >= 1 && config.connectionsMax >= 1
                       && config.headerMaxBytes >= 256 && config.headerMaxBytes <= 1024 * 1024
                       && config.idleTimeout.count() > 0 && config.requestTimeout.count() > 0
                       && config.lingerTimeout.count() > 0 && config.stopTimeout.count() > 0
                       && config.retryAfter.count() > 0;
    if (!sound)
        return fail(ErrorCode::BadConfiguration, u"a limit of the HTTP server is missing"_s);
    if (config.certificateFile.isEmpty() != config.keyFile.isEmpty())
        return fail(ErrorCode::BadConfiguration, u"TLS needs a certificate and its key"_s);
    return {};
}

Result<void> openTls(detail::Core& core)
{
    namespace ssl = boost::asio::ssl;
    if (core.config.certificateFile.isEmpty())
        return {};
    boost::system::error_code error;
    ssl::context context(ssl::context::tls_server);
    context.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1,
                        error);
    // Idle connections keep no TLS buffers (34 KB each).
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    if (!error)
        context.use_certificate_chain_file(core.config.certificateFile.toStdString(), error);
    if (!error)
        context.use_private_key_file(core.config.keyFile.toStdString(), ssl::context::pem, error);
    if (error)
        return fail(ErrorCode::BadConfiguration,
                    u"certificate or key: "_s + QString::fromStdString(error.message()));
    core.tls = std::move(context);
    return {};
}

} // namespace

class HttpServer::Impl {
public:
    explicit Impl(Config config) { core.config = std::move(config); }

    Result<void> start(Router router)
    {
        PD_TRY(checkConfig(core.config));
        PD_TRY(detail::prepareSpoolDirectory(core.config.spoolDirectory));
        PD_TRY(openTls(core));
        core.router = std::move(router);
        auto opened = std::make_shared<detail::Listener>(core);
        PD_TRY(opened->open());
        listener = std::move(opened);
        core.pool = std::make_unique<WorkerPool>(core.config.handlerThreads,
                                                 static_cast<std::size_t>(core.config.handlerQueueMax));
        guard.emplace(core.io.get_executor());
        for (int i = 0; i < core.config.ioThreads; ++i)
            threads.emplace_back([this] { runIo(); });
        listener->accept();
        return {};
    }

    void stop()
    {
        if (threads.empty())
            return;
        core.stopping = true;
        listener->close();
        core.sessions.drainAll();
        if (!core.sessions.waitEmpty(core.config.stopTimeout))
            core.sessions.abortAll();
        core.pool->stop();
        guard.reset();
        for (std::thread& thread : threads)
            thread.join();
        threads.clear();
    }

    /// What escapes one connection's step (memory, at worst) must not end the server.
    void runIo()
    {
        for (;;) {
            try {
                core.io.run();
                return;
            } catch (const std::exception& exception) {
                if (core.config.errorLog)
                    core.config.errorLog({}, QString::fromUtf8(exception.what()));
            }
        }
    }

    detail::Core core;
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> guard;
    std::shared_ptr<detail::Listener> listener;
    std::vector<std::thread> threads;
};

HttpServer::HttpServer(Config config) : impl_(std::make_unique<Impl>(std::move(config))) {}

HttpServer::~HttpServer()
{
    stop();
}

Result<void> HttpServer::start(Router router)
{
    return impl_->start(std::move(router));
}

quint16 HttpServer::port() const
{
    return impl_->listener ? impl_->listener->port() : quint16(0);
}

MetricsSnapshot HttpServer::metrics() const
{
    MetricsSnapshot snapshot = impl_->core.metrics.snapshot();
    snapshot.handlersQueued = impl_->core.pool ? static_cast<qint64>(impl_->core.pool->queued()) : 0;
    return snapshot;
}

void HttpServer::stop()
{
    impl_->stop();
}

} // namespace photodesk::server::http
