#include "server/http/detail/session_write.h"

#include <boost/beast/ssl/ssl_stream.hpp>

namespace photodesk::server::http::detail {

void startTlsSession(Core& core, boost::asio::ip::tcp::socket socket)
{
    using TlsStream = boost::beast::ssl_stream<boost::asio::ip::tcp::socket>;
    using Tls = Session<TlsStream>;
    std::make_shared<Tls>(core, TlsStream(std::move(socket), *core.tls), false)->start();
}

} // namespace photodesk::server::http::detail
