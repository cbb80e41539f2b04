#include "http_client.h"

#include <QTest>

#include <stdexcept>

using namespace photodesk;
using namespace photodesk::server::http;
using namespace photodesk::server::http::test;
using namespace Qt::StringLiterals;

namespace {

Response echo(const Request& request)
{
    QJsonObject query;
    for (auto it = request.query.cbegin(); it != request.query.cend(); ++it)
        query[it.key()] = it.value();
    QJsonObject params;
    for (auto it = request.pathParams.cbegin(); it != request.pathParams.cend(); ++it)
        params[it.key()] = it.value();
    return Response::json(200, {{u"method"_s, QString(methodName(request.method))},
                                {u"path"_s, request.path},
                                {u"route"_s, request.route},
                                {u"query"_s, query},
                                {u"params"_s, params},
                                {u"address"_s, request.remoteAddress},
                                {u"token"_s, QString::fromLatin1(request.bearerToken())},
                                {u"body"_s, QString::fromUtf8(request.body)}});
}

Router routes()
{
    Router router;
    router.add(Method::Get, u"/echo/{id}"_s, {}, echo);
    router.add(Method::Post, u"/echo"_s, RouteOptions::memory(100), echo);
    router.add(Method::Delete, u"/echo/{id}"_s, RouteOptions::memory(100), echo);
    router.add(Method::Get, u"/throws"_s, {},
               [](const Request&) -> Response { throw std::runtime_error("broken"); });
    router.add(Method::Get, u"/throws/odd"_s, {}, [](const Request&) -> Response { throw 7; });
    router.add(Method::Get, u"/database"_s, {}, [](const Request&) {
        return Response::problem(ErrorCode::DatabaseUnavailable, u"pool empty"_s);
    });
    RouteOptions guarded = RouteOptions::memory(1000, [](Request& request) -> std::optional<Response> {
        if (request.bearerToken() != "secret")
            return Response::problem(ErrorCode::NotSignedIn);
        request.context = QString(u"wu"_s);
        return std::nullopt;
    });
    router.add(Method::Post, u"/guarded"_s, std::move(guarded), [](const Request& request) {
        return Response::json(201, {{u"who"_s, std::any_cast<QString>(request.context)}});
    });
    RouteOptions quick;
    quick.runInline = true;
    router.add(Method::Get, u"/healthz"_s, quick,
               [](const Request&) { return Response::bytes(200, "text/plain", "ok"); });
    return router;
}

} // namespace

