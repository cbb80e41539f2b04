#pragma once

#include "server/http/request.h"
#include "server/http/response.h"

#include <chrono>
#include <memory>

namespace photodesk::server::http::detail {

/// A response ready for the wire.
struct Reply {
    int status = 200;
    /// Status line and fields up to and with the empty line.
    QByteArray head;
    /// Sent after the head; empty with a source and for HEAD, 204 and 304.
    QByteArray body;
    std::shared_ptr<BodySource> source;
    /// Of the source: where it goes on, and how much is left; `chunked`: until it ends.
    qint64 offset = 0;
    qint64 remaining = 0;
    bool chunked = false;
    /// The body ends with the connection (HTTP/1.0 and unknown size).
    bool closeDelimited = false;
};

struct ReplyContext {
    bool keepAlive = false;
    bool http11 = true;
    std::chrono::seconds retryAfter{1};
};

/// Completes what the handler answered: problem body, Range and If-None-Match, HEAD, the fields the server
/// adds.
[[nodiscard]] Reply makeReply(const Request& request, const Response& response, const ReplyContext& context);

} // namespace photodesk::server::http::detail
