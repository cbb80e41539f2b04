#pragma once

#include "server/http/server.h"

#include <QHash>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace photodesk::server::http::test {

struct Answer {
    int status = 0;
    /// By lower-case name.
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;

    [[nodiscard]] QJsonObject json() const;
};

/// A blocking client that sends exactly the bytes it is given.
class Client {
public:
    explicit Client(quint16 port);
    /// Over a socket that is connected already (TLS).
    explicit Client(std::unique_ptr<QTcpSocket> socket);

    [[nodiscard]] QTcpSocket& socket() { return *socket_; }
    /// Returns when the bytes are with the system, or the connection is gone.
    void send(QByteArray bytes);
    /// Nothing when the connection ends, or 10 s pass, before the answer is whole.
    [[nodiscard]] std::optional<Answer> read(bool head = false);
    [[nodiscard]] std::optional<Answer> ask(const QByteArray& bytes);
    /// True when the server closes within 10 s without sending more.
    [[nodiscard]] bool endsHere();

private:
    [[nodiscard]] bool more();
    [[nodiscard]] bool until(qsizetype bytes);
    [[nodiscard]] std::optional<QByteArray> line();
    [[nodiscard]] std::optional<QByteArray> exactly(qsizetype bytes);

    std::unique_ptr<QTcpSocket> socket_;
    QByteArray in_;
};

/// "METHOD target HTTP/1.1" with a Host, the `fields` ("Name: value\r\n"...) and, unless it is null, the
/// body.
[[nodiscard]] QByteArray request(const char* method, const QByteArray& target, const QByteArray& fields = {},
                                 const QByteArray& body = QByteArray());
[[nodiscard]] QByteArray chunk(const QByteArray& bytes);

/// Holds handlers until it is opened.
class Gate {
public:
    ~Gate() { open(); }
    void pass();
    void open();
    [[nodiscard]] int entered() const { return entered_; }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    std::atomic_int entered_ = 0;
    bool open_ = false;
};

/// A server on a free port of loopback with a spool directory of its own, and what it logged.
struct Fixture {
    Fixture();
    Fixture(const Fixture&) = delete;
    Fixture& operator=(const Fixture&) = delete;
    /// The server first: it logs here until it has stopped.
    ~Fixture() { server.reset(); }

    void start(Router router);
    [[nodiscard]] Client client() const { return Client(server->port()); }
    [[nodiscard]] QStringList spooled() const;
    [[nodiscard]] std::vector<AccessRecord> accessed() const;
    [[nodiscard]] QStringList faults() const;

    QTemporaryDir directory;
    HttpServer::Config config;
    std::unique_ptr<HttpServer> server;

private:
    mutable std::mutex mutex_;
    std::vector<AccessRecord> accessed_;
    QStringList faults_;
};

} // namespace photodesk::server::http::test
