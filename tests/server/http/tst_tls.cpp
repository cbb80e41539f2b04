#include "http_client.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        certificate_ = keys_.filePath(u"cert.pem"_s);
        key_ = keys_.filePath(u"key.pem"_s);
        QProcess openssl;
        openssl.start(QString::fromLatin1(OPENSSL_PROGRAM),
                      {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                       u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                       u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s, u"-keyout"_s,
                       key_, u"-out"_s, certificate_});
        QVERIFY(openssl.waitForFinished());
        QCOMPARE(openssl.exitCode(), 0);
    }
    void init()
    {
        fixture_ = std::make_unique<Fixture>();
        fixture_->config.certificateFile = certificate_;
        fixture_->config.keyFile = key_;
    }
    void cleanup() { fixture_.reset(); }

    void roundTrips()
    {
        start();
        auto client = connected(QSsl::TlsV1_2OrLater);
        QVERIFY(client);
        const QByteArray bytes(3000000, 'p');
        const auto answer = client->ask(request("PUT", "/upload", "Content-Type: image/jpeg\r\n", bytes));
        QVERIFY(answer);
        QCOMPARE(answer->status, 202);
        QCOMPARE(answer->body, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        const auto large = client->ask(request("GET", "/large"));
        QVERIFY(large);
        QCOMPARE(large->body, QByteArray(2000000, 'y'));
        QCOMPARE(client->ask(request("GET", "/large", "Connection: close\r\n"))->status, 200);
        QVERIFY(client->endsHere());
    }

    void refusalReachesAClientThatSendsOn()
    {
        start();
        auto client = connected(QSsl::TlsV1_2OrLater);
        QVERIFY(client);
        const auto answer =
            client->ask(request("PUT", "/upload", "Content-Type: image/jpeg\r\n", QByteArray(9000000, 'x')));
        QVERIFY(answer);
        QCOMPARE(answer->status, 413);
    }

    void timeOutIsToldAfterAnInterruptedRead()
    {
        fixture_->config.idleTimeout = 300ms;
        start();
        auto client = connected(QSsl::TlsV1_2OrLater);
        QVERIFY(client);
        const auto answer = client->ask(
            request("PUT", "/upload", "Content-Type: image/jpeg\r\nContent-Length: 9\r\n") + "abc");
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
    }

    void plainTextIsNotAnswered()
    {
        start();
        Client client = fixture_->client();
        client.send(request("GET", "/large"));
        QVERIFY(!client.read());
    }

    void silentHandshakeIsClosed()
    {
        fixture_->config.idleTimeout = 150ms;
        start();
        Client client = fixture_->client();
        QVERIFY(client.endsHere());
    }

    void stopClosesIdleConnections()
    {
        start();
        auto client = connected(QSsl::TlsV1_2OrLater);
        QVERIFY(client);
        fixture_->server->stop();
        QVERIFY(client->endsHere());
    }

    void unreadableKeysAreAFault()
    {
        fixture_->config.keyFile = certificate_;
        const auto started = HttpServer(fixture_->config).start({});
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::BadConfiguration);
    }

private:
    void start()
    {
        Router router;
        router.add(Method::Get, u"/large"_s, {}, [](const Request&) {
            return Response::bytes(200, "text/plain", QByteArray(2000000, 'y'));
        });
        router.add(Method::Put, u"/upload"_s, RouteOptions::spool(4000000, {"image/jpeg"}),
                   [](const Request& request) {
                       return Response::bytes(202, "text/plain", request.spooled->sha256());
                   });
        fixture_->start(std::move(router));
    }

    std::unique_ptr<Client> connected(QSsl::SslProtocol protocol) const
    {
        auto socket = std::make_unique<QSslSocket>();
        QSslConfiguration configuration;
        configuration.setProtocol(protocol);
        configuration.setCaCertificates(QSslCertificate::fromPath(certificate_));
        socket->setSslConfiguration(configuration);
        socket->connectToHostEncrypted(u"127.0.0.1"_s, fixture_->server->port(), u"localhost"_s);
        return socket->waitForEncrypted(10000) ? std::make_unique<Client>(std::move(socket)) : nullptr;
    }

    QTemporaryDir keys_;
    QString certificate_;
    QString key_;
    std::unique_ptr<Fixture> fixture_;
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