class TestExchange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture_ = std::make_unique<Fixture>();
        fixture_->config.trustLoopbackProxy = true;
        fixture_->start(routes());
    }
    void cleanup() { fixture_.reset(); }

    void handlerSeesTheDecodedRequest()
    {
        Client client = fixture_->client();
        const auto answer = client.ask(request("GET", "/echo/%E5%90%B4%20?a=1&a=2&b=x+y"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->headers.value("content-type"), "application/json");
        const QJsonObject seen = answer->json();
        QCOMPARE(seen[u"path"_s].toString(), u"/echo/吴 "_s);
        QCOMPARE(seen[u"route"_s].toString(), u"/echo/{id}"_s);
        QCOMPARE(seen[u"params"_s].toObject(), (QJsonObject{{u"id"_s, u"吴 "_s}}));
        QCOMPARE(seen[u"query"_s].toObject(), (QJsonObject{{u"a"_s, u"2"_s}, {u"b"_s, u"x y"_s}}));
        QCOMPARE(seen[u"address"_s].toString(), u"127.0.0.1"_s);
    }

    void everyAnswerCarriesTheServersFields()
    {
        Client client = fixture_->client();
        for (const char* target : {"/echo/1", "/nowhere", "/throws"}) {
            const auto answer = client.ask(request("GET", target, "X-Request-ID: abc-1.2_3\r\n"));
            QVERIFY(answer);
            QCOMPARE(answer->headers.value("x-request-id"), "abc-1.2_3");
            QCOMPARE(answer->headers.value("x-content-type-options"), "nosniff");
            QCOMPARE(answer->headers.value("cache-control"), "no-store");
            QCOMPARE(answer->headers.value("referrer-policy"), "no-referrer");
            QVERIFY(answer->headers.value("date").endsWith(" GMT"));
        }
    }

    void oddRequestIdsAreReplaced()
    {
        Client client = fixture_->client();
        for (const QByteArray& id :
             {QByteArray("a b"), QByteArray("x\"y"), QByteArray(65, 'a'), QByteArray()}) {
            const auto answer = client.ask(request("GET", "/echo/1", "X-Request-ID: " + id + "\r\n"));
            QVERIFY(answer);
            QCOMPARE(answer->headers.value("x-request-id").size(), 36);
        }
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QByteArray& bytes, int status, const char* code) {
            QTest::newRow(name) << bytes << status << QString::fromLatin1(code);
        };
        row("unknown path", request("GET", "/nowhere"), 404, "not_found");
        row("wrong method", request("PUT", "/echo/1", {}, ""), 405, "method_not_allowed");
        row("bad percent", request("GET", "/echo/%zz"), 400, "bad_request");
        row("bad query", request("GET", "/echo/1?a=%f"), 400, "bad_request");
        row("garbage", "this is no request\r\n\r\n", 400, "bad_request");
        row("binary", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400,
            "bad_request");
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "bad_request");
        row("no host", "GET /echo/1 HTTP/1.1\r\n\r\n", 400, "bad_request");
        row("two hosts", request("GET", "/echo/1", "Host: other\r\n"), 400, "bad_request");
        row("length twice", request("POST", "/echo", "Content-Length: 1\r\nContent-Length: 2\r\n") + "ab",
            400, "bad_request");
        row("length and chunked",
            request("POST", "/echo", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
            400, "bad_request");
        row("unknown coding", request("POST", "/echo", "Transfer-Encoding: gzip\r\n"), 400, "bad_request");
        row("coding before chunked",
            request("POST", "/echo", "Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 400,
            "bad_request");
        row("negative length", request("POST", "/echo", "Content-Length: -1\r\n"), 400, "bad_request");
        row("bad chunk",
            request("POST", "/echo", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
                + "xyz\r\n",
            400, "bad_request");
        row("no length", request("POST", "/echo"), 411, "length_required");
        row("wrong type", request("POST", "/echo", "Content-Type: text/xml\r\n", "<a/>"), 415,
            "unsupported_media_type");
        row("packed body",
            request("POST", "/echo", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", "xx"),
            415, "unsupported_media_type");
        row("body too large",
            request("POST", "/echo", "Content-Type: application/json\r\n", QByteArray(101, 'x')), 413,
            "body_too_large");
        row("body where none belongs", request("GET", "/echo/1", {}, "x"), 413, "body_too_large");
    }
    void refusals()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        Client client = fixture_->client();
        const auto answer = client.ask(bytes);
        QVERIFY(answer);
        QTEST(answer->status, "status");
        QCOMPARE(answer->headers.value("content-type"), "application/problem+json");
        const QJsonObject problem = answer->json();
        QCOMPARE(problem[u"code"_s].toString(), code);
        QCOMPARE(problem[u"status"_s].toInt(), answer->status);
        QCOMPARE(problem[u"request_id"_s].toString().toLatin1(), answer->headers.value("x-request-id"));
    }

    void wrongMethodListsTheRightOnes()
    {
        Client client = fixture_->client();
        const auto answer = client.ask(request("PUT", "/echo/1", {}, ""));
        QVERIFY(answer);
        QCOMPARE(answer->headers.value("allow"), "GET, HEAD, DELETE");
    }

    void headIsGetWithoutABody()
    {
        Client client = fixture_->client();
        const auto got = client.ask(request("GET", "/healthz"));
        client.send(request("HEAD", "/healthz"));
        const auto head = client.read(true);
        QVERIFY(got && head);
        QCOMPARE(head->status, 200);
        QCOMPARE(head->headers.value("content-length"), "2");
        // The next answer begins where it should.
        QCOMPARE(client.ask(request("GET", "/healthz"))->body, "ok");
    }

    void bodies()
    {
        Client client = fixture_->client();
        const QByteArray type = "Content-Type: application/json; charset=utf-8\r\n";
        QCOMPARE(client.ask(request("POST", "/echo", type, "{\"吴\":1}"))->json()[u"body"_s].toString(),
                 u"{\"吴\":1}"_s);
        QCOMPARE(client.ask(request("POST", "/echo", {}, ""))->status, 200);
        QCOMPARE(client.ask(request("DELETE", "/echo/1"))->status, 200);
        const QByteArray chunked = chunk("ab") + chunk(QByteArray(70, 'c')) + "0\r\nTrailer: x\r\n\r\n";
        const auto joined =
            client.ask(request("POST", "/echo", type + "Transfer-Encoding: chunked\r\n") + chunked);
        QCOMPARE(joined->json()[u"body"_s].toString(), u"ab"_s + QString(70, u'c'));
        QCOMPARE(client.ask(request("POST", "/echo", type, QByteArray(100, 'x')))->status, 200);
    }

    void keepsTheConnection()
    {
        Client client = fixture_->client();
        for (int i = 0; i < 20; ++i) {
            const auto answer = client.ask(request("GET", "/echo/" + QByteArray::number(i)));
            QVERIFY(answer);
            QCOMPARE(answer->json()[u"params"_s][u"id"_s].toString(), QString::number(i));
        }
        // Short bodies of refused requests are read, so that these do not cost the connection either.
        QCOMPARE(client.ask(request("POST", "/nowhere", {}, QByteArray(1000, 'x')))->status, 404);
        QCOMPARE(client.ask(request("POST", "/guarded", "Content-Type: application/json\r\n", "{}"))->status,
                 401);
        QCOMPARE(client.ask(request("GET", "/echo/1"))->status, 200);
        QCOMPARE(client.ask(request("GET", "/echo/1", "Connection: close\r\n"))->headers.value("connection"),
                 "close");
        QVERIFY(client.endsHere());
        QCOMPARE(fixture_->server->metrics().connectionsAccepted, 1);
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        Client client = fixture_->client();
        client.send(request("POST", "/echo", "Content-Type: application/json\r\n", "{}")
                    + request("GET", "/healthz") + request("GET", "/echo/3"));
        QCOMPARE(client.read()->json()[u"body"_s].toString(), u"{}"_s);
        QCOMPARE(client.read()->body, "ok");
        QCOMPARE(client.read()->json()[u"params"_s][u"id"_s].toString(), u"3"_s);
    }

    void oldClientsAreClosed()
    {
        Client client = fixture_->client();
        QCOMPARE(client.ask("GET /healthz HTTP/1.0\r\n\r\n")->body, "ok");
        QVERIFY(client.endsHere());
    }

    void admitDecidesFirst()
    {
        Client client = fixture_->client();
        const QByteArray type = "Content-Type: application/json\r\n";
        const auto refused = client.ask(request("POST", "/guarded", type, "{}"));
        QCOMPARE(refused->status, 401);
        QCOMPARE(refused->headers.value("www-authenticate"), "Bearer");
        const auto taken =
            client.ask(request("POST", "/guarded", type + "Authorization: bearer secret\r\n", "{}"));
        QCOMPARE(taken->status, 201);
        QCOMPARE(taken->json()[u"who"_s].toString(), u"wu"_s);
    }

    void exceptionsBecomeProblems()
    {
        Client client = fixture_->client();
        for (const char* target : {"/throws", "/throws/odd"}) {
            const auto answer = client.ask(request("GET", target, "X-Request-ID: r1\r\n"));
            QCOMPARE(answer->status, 500);
            QCOMPARE(answer->json()[u"code"_s].toString(), u"internal"_s);
            QCOMPARE(answer->json()[u"request_id"_s].toString(), u"r1"_s);
            QVERIFY(!answer->body.contains("broken"));
        }
        QCOMPARE(fixture_->faults(), (QStringList{u"r1 exception in /throws: broken"_s,
                                                  u"r1 exception in /throws/odd: unknown exception"_s}));
    }

    void detailsOfFaultsAreLoggedOnly()
    {
        Client client = fixture_->client();
        const auto answer = client.ask(request("GET", "/database", "X-Request-ID: r2\r\n"));
        QCOMPARE(answer->status, 503);
        QCOMPARE(answer->headers.value("retry-after"), "3");
        QVERIFY(!answer->body.contains("pool empty"));
        QCOMPARE(fixture_->faults(), QStringList{u"r2 pool empty"_s});
    }

    void addressComesFromTheTrustedProxyOnly()
    {
        const auto address = [](const Fixture& fixture, const QByteArray& forwarded) {
            Client client = fixture.client();
            const auto answer =
                client.ask(request("GET", "/echo/1", "X-Forwarded-For: " + forwarded + "\r\n"));
            return answer->json()[u"address"_s].toString();
        };
        QCOMPARE(address(*fixture_, "10.0.0.9, 192.0.2.7"), u"192.0.2.7"_s);
        QCOMPARE(address(*fixture_, "2001:db8::1"), u"2001:db8::1"_s);
        QCOMPARE(address(*fixture_, "no address"), u"127.0.0.1"_s);
        Fixture untrusting;
        untrusting.start(routes());
        QCOMPARE(address(untrusting, "192.0.2.7"), u"127.0.0.1"_s);
    }

    void accessLogAndMetricsKnowNothingPersonal()
    {
        Client client = fixture_->client();
        const QByteArray fields = "Authorization: Bearer tok-en\r\nX-Request-ID: r3\r\n";
        QCOMPARE(client.ask(request("GET", "/echo/wu?phone=138", fields))->status, 200);
        QCOMPARE(client.ask(request("GET", "/nowhere/wu"))->status, 404);
        QTRY_COMPARE(fixture_->accessed().size(), std::size_t(2));
        const AccessRecord record = fixture_->accessed().front();
        QCOMPARE(record.route, u"/echo/{id}"_s);
        QCOMPARE(record.status, 200);
        QCOMPARE(record.requestId, u"r3"_s);
        QVERIFY(record.complete && record.bytesOut > 0);

        const MetricsSnapshot metrics = fixture_->server->metrics();
        const auto& value = metrics.requests.at({Method::Get, u"/echo/{id}"_s, 200});
        QCOMPARE(value.requests, 1);
        const QByteArray text = metrics.prometheusText();
        QVERIFY(text.contains(
            "photodesk_http_requests_total{method=\"GET\",route=\"/echo/{id}\",status=\"200\"} 1\n"));
        QVERIFY(text.contains(
            "photodesk_http_requests_total{method=\"GET\",route=\"(none)\",status=\"404\"} 1\n"));
        QVERIFY(text.contains("photodesk_http_connections 1\n"));
        QVERIFY(!text.contains("wu") && !text.contains("138") && !text.contains("tok-en"));
    }

private:
    std::unique_ptr<Fixture> fixture_;
};

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
