#include "server/http/detail/listener.h"

#include "server/http/detail/session.h"

#include <boost/asio/post.hpp>

using namespace Qt::StringLiterals;

namespace photodesk::server::http::detail {
namespace {

/// Connections over the limit that may be told so at the same time; more are closed without a word.
constexpr int refusalsMax = 64;
/// Out of file descriptors, most likely: some connection will end.
constexpr std::chrono::milliseconds acceptPause{50};

} // namespace

Listener::Listener(Core& core)
    : core_(core), strand_(boost::asio::make_strand(core.io)), acceptor_(strand_), pause_(strand_)
{
}

Result<void> Listener::open()
{
    using boost::asio::ip::tcp;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(core_.config.address.toStdString(), error);
    if (error)
        return fail(ErrorCode::BadConfiguration, u"the listen address is no IP address"_s);
    const tcp::endpoint endpoint(address, core_.config.port);
    acceptor_.open(endpoint.protocol(), error);
#ifndef _WIN32
    // Elsewhere this would let two servers share one port.
    if (!error)
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
#endif
    if (!error)
        acceptor_.bind(endpoint, error);
    if (!error)
        acceptor_.listen(boost::asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(ErrorCode::BadConfiguration, u"listen: "_s + QString::fromStdString(error.message()));
    port_ = acceptor_.local_endpoint(error).port();
    return {};
}

void Listener::accept()
{
    boost::asio::post(strand_, [me = shared_from_this()] { me->acceptNext(); });
}

void Listener::close()
{
    boost::asio::post(strand_, [me = shared_from_this()] {
        boost::system::error_code ignored;
        me->acceptor_.close(ignored);
        me->pause_.cancel();
    });
}

void Listener::acceptNext()
{
    if (!acceptor_.is_open())
        return;
    acceptor_.async_accept(
        boost::asio::make_strand(core_.io),
        [me = shared_from_this()](boost::system::error_code error, boost::asio::ip::tcp::socket socket) {
            me->onAccepted(error, std::move(socket));
        });
}

void Listener::onAccepted(boost::system::error_code error, boost::asio::ip::tcp::socket socket)
{
    if (core_.stopping)
        return;
    if (error) {
        pause_.expires_after(acceptPause);
        pause_.async_wait([me = shared_from_this()](boost::system::error_code) { me->acceptNext(); });
        return;
    }
    const auto open = core_.sessions.count();
    const auto most = static_cast<std::size_t>(core_.config.connectionsMax);
    if (open < most && core_.tls) {
        startTlsSession(core_, std::move(socket));
    } else if (open < most) {
        startPlainSession(core_, std::move(socket), false);
    } else {
        core_.metrics.connectionRefused();
        // Over TLS a handshake would cost more than the refusal saves.
        if (!core_.tls && open < most + refusalsMax)
            startPlainSession(core_, std::move(socket), true);
    }
    acceptNext();
}

} // namespace photodesk::server::http::detail
