#include "server/http/detail/session_write.h"

namespace photodesk::server::http::detail {

void startPlainSession(Core& core, boost::asio::ip::tcp::socket socket, bool refused)
{
    using Plain = Session<boost::asio::ip::tcp::socket>;
    std::make_shared<Plain>(core, std::move(socket), refused)->start();
}

} // namespace photodesk::server::http::detail
