#include "http_client.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 limit = 12 * 1024 * 1024;
const QByteArray type = "Content-Type: image/jpeg\r\n";

QByteArray sample(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char& c : bytes) {
        state = state * 1664525U + 1013904223U;
        c = static_cast<char>(state >> 24);
    }
    return bytes;
}

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// Files written by this process may not grow beyond `bytes`: a full disk without filling one.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

} // namespace

class TestUpload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture_ = std::make_unique<Fixture>();
        calls_ = 0;
        keep_ = false;
        Router router;
        const auto receive = [this](const Request& request) {
            ++calls_;
            const SpooledBody& body = *request.spooled;
            QFile file(body.path());
            const bool same = file.open(QIODevice::ReadOnly) && file.size() == body.size()
                              && sha256(file.readAll()) == body.sha256();
            if (keep_)
                QFile::rename(body.take(), fixture_->directory.filePath(u"kept"_s));
            return Response::json(202, {{u"size"_s, body.size()},
                                        {u"sha256"_s, QString::fromLatin1(body.sha256())},
                                        {u"same"_s, same}});
        };
        const auto signedIn = [](Request& request) -> std::optional<Response> {
            if (request.bearerToken().isEmpty())
                return Response::problem(ErrorCode::NotSignedIn);
            return std::nullopt;
        };
        router.add(Method::Put, u"/upload"_s, RouteOptions::spool(limit, {"image/jpeg", "image/heic"}),
                   receive);
        router.add(Method::Put, u"/private"_s, RouteOptions::spool(limit, {"image/jpeg"}, signedIn), receive);
        fixture_->start(std::move(router));
    }
    void cleanup() { fixture_.reset(); }

    void wholeLimitHasTheRightHash()
    {
        const QByteArray bytes = sample(limit);
        Client client = fixture_->client();
        const auto answer = client.ask(request("PUT", "/upload", type, bytes));
        QVERIFY(answer);
        QCOMPARE(answer->status, 202);
        QCOMPARE(answer->json()[u"size"_s].toInteger(), limit);
        QCOMPARE(answer->json()[u"sha256"_s].toString().toLatin1(), sha256(bytes));
        QVERIFY(answer->json()[u"same"_s].toBool());
        QCOMPARE(fixture_->spooled(), QStringList());
        QTRY_COMPARE(fixture_->accessed().size(), std::size_t(1));
        QCOMPARE(fixture_->accessed().front().bytesIn, limit);
    }

    void sizesAroundTheBuffers_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 65535, 65536, 65537, 131072, 1000003})
            QTest::addRow("%d", size) << size;
    }
    void sizesAroundTheBuffers()
    {
        QFETCH(int, size);
        const QByteArray bytes = size ? sample(size) : QByteArray("");
        Client client = fixture_->client();
        const auto plain = client.ask(request("PUT", "/upload", type, bytes));
        QByteArray pieces;
        for (qsizetype at = 0; at < bytes.size(); at += 50000)
            pieces += chunk(bytes.mid(at, 50000));
        const auto chunked = client.ask(request("PUT", "/upload", type + "Transfer-Encoding: chunked\r\n")
                                        + pieces + chunk({}));
        for (const auto& answer : {plain, chunked}) {
            QVERIFY(answer);
            QCOMPARE(answer->status, 202);
            QCOMPARE(answer->json()[u"size"_s].toInt(), size);
            QCOMPARE(answer->json()[u"sha256"_s].toString().toLatin1(), sha256(bytes));
            QVERIFY(answer->json()[u"same"_s].toBool());
        }
        QCOMPARE(fixture_->spooled(), QStringList());
    }

    void takenFileStays()
    {
        keep_ = true;
        Client client = fixture_->client();
        QCOMPARE(client.ask(request("PUT", "/upload", type, "jpeg"))->status, 202);
        QFile kept(fixture_->directory.filePath(u"kept"_s));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), "jpeg");
        QCOMPARE(fixture_->spooled(), QStringList());
    }

    void tooLongIsRefusedBeforeItIsRead()
    {
        Client client = fixture_->client();
        // Only the header is sent: the answer must not wait for the body.
        client.send(
            request("PUT", "/upload", type + "Content-Length: " + QByteArray::number(limit + 1) + "\r\n"));
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 413);
        QCOMPARE(answer->json()[u"code"_s].toString(), u"file_too_large"_s);
        QCOMPARE(answer->headers.value("connection"), "close");
        QCOMPARE(calls_.load(), 0);
    }

    void answerReachesAClientThatSendsOn()
    {
        Client client = fixture_->client();
        client.send(request("PUT", "/upload", type, QByteArray(limit + 1, 'x')));
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 413);
        QVERIFY(client.endsHere());
    }

    void chunkedIsCountedWhileItRuns()
    {
        Client client = fixture_->client();
        QByteArray bytes = request("PUT", "/upload", type + "Transfer-Encoding: chunked\r\n");
        const QByteArray piece = chunk(QByteArray(1024 * 1024, 'x'));
        for (int i = 0; i < 12; ++i)
            bytes += piece;
        client.send(bytes + chunk("y")); // one byte too many, and no end
        const auto answer = client.read();
        QVERIFY(answer);
        QCOMPARE(answer->status, 413);
        QCOMPARE(answer->json()[u"code"_s].toString(), u"file_too_large"_s);
        QTRY_COMPARE(fixture_->spooled(), QStringList());
        QCOMPARE(calls_.load(), 0);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no length") << request("PUT", "/upload", type) << 411;
        QTest::newRow("wrong type") << request("PUT", "/upload", "Content-Type: text/html\r\n", "<html>")
                                    << 415;
        QTest::newRow("no type") << request("PUT", "/upload", {}, "jpeg") << 415;
        QTest::newRow("not signed in")
            << request("PUT", "/private", type + "Content-Length: 12000000\r\n") << 401;
        QTest::newRow("not signed in, asks")
            << request("PUT", "/private", type + "Content-Length: 12000000\r\nExpect: 100-continue\r\n")
            << 401;
    }
    void refusals()
    {
        QFETCH(QByteArray, bytes);
        Client client = fixture_->client();
        const auto answer = client.ask(bytes);
        QVERIFY(answer);
        QTEST(answer->status, "status");
        QCOMPARE(calls_.load(), 0);
        QCOMPARE(fixture_->spooled(), QStringList());
    }

    void continueIsSentWhenAsked()
    {
        Client client = fixture_->client();
        const auto go = client.ask(
            request("PUT", "/private",
                    type + "Authorization: Bearer t\r\nExpect: 100-continue\r\nContent-Length: 4\r\n"));
        QVERIFY(go);
        QCOMPARE(go->status, 100);
        const auto answer = client.ask("jpeg");
        QVERIFY(answer);
        QCOMPARE(answer->status, 202);
        QCOMPARE(answer->headers.value("connection"), "keep-alive");
    }

    void halfABodyLeavesNothing()
    {
        {
            Client client = fixture_->client();
            client.send(request("PUT", "/upload", type + "Content-Length: 1000000\r\n") + sample(500000));
            QTRY_COMPARE(fixture_->spooled().size(), 1);
            client.socket().abort();
        }
        QTRY_COMPARE(fixture_->accessed().size(), std::size_t(1));
        QVERIFY(!fixture_->accessed().front().complete);
        QTRY_COMPARE(fixture_->spooled(), QStringList());
        QCOMPARE(calls_.load(), 0);
        QTRY_COMPARE(fixture_->server->metrics().connectionsOpen, 0);
    }

    void fullDiskIs507AndLeavesNothing()
    {
        const FileSizeLimit full(300000);
        Client client = fixture_->client();
        const auto answer = client.ask(request("PUT", "/upload", type, sample(2000000)));
        QVERIFY(answer);
        QCOMPARE(answer->status, 507);
        QCOMPARE(answer->json()[u"code"_s].toString(), u"storage_full"_s);
        QCOMPARE(calls_.load(), 0);
        QTRY_COMPARE(fixture_->spooled(), QStringList());
        QCOMPARE(fixture_->faults().size(), 1);
        // The last bytes fail in the handler's own step.
        Client other = fixture_->client();
        QCOMPARE(other.ask(request("PUT", "/upload", type, sample(310000)))->status, 507);
        QCOMPARE(other.ask(request("PUT", "/upload", type, sample(1000)))->status, 202);
    }

    void missingDirectoryIsAFault()
    {
        QVERIFY(QDir(fixture_->config.spoolDirectory).removeRecursively());
        Client client = fixture_->client();
        const auto answer = client.ask(request("PUT", "/upload", type, "jpeg"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 500);
        QCOMPARE(answer->json()[u"code"_s].toString(), u"storage_failed"_s);
        QCOMPARE(calls_.load(), 0);
    }

    void filesOfACrashAreRemovedAtStart()
    {
        Fixture fixture;
        QVERIFY(QDir().mkpath(fixture.config.spoolDirectory));
        QFile left(QDir(fixture.config.spoolDirectory).filePath(u"0c1f.upload"_s));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        fixture.start({});
        QCOMPARE(fixture.spooled(), QStringList());
        const auto permissions = QFile::permissions(fixture.config.spoolDirectory);
        QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeOther)));
    }

private:
    std::unique_ptr<Fixture> fixture_;
    std::atomic_int calls_ = 0;
    std::atomic_bool keep_ = false;
};

QTEST_GUILESS_MAIN(TestUpload)
#include "tst_upload.moc"
