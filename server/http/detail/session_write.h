#pragma once

#include "server/http/detail/session_read.h"

#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream_base.hpp>

#include <exception>
#include <type_traits>

namespace photodesk::server::http::detail {

template <typename Stream>
inline constexpr bool isPlain = std::is_same_v<Stream, boost::asio::ip::tcp::socket>;

/// Head and body up to here leave in one piece.
inline constexpr qsizetype joinedBytes = 16 * 1024;
inline constexpr qint64 statusClientLeft = 499; // for the log, as nginx counts it

template <typename Stream>
Session<Stream>::Session(Core& core, Stream stream, bool refused)
    : core_(core), stream_(std::move(stream)), timer_(stream_.get_executor()), refused_(refused),
      buffer_(static_cast<std::size_t>(core.config.headerMaxBytes + chunkBytes))
{
    core_.sessions.enter(this);
    core_.metrics.connectionOpened();
}

template <typename Stream>
Session<Stream>::~Session()
{
    core_.metrics.connectionClosed();
    core_.sessions.leave(this);
}

template <typename Stream>
std::shared_ptr<Session<Stream>> Session<Stream>::self()
{
    return std::static_pointer_cast<Session>(shared_from_this());
}

template <typename Stream>
boost::asio::ip::tcp::socket& Session<Stream>::socket()
{
    if constexpr (isPlain<Stream>)
        return stream_;
    else
        return stream_.next_layer();
}

template <typename Stream>
void Session<Stream>::start()
{
    boost::asio::post(stream_.get_executor(), [me = self()] { me->open(); });
}

template <typename Stream>
void Session<Stream>::drain()
{
    boost::asio::post(stream_.get_executor(), [me = self()] {
        me->draining_ = true;
        const bool done = me->phase_ == Phase::Closing && isPlain<Stream> && !me->exchangeLeftInput();
        if (me->phase_ == Phase::Idle || done)
            me->close();
    });
}

template <typename Stream>
void Session<Stream>::abort()
{
    boost::asio::post(stream_.get_executor(), [me = self()] { me->close(); });
}

template <typename Stream>
void Session<Stream>::open()
{
    Error error;
    socket().set_option(boost::asio::ip::tcp::no_delay(true), error);
    if (const auto endpoint = socket().remote_endpoint(error); !error) {
        auto address = endpoint.address();
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
        peer_.peer = QString::fromStdString(address.to_string());
        peer_.peerIsLoopback = address.is_loopback();
    }
    if (refused_) {
        exchange_ = std::make_unique<Exchange>();
        exchange_->request.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        exchange_->response = Response::problem(ErrorCode::Overloaded);
        deadline_ = exchange_->started;
        return respond();
    }
    if constexpr (isPlain<Stream>) {
        awaitRequest();
    } else {
        arm(core_.config.idleTimeout, OnTime::Close);
        stream_.async_handshake(boost::asio::ssl::stream_base::server, [me = self()](Error failed) {
            if (me->closed_)
                return;
            failed ? me->close() : me->awaitRequest();
        });
    }
}

template <typename Stream>
void Session<Stream>::respond()
{
    phase_ = Phase::Writing;
    exchange_->keepAlive = exchange_->keepAlive && !draining_ && !core_.stopping;
    reply_ = makeReply(exchange_->request, *exchange_->response,
                       {exchange_->keepAlive, exchange_->http11, core_.config.retryAfter});
    exchange_->keepAlive = exchange_->keepAlive && !reply_.closeDelimited;
    exchange_->response.reset();
    exchange_->sent = reply_.body.size();
    // A handler that took its time leaves some for the answer.
    deadline_ = std::max(deadline_, std::chrono::steady_clock::now() + core_.config.idleTimeout);
    QByteArray first = std::move(reply_.head);
    if (reply_.body.size() <= joinedBytes) {
        first.append(reply_.body);
        reply_.body = {};
    }
    send(std::move(first));
}

template <typename Stream>
void Session<Stream>::send(QByteArray bytes)
{
    phase_ = Phase::Writing;
    out_ = std::move(bytes);
    outDone_ = 0;
    sendSome();
}

template <typename Stream>
void Session<Stream>::sendSome()
{
    arm(stepLimit(), OnTime::Close);
    const auto rest =
        boost::asio::buffer(out_.constData() + outDone_, static_cast<std::size_t>(out_.size() - outDone_));
    stream_.async_write_some(rest, [me = self()](Error error, std::size_t count) {
        if (me->closed_)
            return;
        if (error)
            return me->close();
        me->outDone_ += static_cast<qsizetype>(count);
        me->outDone_ < me->out_.size() ? me->sendSome() : me->onSent();
    });
}

template <typename Stream>
void Session<Stream>::onSent()
{
    if (!reply_.body.isEmpty())
        return send(std::exchange(reply_.body, {}));
    if (reply_.source)
        return fetch();
    finishReply();
}

template <typename Stream>
void Session<Stream>::fetch()
{
    const bool open = reply_.chunked || reply_.closeDelimited;
    if (!open && reply_.remaining == 0)
        return finishReply();
    exchange_->admitted = true; // an inline handler may have started this
    const qint64 most = open ? chunkBytes : std::min<qint64>(chunkBytes, reply_.remaining);
    work(
        [this, most] {
            try {
                fetched_ = reply_.source->read(reply_.offset, most);
            } catch (const std::exception& exception) {
                fetched_ = fail(ErrorCode::Internal, QString::fromUtf8(exception.what()));
            }
        },
        &Session::onFetched);
}

template <typename Stream>
void Session<Stream>::onFetched()
{
    const Result<QByteArray> piece = *std::exchange(fetched_, std::nullopt);
    const bool open = reply_.chunked || reply_.closeDelimited;
    if (!piece || (piece->isEmpty() && !open) || (!open && piece->size() > reply_.remaining)) {
        if (core_.config.errorLog)
            core_.config.errorLog(exchange_->request.requestId,
                                  piece ? QStringLiteral("body source ended early") : piece.error().detail);
        return close();
    }
    if (piece->isEmpty()) {
        reply_.source.reset();
        return reply_.chunked ? send("0\r\n\r\n") : finishReply();
    }
    reply_.offset += piece->size();
    reply_.remaining -= open ? 0 : piece->size();
    exchange_->sent += piece->size();
    if (reply_.chunked)
        return send(QByteArray::number(piece->size(), 16) + "\r\n" + *piece + "\r\n");
    send(*piece);
}

template <typename Stream>
void Session<Stream>::finishReply()
{
    const bool keepAlive = exchange_->keepAlive;
    record(reply_.status, true);
    reply_ = {};
    out_ = {};
    keepAlive ? awaitRequest() : closeGently();
}

/// Closing while the client still sends resets the connection and may take the answer from it: say that
/// nothing more comes, then read on for a while (RFC 9112 section 9.6).
template <typename Stream>
void Session<Stream>::closeGently()
{
    phase_ = Phase::Closing;
    const bool inputLeft = exchangeLeftInput();
    if (isPlain<Stream> && (draining_ || core_.stopping) && !inputLeft)
        return close(); // stop() need not wait for the client to notice
    chunk_ = QByteArray(chunkBytes, Qt::Uninitialized);
    arm(core_.config.lingerTimeout, OnTime::Close);
    if constexpr (isPlain<Stream>) {
        Error ignored;
        stream_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
        discardInput();
    } else if (inputLeft) {
        discardInput();
    } else {
        stream_.async_shutdown([me = self()](Error) { me->close(); });
    }
}

/// The client may still be sending what nobody will read.
template <typename Stream>
bool Session<Stream>::exchangeLeftInput() const
{
    return refused_ || inputBroken_ || (parser_ && !parser_->is_done());
}

template <typename Stream>
void Session<Stream>::discardInput()
{
    stream_.async_read_some(boost::asio::buffer(chunk_.data(), static_cast<std::size_t>(chunk_.size())),
                            [me = self()](Error error, std::size_t) {
                                if (me->closed_)
                                    return;
                                error ? me->close() : me->discardInput();
                            });
}

template <typename Stream>
void Session<Stream>::close()
{
    if (closed_)
        return;
    closed_ = true;
    ++timerRound_;
    timer_.cancel();
    Error ignored;
    socket().close(ignored);
    // While a worker holds the exchange it cannot be touched; that step ends in record() itself.
    if (phase_ != Phase::Working && exchange_)
        record(statusClientLeft, false);
}

template <typename Stream>
void Session<Stream>::record(int status, bool complete)
{
    recordExchange(*exchange_, status, complete, core_);
    exchange_.reset();
}

template <typename Stream>
void Session<Stream>::arm(std::chrono::milliseconds limit, OnTime action)
{
    timedOut_ = false;
    timer_.expires_after(limit);
    timer_.async_wait([me = self(), action, round = ++timerRound_](Error error) {
        if (!error && round == me->timerRound_)
            me->onTime(action);
    });
}

template <typename Stream>
void Session<Stream>::disarm()
{
    ++timerRound_;
    timer_.cancel();
}

template <typename Stream>
void Session<Stream>::onTime(OnTime action)
{
    if (action == OnTime::Close)
        return close();
    // The read ends with an error and finds the reason here.
    timedOut_ = true;
    Error ignored;
    socket().cancel(ignored);
}

template <typename Stream>
std::chrono::milliseconds Session<Stream>::stepLimit() const
{
    const auto idle = core_.config.idleTimeout;
    if (exchange_->streaming())
        return idle;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now());
    return std::clamp(left, std::chrono::milliseconds(0), idle);
}

/// Runs `job` on a worker and goes on with `next` on the strand. The first job of an exchange may find the
/// queue full; those after it always get in.
template <typename Stream>
void Session<Stream>::work(std::function<void()> job, Step next)
{
    disarm();
    if (exchange_->route->options.runInline && !exchange_->admitted
        && exchange_->route->options.body != BodyMode::Spool) {
        job();
        return (this->*next)();
    }
    phase_ = Phase::Working;
    auto step = [me = self(), job = std::move(job), next] {
        job();
        boost::asio::post(me->stream_.get_executor(), [me, next] {
            me->phase_ = Phase::Writing;
            if (!me->closed_)
                ((*me).*next)();
            else if (me->exchange_)
                me->record(statusClientLeft, false);
        });
    };
    // From the moment it is posted, the exchange is the worker's.
    const bool first = !std::exchange(exchange_->admitted, true);
    if (first ? core_.pool->post(std::move(step)) : core_.pool->postNext(std::move(step)))
        return;
    phase_ = Phase::Reading;
    if (!first) // the pool has been stopped
        return close();
    answer(ErrorCode::Overloaded);
}

} // namespace photodesk::server::http::detail
