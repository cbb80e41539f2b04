#pragma once

#include "server/http/detail/core.h"
#include "server/http/detail/exchange.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <memory>
#include <optional>

namespace photodesk::server::http::detail {

/// One connection: reads a request, has it worked on, writes the answer, and again. All members belong to the
/// strand of the socket, except while a worker holds the exchange and the chunk (Phase::Working).
/// Stream is a TCP socket or a TLS stream over one.
template <typename Stream>
class Session final : public SessionBase {
public:
    /// `refused`: over the limit of connections; says so and closes.
    Session(Core& core, Stream stream, bool refused);
    ~Session() override;

    void start();
    void drain() override;
    void abort() override;

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
    using Error = boost::system::error_code;
    using Step = void (Session::*)();
    enum class Phase { Idle, Reading, Working, Writing, Closing };
    /// What happens when a read or write takes too long.
    enum class OnTime { Close, Answer };

    // reading, in order
    void open();
    void awaitRequest();
    void readHeader();
    void parseHeader();
    void onHeader(Error error);
    void afterAdmit();
    void sendContinue();
    void readBody();
    void onBody(Error error);
    void consumeChunk();
    void afterSpool();
    void handle();

    // answering
    void answer(ErrorCode code);
    void refuse();
    void respond();
    void send(QByteArray bytes);
    void sendSome();
    void onSent();
    void fetch();
    void onFetched();
    void finishReply();

    // ending
    void closeGently();
    [[nodiscard]] bool exchangeLeftInput() const;
    void discardInput();
    void close();
    void record(int status, bool complete);

    // time and threads
    void arm(std::chrono::milliseconds limit, OnTime action);
    void disarm();
    void onTime(OnTime action);
    [[nodiscard]] std::chrono::milliseconds stepLimit() const;
    void work(std::function<void()> job, Step next);
    [[nodiscard]] std::shared_ptr<Session> self();
    [[nodiscard]] boost::asio::ip::tcp::socket& socket();

    Core& core_;
    Stream stream_;
    boost::asio::steady_timer timer_;
    bool refused_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::size_t headerBytes_ = 0;
    std::unique_ptr<Exchange> exchange_;
    /// Body bytes on their way in; `filled_` of them are in use.
    QByteArray chunk_;
    qsizetype filled_ = 0;

    Reply reply_;
    QByteArray out_;
    qsizetype outDone_ = 0;
    std::optional<Result<QByteArray>> fetched_;

    MessageFacts peer_;
    Phase phase_ = Phase::Idle;
    std::chrono::steady_clock::time_point deadline_;
    unsigned timerRound_ = 0;
    bool timedOut_ = false;
    bool inputBroken_ = false;
    bool draining_ = false;
    bool closed_ = false;
};

void startPlainSession(Core& core, boost::asio::ip::tcp::socket socket, bool refused);
void startTlsSession(Core& core, boost::asio::ip::tcp::socket socket);

} // namespace photodesk::server::http::detail
