#pragma once

#include "server/http/detail/session.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include <QUuid>

#include <algorithm>

namespace photodesk::server::http::detail {

// Buffers, not limits of the service: what one connection holds while it moves a body.
inline constexpr qsizetype chunkBytes = 64 * 1024;
inline constexpr qsizetype firstReadBytes = 4 * 1024;
/// Up to here the body of a refused request is read and dropped, so that the connection can go on.
inline constexpr qint64 smallBodyBytes = 64 * 1024;

template <typename Stream>
void Session<Stream>::awaitRequest()
{
    if (draining_ || core_.stopping)
        return closeGently();
    phase_ = Phase::Idle;
    parser_.reset();
    if (buffer_.size() > 0)
        return readHeader();
    chunk_ = {}; // idle connections keep no buffers
    buffer_.shrink_to_fit();
    arm(core_.config.idleTimeout, OnTime::Close);
    stream_.async_read_some(buffer_.prepare(firstReadBytes), [me = self()](Error error, std::size_t count) {
        if (me->closed_)
            return;
        if (error)
            return me->close();
        me->buffer_.commit(count);
        me->readHeader();
    });
}

template <typename Stream>
void Session<Stream>::readHeader()
{
    phase_ = Phase::Reading;
    exchange_ = std::make_unique<Exchange>();
    exchange_->request.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    exchange_->request.remoteAddress = peer_.peer;
    deadline_ = exchange_->started + core_.config.requestTimeout;
    inputBroken_ = false;
    chunk_ = {};
    filled_ = 0;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(core_.config.headerMaxBytes));
    parser_->body_limit(boost::none); // judged by the route
    headerBytes_ = 0;
    // Once for the whole header, so that dripping bytes does not prolong it.
    arm(core_.config.idleTimeout, OnTime::Answer);
    parseHeader();
}

/// Feeds the parser read by read and counts: its own header_limit starts anew with each field.
template <typename Stream>
void Session<Stream>::parseHeader()
{
    using HttpError = boost::beast::http::error;
    Error error;
    const std::size_t used = parser_->put(buffer_.data(), error);
    buffer_.consume(used);
    headerBytes_ += used;
    const bool more = error == HttpError::need_more;
    if (headerBytes_ + (more ? buffer_.size() : 0) > static_cast<std::size_t>(core_.config.headerMaxBytes))
        return onHeader(HttpError::header_limit);
    if (!more)
        return onHeader(error);
    stream_.async_read_some(buffer_.prepare(firstReadBytes), [me = self()](Error failed, std::size_t count) {
        if (me->closed_)
            return;
        me->buffer_.commit(count);
        failed ? me->onHeader(failed) : me->parseHeader();
    });
}

template <typename Stream>
void Session<Stream>::onHeader(Error error)
{
    using HttpError = boost::beast::http::error;
    disarm();
    if (error) {
        inputBroken_ = true;
        if (timedOut_)
            return answer(ErrorCode::RequestTimeout);
        if (error == HttpError::header_limit)
            return answer(ErrorCode::HeaderTooLarge);
        const bool left = error == HttpError::end_of_stream || error == HttpError::partial_message;
        if (!left
            && error.category() == boost::beast::http::make_error_code(HttpError::bad_method).category())
            return answer(ErrorCode::BadRequest);
        exchange_.reset(); // nobody is there to answer
        return close();
    }

    MessageFacts facts = peer_;
    facts.keepAlive = parser_->keep_alive();
    facts.chunked = parser_->chunked();
    if (const auto length = parser_->content_length())
        facts.contentLength = *length;
    openExchange(*exchange_, parser_->get().base(), facts, core_);
    if (exchange_->response)
        return refuse();
    if (exchange_->route->options.admit)
        return work([this] { runAdmit(*exchange_, core_); }, &Session::afterAdmit);
    afterAdmit();
}

template <typename Stream>
void Session<Stream>::afterAdmit()
{
    if (exchange_->response)
        return refuse();
    if (exchange_->expectsContinue)
        return sendContinue();
    readBody();
}

