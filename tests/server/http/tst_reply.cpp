#include "http_client.h"

#include <QFile>
#include <QTest>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;

namespace {

/// Counts up; may be of unknown size, and may fail at some byte.
class Counter final : public BodySource {
public:
    Counter(qint64 size, bool known, qint64 failsAt = -1) : size_(size), known_(known), failsAt_(failsAt) {}

    std::optional<qint64> size() const override { return known_ ? std::optional(size_) : std::nullopt; }
    Result<QByteArray> read(qint64 offset, qint64 max) override
    {
        if (failsAt_ >= 0 && offset >= failsAt_)
            return fail(ErrorCode::StorageFailed, u"lost"_s);
        QByteArray bytes;
        for (qint64 i = offset; i < std::min(size_, offset + std::min<qint64>(max, 1000)); ++i)
            bytes += static_cast<char>(i % 251);
        furthest = std::max<qint64>(furthest, offset + bytes.size());
        return bytes;
    }

    static QByteArray expected(qint64 size)
    {
        QByteArray bytes;
        for (qint64 i = 0; i < size; ++i)
            bytes += static_cast<char>(i % 251);
        return bytes;
    }
    std::atomic<qint64> furthest = 0;

private:
    qint64 size_;
    bool known_;
    qint64 failsAt_;
};

} // namespace

