#pragma once

#include "server/http/detail/core.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

namespace photodesk::server::http::detail {

/// Accepts connections and hands each to a session of its own.
class Listener : public std::enable_shared_from_this<Listener> {
public:
    explicit Listener(Core& core);

    /// BadConfiguration when the address is malformed or in use.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] quint16 port() const { return port_; }
    /// Any thread.
    void accept();
    void close();

private:
    void acceptNext();
    void onAccepted(boost::system::error_code error, boost::asio::ip::tcp::socket socket);

    Core& core_;
    boost::asio::strand<boost::asio::io_context::executor_type> strand_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer pause_;
    quint16 port_ = 0;
};

} // namespace photodesk::server::http::detail
