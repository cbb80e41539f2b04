#include "http_client.h"

#include <QTest>

#include <thread>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestStop : public QObject {
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

    void workIsFinishedAndNothingNewTaken()
    {
        start();
        Client idle = fixture_->client();
        QCOMPARE(idle.ask(request("GET", "/"))->status, 200);
        Client working = fixture_->client();
        working.send(request("GET", "/gate"));
        QTRY_COMPARE(gate_->entered(), 1);

        std::thread stopper([this] { fixture_->server->stop(); });
        const auto join = qScopeGuard([&] {
            gate_->open();
            stopper.join();
        });
        QVERIFY(idle.endsHere());
        QTRY_VERIFY(!accepts());
        gate_->open();
        const auto answer = working.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->headers.value("connection"), "close");
    }

    void workThatTakesTooLongIsCut()
    {
        fixture_->config.stopTimeout = 100ms;
        start();
        Client working = fixture_->client();
        working.send(request("GET", "/gate"));
        QTRY_COMPARE(gate_->entered(), 1);
        Client uploading = fixture_->client();
        uploading.send(request("PUT", "/upload", "Content-Type: image/jpeg\r\nContent-Length: 1000000\r\n")
                       + QByteArray(500000, 'x'));
        QTRY_COMPARE(fixture_->spooled().size(), 1);
        std::thread stopper([this] { fixture_->server->stop(); });
        const auto join = qScopeGuard([&] {
            gate_->open();
            stopper.join();
        });
        QVERIFY(!working.read());
        QVERIFY(!uploading.read());
        QTRY_COMPARE(fixture_->spooled(), QStringList());
    }

    void stopsTwiceAndWithoutStart()
    {
        start();
        fixture_->server->stop();
        fixture_->server->stop();
        HttpServer never(fixture_->config);
        never.stop();
        QCOMPARE(never.port(), quint16(0));
    }

    void stopsUnderLoad()
    {
        fixture_->config.stopTimeout = 5s;
        start();
        std::atomic_int answered = 0;
        std::vector<std::thread> clients;
        for (int i = 0; i < 8; ++i) {
            clients.emplace_back([&] {
                Client client = fixture_->client();
                while (client.ask(request("GET", "/")))
                    ++answered;
            });
        }
        QTRY_VERIFY(answered > 200);
        fixture_->server->stop();
        for (std::thread& client : clients)
            client.join();
        QCOMPARE(fixture_->server->metrics().connectionsOpen, 0);
        // Whatever was taken was answered.
        for (const AccessRecord& record : fixture_->accessed())
            QCOMPARE(record.status, 200);
        QVERIFY(int(fixture_->accessed().size()) >= answered.load());
    }

private:
    void start()
    {
        Router router;
        const auto fine = [](const Request&) { return Response::bytes(200, "text/plain", "fine"); };
        router.add(Method::Get, u"/"_s, {}, fine);
        router.add(Method::Put, u"/upload"_s, RouteOptions::spool(1000000, {"image/jpeg"}), fine);
        router.add(Method::Get, u"/gate"_s, {}, [this, fine](const Request& request) {
            gate_->pass();
            return fine(request);
        });
        fixture_->start(std::move(router));
    }
    bool accepts() const
    {
        Client client = fixture_->client();
        return client.ask(request("GET", "/")).has_value();
    }

    std::unique_ptr<Fixture> fixture_;
    std::unique_ptr<Gate> gate_;
};

QTEST_GUILESS_MAIN(TestStop)
#include "tst_stop.moc"
