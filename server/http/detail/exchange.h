#pragma once

#include "server/http/detail/reply.h"
#include "server/http/detail/spool.h"
#include "server/http/router.h"

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace photodesk::server::http::detail {

struct Core;

/// One request and its answer while they pass between the I/O strand and the workers; one of them holds it at
/// a time, so it has no lock.
struct Exchange {
    Request request;
    const Route* route = nullptr;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

    // the message
    bool http11 = true;
    bool keepAlive = false;
    bool expectsContinue = false;
    bool chunked = false;
    /// Of the body as announced; 0 without a body, unknown when chunked.
    std::optional<qint64> length = 0;

    // the body so far
    qint64 received = 0;
    std::unique_ptr<SpoolWriter> spool;

    /// The first step of this exchange has passed the pool's bounded queue.
    bool admitted = false;
    std::optional<Response> response;
    qint64 sent = 0;

    [[nodiscard]] bool hasBody() const { return chunked || length.value_or(1) > 0; }
    [[nodiscard]] bool streaming() const { return route && route->options.streaming; }
};

/// Facts of the message that the parser keeps besides the fields.
struct MessageFacts {
    bool keepAlive = false;
    bool chunked = false;
    std::optional<std::uint64_t> contentLength;
    /// Textual address of the peer.
    QString peer;
    bool peerIsLoopback = false;
};

/// Reads the header into `exchange` and decides all that can be told before the body: 400, 404, 405, 411,
/// 413, 415 are left in `exchange.response`. Never throws.
void openExchange(Exchange& exchange, const boost::beast::http::request_header<>& header,
                  const MessageFacts& facts, const Core& core);

// Steps that run user code or block; on a worker thread, exceptions stop in them.
void runAdmit(Exchange& exchange, const Core& core);
void runHandler(Exchange& exchange, const Core& core);
void spoolChunk(Exchange& exchange, QByteArrayView bytes, const Core& core);
void finishSpool(Exchange& exchange, const Core& core);

/// Access log and metrics.
void recordExchange(const Exchange& exchange, int status, bool complete, Core& core);

} // namespace photodesk::server::http::detail
