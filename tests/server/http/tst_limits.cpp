#include "http_client.h"

#include <QTest>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Response length(const Request& request)
{
    return Response::json(200, {{u"length"_s, request.body.size()}});
}

/// One byte each 50 ms, waiting for an answer in between, until there is one or the bytes are out.
void drip(Client& client, const QByteArray& bytes)
{
    for (const char byte : bytes) {
        client.send(QByteArray(1, byte));
        if (client.socket().waitForReadyRead(50)
            || client.socket().state() != QAbstractSocket::ConnectedState)
            return;
    }
}

} // namespace

class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture_ = std::make_unique<Fixture>();
        gate_ = std::make_unique<Gate>();
    }
    void cleanup()
    {
        gate_->open();
        fixture_.reset();
    }

    void headers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("just fits") << request("GET", "/", "X-A: " + QByteArray(8000, 'a') + "\r\n") << 200;
        QTest::newRow("long value") << request("GET", "/", "X-A: " + QByteArray(9000, 'a') + "\r\n") << 431;
        QTest::newRow("many") << request("GET", "/", QByteArray("X-A: aaaaaaaaaaaa\r\n").repeated(500))
                              << 431;
        QTest::newRow("long target") << request("GET", "/?" + QByteArray(20000, 'a')) << 431;
        QTest::newRow("no end") << "GET / HTTP/1.1\r\nX-A: " + QByteArray(200000, 'a') << 431;
    }
    void headers()
    {
        QFETCH(QByteArray, bytes);
        start();
        Client client = fixture_->client();
        const auto answer = client.ask(bytes);
        QVERIFY(answer);
        QTEST(answer->status, "status");
    }

    void fieldsInManyPiecesAreAddedUp()
    {
        start();
        Client client = fixture_->client();
        client.send("GET / HTTP/1.1\r\nHost: test\r\n");
        // Without an end: only the sum can stop this.
        for (int i = 0; i < 1000 && client.socket().bytesAvailable() == 0; ++i) {
            client.send("X-A: aaaaaaaaaaaa\r\n");
            client.socket().waitForReadyRead(0);
        }
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 431);
    }

    void chunkExtensionsDoNotPileUp()
    {
        start();
        Client client = fixture_->client();
        const auto answer = client.ask(request("POST", "/", "Transfer-Encoding: chunked\r\n") + "1;"
                                       + QByteArray(1000000, 'x'));
        QVERIFY(answer);
        QCOMPARE(answer->status, 400);
    }

    void silentConnectionIsClosed()
    {
        fixture_->config.idleTimeout = 150ms;
        start();
        Client client = fixture_->client();
        QVERIFY(client.endsHere());
        Client later = fixture_->client();
        QCOMPARE(later.ask(request("GET", "/"))->status, 200);
        QVERIFY(later.endsHere());
        QCOMPARE(fixture_->accessed().size(), std::size_t(1));
    }

    void halfAHeaderIs408()
    {
        fixture_->config.idleTimeout = 150ms;
        start();
        Client client = fixture_->client();
        const auto answer = client.ask("GET / HTTP/1.1\r\nHos");
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
        QVERIFY(client.endsHere());
    }

    void drippingAHeaderDoesNotHelp()
    {
        fixture_->config.idleTimeout = 300ms;
        start();
        Client client = fixture_->client();
        drip(client, "GET / HTTP/1.1\r\nX-Slow: " + QByteArray(1000, 'a'));
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
    }

    void silentBodyIs408()
    {
        fixture_->config.idleTimeout = 150ms;
        start();
        Client client = fixture_->client();
        const auto answer = client.ask(request("POST", "/", "Content-Length: 100\r\n") + "abc");
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
        QVERIFY(client.endsHere());
    }

    void wholeRequestHasALimit()
    {
        fixture_->config.requestTimeout = 400ms;
        start();
        Client client = fixture_->client();
        client.send(request("POST", "/", "Content-Length: 1000\r\n"));
        drip(client, QByteArray(1000, 'a'));
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
    }

    void streamingRoutesHaveNone()
    {
        fixture_->config.requestTimeout = 100ms;
        start();
        Client client = fixture_->client();
        client.send(request("POST", "/streaming", "Content-Length: 10\r\n"));
        drip(client, QByteArray(10, 'a'));
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
    }

    void readerThatStopsIsCut()
    {
        fixture_->config.idleTimeout = 200ms;
        start();
        Client client = fixture_->client();
        client.socket().setReadBufferSize(1000);
        client.send(request("GET", "/large"));
        QTRY_COMPARE(fixture_->accessed().size(), std::size_t(1));
        QVERIFY(!fixture_->accessed().front().complete);
    }

    void fullQueueAnswers503()
    {
        fixture_->config.handlerThreads = 1;
        fixture_->config.handlerQueueMax = 1;
        start();
        Client working = fixture_->client();
        working.send(request("GET", "/gate"));
        QTRY_COMPARE(gate_->entered(), 1);
        Client waiting = fixture_->client();
        waiting.send(request("GET", "/gate"));
        QTRY_COMPARE(fixture_->server->metrics().handlersQueued, 1);

        Client third = fixture_->client();
        const auto refused = third.ask(request("POST", "/", {}, "body"));
        QVERIFY(refused);
        QCOMPARE(refused->status, 503);
        QCOMPARE(refused->headers.value("retry-after"), "3");
        QCOMPARE(refused->json()[u"code"_s].toString(), u"overloaded"_s);
        QCOMPARE(third.ask(request("GET", "/inline"))->status, 200); // health is told even so

        gate_->open();
        QCOMPARE(working.read()->status, 200);
        QCOMPARE(waiting.read()->status, 200);
        QCOMPARE(third.ask(request("GET", "/"))->status, 200);
    }

    void connectionsOverTheLimitAreToldSo()
    {
        fixture_->config.connectionsMax = 2;
        start();
        Client first = fixture_->client();
        Client second = fixture_->client();
        QCOMPARE(first.ask(request("GET", "/"))->status, 200);
        QCOMPARE(second.ask(request("GET", "/"))->status, 200);
        {
            Client third = fixture_->client();
            const auto refused = third.read();
            QVERIFY(refused);
            QCOMPARE(refused->status, 503);
            QCOMPARE(refused->headers.value("retry-after"), "3");
            QCOMPARE(refused->headers.value("connection"), "close");
        }
        QCOMPARE(fixture_->server->metrics().connectionsRefused, 1);
        QCOMPARE(first.ask(request("GET", "/"))->status, 200);
        first.socket().disconnectFromHost();
        QTRY_COMPARE(fixture_->server->metrics().connectionsOpen, 1);
        Client fourth = fixture_->client();
        QCOMPARE(fourth.ask(request("GET", "/"))->status, 200);
    }

    void limitsMustBeGiven()
    {
        const auto refuses = [this](auto change) {
            HttpServer::Config config = fixture_->config;
            change(config);
            const auto started = HttpServer(config).start({});
            return !started && started.error().code == ErrorCode::BadConfiguration;
        };
        using Config = HttpServer::Config;
        QVERIFY(!refuses([](Config&) {}));
        QVERIFY(refuses([](Config& config) { config.handlerThreads = 0; }));
        QVERIFY(refuses([](Config& config) { config.ioThreads = 3; }));
        QVERIFY(refuses([](Config& config) { config.idleTimeout = 0ms; }));
        QVERIFY(refuses([](Config& config) { config.headerMaxBytes = 0; }));
        QVERIFY(refuses([](Config& config) { config.address = u"localhost"_s; }));
        QVERIFY(refuses([](Config& config) { config.keyFile = u"key.pem"_s; }));
        start();
        const quint16 taken = fixture_->server->port();
        QVERIFY(refuses([taken](Config& config) { config.port = taken; }));
    }

private:
    void start()
    {
        Router router;
        router.add(Method::Get, u"/"_s, {}, length);
        router.add(Method::Post, u"/"_s, RouteOptions::memory(1000000, {}, {}), length);
        RouteOptions streaming = RouteOptions::memory(1000, {}, {});
        streaming.streaming = true;
        router.add(Method::Post, u"/streaming"_s, streaming, length);
        router.add(Method::Get, u"/large"_s, {}, [](const Request&) {
            return Response::bytes(200, "text/plain", QByteArray(64 << 20, 'x'));
        });
        router.add(Method::Get, u"/gate"_s, {}, [this](const Request& request) {
            gate_->pass();
            return length(request);
        });
        RouteOptions quick;
        quick.runInline = true;
        router.add(Method::Get, u"/inline"_s, quick, length);
        fixture_->start(std::move(router));
    }

    std::unique_ptr<Fixture> fixture_;
    std::unique_ptr<Gate> gate_;
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