template <typename Stream>
void Session<Stream>::sendContinue()
{
    exchange_->expectsContinue = false;
    if (buffer_.size() > 0) // it did not wait
        return readBody();
    static constexpr char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
    arm(stepLimit(), OnTime::Close);
    boost::asio::async_write(stream_, boost::asio::buffer(line, sizeof line - 1),
                             [me = self()](Error error, std::size_t) {
                                 if (me->closed_)
                                     return;
                                 if (error)
                                     return me->close();
                                 me->readBody();
                             });
}

template <typename Stream>
void Session<Stream>::readBody()
{
    phase_ = Phase::Reading;
    if (parser_->is_done())
        return exchange_->response ? respond() : handle();
    if (chunk_.isEmpty()) {
        const qint64 wanted = std::clamp<qint64>(exchange_->length.value_or(chunkBytes), 1, chunkBytes);
        chunk_ = QByteArray(static_cast<qsizetype>(wanted), Qt::Uninitialized);
    }
    auto& body = parser_->get().body();
    body.data = chunk_.data() + filled_;
    body.size = static_cast<std::size_t>(chunk_.size() - filled_);
    body.more = true;
    arm(stepLimit(), OnTime::Answer);
    boost::beast::http::async_read_some(stream_, buffer_, *parser_, [me = self()](Error error, std::size_t) {
        if (!me->closed_)
            me->onBody(error);
    });
}

template <typename Stream>
void Session<Stream>::onBody(Error error)
{
    using HttpError = boost::beast::http::error;
    disarm();
    if (error && error != HttpError::need_buffer) {
        inputBroken_ = true;
        if (timedOut_)
            return answer(ErrorCode::RequestTimeout);
        const bool left = error == HttpError::end_of_stream || error == HttpError::partial_message;
        if (!left
            && error.category() == boost::beast::http::make_error_code(HttpError::bad_method).category())
            return answer(ErrorCode::BadRequest);
        return close();
    }
    const qsizetype before = filled_;
    filled_ = chunk_.size() - static_cast<qsizetype>(parser_->get().body().size);
    exchange_->received += filled_ - before;
    if (exchange_->response) { // refused already; only to reach the end of the message
        filled_ = 0;
        return readBody();
    }
    if (exchange_->received > exchange_->route->options.maxBytes) {
        inputBroken_ = true;
        return answer(exchange_->route->options.tooLarge);
    }
    if (filled_ == chunk_.size() || parser_->is_done())
        return consumeChunk();
    readBody();
}

template <typename Stream>
void Session<Stream>::consumeChunk()
{
    if (exchange_->route->options.body != BodyMode::Spool) {
        exchange_->request.body.append(chunk_.constData(), filled_);
        filled_ = 0;
        return readBody();
    }
    if (parser_->is_done()) // the last chunk goes with the handler's job
        return handle();
    work(
        [this] {
            spoolChunk(*exchange_, QByteArrayView(chunk_).first(filled_), core_);
            filled_ = 0;
        },
        &Session::afterSpool);
}

template <typename Stream>
void Session<Stream>::afterSpool()
{
    if (!exchange_->response)
        return readBody();
    inputBroken_ = true;
    refuse();
}

template <typename Stream>
void Session<Stream>::handle()
{
    work(
        [this] {
            Exchange& exchange = *exchange_;
            if (exchange.route->options.body == BodyMode::Spool) {
                if (filled_ > 0)
                    spoolChunk(exchange, QByteArrayView(chunk_).first(filled_), core_);
                if (!exchange.response)
                    finishSpool(exchange, core_);
            }
            if (!exchange.response)
                runHandler(exchange, core_);
        },
        &Session::respond);
}

/// The answer to a request whose body may not have been read. Either the rest is short and gets dropped, or
/// the connection ends after the answer.
template <typename Stream>
void Session<Stream>::refuse()
{
    if (!inputBroken_ && parser_->is_done())
        return respond();
    const bool shortRest = exchange_->length && *exchange_->length - exchange_->received <= smallBodyBytes;
    if (!inputBroken_ && shortRest && exchange_->keepAlive && !exchange_->expectsContinue)
        return readBody();
    exchange_->keepAlive = false;
    respond();
}

template <typename Stream>
void Session<Stream>::answer(ErrorCode code)
{
    exchange_->response = Response::problem(code);
    refuse();
}

} // namespace photodesk::server::http::detail