class TestReply : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        fixture_ = std::make_unique<Fixture>();
        content_ = Counter::expected(300000);
        path_ = fixture_->directory.filePath(u"photo.jpg"_s);
        QFile file(path_);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content_) == content_.size());
        file.close();

        Router router;
        router.add(Method::Get, u"/photo"_s, {}, [this](const Request&) {
            auto response = Response::file(path_, "image/jpeg");
            if (!response)
                return Response::problem(response.error());
            response->setHeader("ETag", "\"v1\"").setHeader("Cache-Control", "private, max-age=60");
            return *response;
        });
        router.add(Method::Get, u"/missing"_s, {}, [this](const Request&) {
            const auto response = Response::file(path_ + u"x"_s, "image/jpeg");
            return response ? *response : Response::problem(response.error());
        });
        const auto counter = [](qint64 size, bool known, qint64 failsAt = -1) {
            return [=](const Request&) {
                return Response::stream("text/plain", std::make_shared<Counter>(size, known, failsAt));
            };
        };
        router.add(Method::Get, u"/known"_s, {}, counter(5000, true));
        router.add(Method::Get, u"/unknown"_s, {}, counter(5000, false));
        router.add(Method::Get, u"/short"_s, {}, counter(5000, true, 2000));
        router.add(Method::Get, u"/empty"_s, {}, counter(0, true));
        router.add(Method::Get, u"/large"_s, {},
                   [this](const Request&) { return Response::bytes(200, "text/plain", content_); });
        router.add(Method::Get, u"/injection"_s, {}, [](const Request&) {
            Response response = Response::noContent();
            response.setHeader("X-Name", "a\r\nX-Evil: 1").setHeader("X-Good", "1");
            return response;
        });
        RouteOptions quick;
        quick.runInline = true;
        router.add(Method::Get, u"/quick"_s, quick, counter(5000, true));
        fixture_->start(std::move(router));
    }
    void cleanupTestCase() { fixture_.reset(); }

    void wholeFile()
    {
        Client client = fixture_->client();
        const auto answer = client.ask(request("GET", "/photo"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, content_);
        QCOMPARE(answer->headers.value("content-type"), "image/jpeg");
        QCOMPARE(answer->headers.value("accept-ranges"), "bytes");
        QCOMPARE(answer->headers.value("cache-control"), "private, max-age=60");
        client.send(request("HEAD", "/photo"));
        const auto head = client.read(true);
        QCOMPARE(head->headers.value("content-length"), "300000");
        QCOMPARE(client.ask(request("GET", "/missing"))->status, 404);
    }

    void ranges_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("length");
        const auto row = [](const char* fields, int status, int offset, int length) {
            QTest::newRow(fields) << QByteArray(fields) + "\r\n" << status << offset << length;
        };
        row("Range: bytes=0-9", 206, 0, 10);
        row("Range: bytes=65530-200000", 206, 65530, 134471);
        row("Range: bytes=299999-", 206, 299999, 1);
        row("Range: bytes=-100", 206, 299900, 100);
        row("Range: bytes=0-1,4-5", 200, 0, 300000);
        row("Range: bytes=300000-", 416, 0, 0);
        row("Range: bytes=0-9\r\nIf-Range: \"v1\"", 206, 0, 10);
        row("Range: bytes=0-9\r\nIf-Range: \"v0\"", 200, 0, 300000);
        row("If-None-Match: \"v1\"", 304, 0, 0);
        row("If-None-Match: \"v0\"", 200, 0, 300000);
    }
    void ranges()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, offset);
        QFETCH(int, length);
        Client client = fixture_->client();
        const auto answer = client.ask(request("GET", "/photo", fields));
        QVERIFY(answer);
        QTEST(answer->status, "status");
        QCOMPARE(answer->body, content_.mid(offset, length));
        if (answer->status == 206)
            QCOMPARE(answer->headers.value("content-range"),
                     QByteArray("bytes ") + QByteArray::number(offset) + '-'
                         + QByteArray::number(offset + length - 1) + "/300000");
        if (answer->status == 416)
            QCOMPARE(answer->headers.value("content-range"), "bytes */300000");
        QCOMPARE(client.ask(request("GET", "/known"))->status, 200); // in step after all of these
    }

    void streams()
    {
        Client client = fixture_->client();
        for (const char* target : {"/known", "/unknown", "/quick"}) {
            const auto answer = client.ask(request("GET", target));
            QVERIFY2(answer, target);
            QCOMPARE(answer->body, Counter::expected(5000));
        }
        QCOMPARE(client.ask(request("GET", "/empty"))->body, "");
        QCOMPARE(client.ask(request("GET", "/large"))->body, content_);
        client.send(request("HEAD", "/unknown"));
        QVERIFY(client.read(true));
        QCOMPARE(client.ask(request("GET", "/unknown"))->headers.value("transfer-encoding"), "chunked");
    }

    void unknownSizeForAnOldClientEndsWithTheConnection()
    {
        Client client = fixture_->client();
        client.send("GET /unknown HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        while (client.socket().waitForReadyRead(10000)
               || client.socket().state() == QAbstractSocket::ConnectedState) {
        }
        const QByteArray all = client.socket().readAll();
        QVERIFY(all.contains("Connection: close\r\n"));
        QCOMPARE(all.mid(all.indexOf("\r\n\r\n") + 4), Counter::expected(5000));
    }

    void sourceThatFailsCutsTheConnection()
    {
        Client client = fixture_->client();
        QVERIFY(!client.ask(request("GET", "/short")));
        QTRY_VERIFY(!fixture_->accessed().empty() && !fixture_->accessed().back().complete);
        QVERIFY(fixture_->faults().constLast().endsWith(u" lost"_s));
    }

    void slowReaderHoldsTheSourceBack()
    {
        const auto source = std::make_shared<Counter>(1LL << 40, true);
        Fixture fixture;
        fixture.config.idleTimeout = std::chrono::milliseconds(300);
        Router router;
        router.add(Method::Get, u"/endless"_s, {},
                   [source](const Request&) { return Response::stream("text/plain", source); });
        fixture.start(std::move(router));
        Client client = fixture.client();
        client.socket().setReadBufferSize(1000);
        client.send(request("GET", "/endless"));
        // Cut for making no progress, with no more read than the system's buffers hold.
        QTRY_COMPARE(fixture.accessed().size(), std::size_t(1));
        QVERIFY(!fixture.accessed().front().complete);
        QVERIFY(source->furthest > 1000);
        QVERIFY(source->furthest < 64LL * 1024 * 1024);
        QTRY_COMPARE(fixture.server->metrics().connectionsOpen, 0);
    }

    void headersCannotBeInjected()
    {
        Client client = fixture_->client();
        const auto answer = client.ask(request("GET", "/injection"));
        QCOMPARE(answer->status, 204);
        QVERIFY(!answer->headers.contains("x-evil") && !answer->headers.contains("x-name"));
        QCOMPARE(answer->headers.value("x-good"), "1");
        QVERIFY(!answer->headers.contains("content-length"));
    }

private:
    std::unique_ptr<Fixture> fixture_;
    QByteArray content_;
    QString path_;
};

QTEST_GUILESS_MAIN(TestReply)
#include "tst_reply.moc"
