#include "tests/app/support/desk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestTransport : public QObject {
    Q_OBJECT

    static ApiError errorOf(QFuture<ApiResult<QueueCounts>> future)
    {
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.isFinished() && !future.result() ? future.result().error() : ApiError();
    }

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::newRow("https by itself") << u"photos.example.edu"_s << u"https://photos.example.edu"_s;
        QTest::newRow("port and path") << u" https://h:8443/pd/ "_s << u"https://h:8443/pd"_s;
        QTest::newRow("loopback is plain") << u"127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
        QTest::newRow("localhost") << u"http://localhost:1"_s << u"http://localhost:1"_s;
        QTest::newRow("plain elsewhere") << u"http://photos.example.edu"_s << QString();
        QTest::newRow("plain on a LAN") << u"http://192.168.1.5:80"_s << QString();
        QTest::newRow("another scheme") << u"ftp://127.0.0.1"_s << QString();
        QTest::newRow("user in it") << u"https://me:pw@host"_s << QString();
        QTest::newRow("nothing") << u"  "_s << QString();
    }
    void addresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, url);
        const auto address = ServerAddress::parse(typed);
        QCOMPARE(address ? address->text() : QString(), url);
    }

    void everyRequestIsNamedAndAuthorised()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        QSet<QByteArray> ids;
        for (const test::FakeRequest& r : desk.server.requests()) {
            QVERIFY(!r.header("x-request-id").isEmpty());
            ids.insert(r.header("x-request-id"));
            const bool open = r.path == "/readyz" || (r.method == "POST" && r.path.endsWith("/session"));
            QCOMPARE(r.header("authorization").isEmpty(), open);
        }
        QCOMPARE(ids.size(), qsizetype(desk.server.requests().size()));
    }

    void failuresAreSorted_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<ErrorCode>("expected");
        QTest::addColumn<bool>("later");
        QTest::newRow("stale") << 409 << QByteArray("stale_version") << ErrorCode::StaleVersion << false;
        QTest::newRow("busy") << 503 << QByteArray("overloaded") << ErrorCode::Overloaded << true;
        QTest::newRow("pause") << 429 << QByteArray("too_many_requests") << ErrorCode::TooManyRequests
                               << true;
        QTest::newRow("proxy") << 502 << QByteArray("?") << ErrorCode::Internal << true;
        QTest::newRow("forbidden") << 403 << QByteArray("forbidden") << ErrorCode::Forbidden << false;
        QTest::newRow("moved") << 302 << QByteArray("?") << ErrorCode::BadReply << false;
    }
    void failuresAreSorted()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(ErrorCode, expected);
        QFETCH(bool, later);
        test::Desk desk;
        QVERIFY(desk.signIn());
        desk.server.intercept = [=](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.endsWith("/review/queue"))
                return std::nullopt;
            auto response = test::FakeResponse::problem(status, code);
            response.headers.insert("Retry-After", "2");
            return response;
        };
        const ApiError error = errorOf(desk.work->api().queue());
        QCOMPARE(error.error.code, expected);
        QCOMPARE(error.retry == Retry::Later, later);
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.retryAfterMs.value_or(0), 2000);
        QVERIFY(desk.work->transport().isOnline()); // something answered
    }

    void garbageIsABadReply()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        for (const QByteArray& body :
             {QByteArray("{"), QByteArray("[]"), QByteArray("{\"waiting\":\"x\"}"), QByteArray()}) {
            desk.server.intercept = [=](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
                if (!r.path.endsWith("/review/queue"))
                    return std::nullopt;
                test::FakeResponse response;
                response.body = body;
                return response;
            };
            QCOMPARE(errorOf(desk.work->api().queue()).error.code, ErrorCode::BadReply);
        }
    }

    void noAnswerIsOffline()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        QSignalSpy online(&desk.work->transport(), &Transport::onlineChanged);
        desk.server.setListening(false);
        const ApiError error = errorOf(desk.work->api().queue());
        QCOMPARE(error.error.code, ErrorCode::NetworkUnreachable);
        QCOMPARE(error.retry, Retry::Later);
        QVERIFY(!error.mayHaveHappened); // refused: nothing arrived
        QVERIFY(!desk.work->transport().isOnline());
        desk.server.setListening(true);
        auto again = desk.work->api().queue();
        QTRY_VERIFY(again.isFinished());
        QVERIFY(again.result().has_value());
        QVERIFY(desk.work->transport().isOnline());
        QVERIFY(online.size() >= 2);
    }

    void aBrokenAnswerMayHaveHappened()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        desk.server.intercept = [](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.endsWith("/review/queue"))
                return std::nullopt;
            test::FakeResponse response;
            response.drop = true;
            return response;
        };
        QVERIFY(errorOf(desk.work->api().queue()).mayHaveHappened);
    }

    void heldRequestsGoOutAfterTheNextSignIn()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        desk.server.endTokens();
        QSignalSpy expired(&desk.work->session(), &Session::expired);
        auto first = desk.work->api().queue();
        QTRY_COMPARE(expired.size(), 1);
        const auto held = desk.work->transport().heldCount();
        auto second = desk.work->api().queue(); // waits without being sent
        const int sent = desk.server.count("GET", "/review/queue");
        QCOMPARE(desk.work->transport().heldCount(), held + 1);
        QVERIFY(!first.isFinished() && !second.isFinished());
        QVERIFY(desk.signIn());
        QTRY_VERIFY(first.isFinished() && second.isFinished());
        QVERIFY(first.result().has_value() && second.result().has_value());
        QCOMPARE(desk.server.count("GET", "/review/queue"), sent + 2);
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
