#include "server/http/detail/range.h"
#include "server/http/detail/target.h"
#include "server/http/router.h"

#include <QTest>

using namespace photodesk::server::http;
using namespace photodesk::server::http::detail;
using namespace Qt::StringLiterals;

namespace {

Response nothing(const Request&)
{
    return Response::noContent();
}

Router sample()
{
    Router router;
    router.add(Method::Get, u"/"_s, {}, nothing);
    router.add(Method::Get, u"/records/{id}"_s, {}, nothing);
    router.add(Method::Delete, u"/records/{id}"_s, {}, nothing);
    router.add(Method::Post, u"/records/import"_s, {}, nothing);
    router.add(Method::Put, u"/records/{id}/upload"_s, {}, nothing);
    router.add(Method::Get, u"/records/{record}/attempts/{attempt}"_s, {}, nothing);
    router.add(Method::Get, u"/pages/{file*}"_s, {}, nothing);
    router.add(Method::Get, u"/pages/index"_s, {}, nothing);
    return router;
}

} // namespace

class TestRouter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("root") << Method::Get << u"/"_s << u"/"_s;
        QTest::newRow("parameter") << Method::Get << u"/records/7"_s << u"/records/{id}"_s;
        QTest::newRow("head falls back") << Method::Head << u"/records/7"_s << u"/records/{id}"_s;
        QTest::newRow("word before parameter")
            << Method::Post << u"/records/import"_s << u"/records/import"_s;
        QTest::newRow("method goes on looking") << Method::Get << u"/records/import"_s << u"/records/{id}"_s;
        QTest::newRow("deeper") << Method::Put << u"/records/import/upload"_s << u"/records/{id}/upload"_s;
        QTest::newRow("own names") << Method::Get << u"/records/1/attempts/2"_s
                                   << u"/records/{record}/attempts/{attempt}"_s;
        QTest::newRow("rest") << Method::Get << u"/pages/css/a.css"_s << u"/pages/{file*}"_s;
        QTest::newRow("word before rest") << Method::Get << u"/pages/index"_s << u"/pages/index"_s;
        QTest::newRow("rest needs something") << Method::Get << u"/pages"_s << QString();
        QTest::newRow("rest is not empty") << Method::Get << u"/pages/"_s << QString();
        QTest::newRow("trailing slash") << Method::Get << u"/records/7/"_s << QString();
        QTest::newRow("empty parameter") << Method::Get << u"/records/"_s << QString();
        QTest::newRow("case counts") << Method::Get << u"/Records/7"_s << QString();
        QTest::newRow("too long") << Method::Get << u"/records/7/upload/x"_s << QString();
    }
    void matches()
    {
        QFETCH(Method, method);
        QFETCH(QString, path);
        QFETCH(QString, pattern);
        const Router router = sample();
        const auto match = router.match(method, path.sliced(1).split(u'/'));
        QCOMPARE(match.route ? match.route->pattern : QString(), pattern);
        QVERIFY(match.route || match.allowed.empty());
    }

    void parameters()
    {
        const Router router = sample();
        const auto two = router.match(Method::Get, {u"records"_s, u"a b"_s, u"attempts"_s, u"吴"_s});
        QCOMPARE(two.params, (QHash<QString, QString>{{u"record"_s, u"a b"_s}, {u"attempt"_s, u"吴"_s}}));
        const auto rest = router.match(Method::Get, {u"pages"_s, u"css"_s, u"a.css"_s});
        QCOMPARE(rest.params.value(u"file"_s), u"css/a.css"_s);
    }

    void wrongMethodTellsTheRightOnes()
    {
        const Router router = sample();
        const auto match = router.match(Method::Patch, {u"records"_s, u"import"_s});
        QVERIFY(!match.route);
        QCOMPARE(match.allowed, (std::vector{Method::Get, Method::Head, Method::Post, Method::Delete}));
    }

    void listsRoutesInOrder()
    {
        const Router router = sample();
        const auto routes = router.routes();
        QCOMPARE(routes.size(), std::size_t(8));
        QCOMPARE(routes[0], (Router::Listed{Method::Get, u"/"_s}));
        QCOMPARE(routes[3], (Router::Listed{Method::Post, u"/records/import"_s}));
    }

    void targetDecodes()
    {
        const auto target = parseTarget("/a%20b/%e5%90%b4?q=%E7%85%A7+1&q=2&empty=&flag&&plus=%2B");
        QVERIFY(target);
        QCOMPARE(target->segments, (QStringList{u"a b"_s, u"吴"_s}));
        QCOMPARE(target->path(), u"/a b/吴"_s);
        const QHash<QString, QString> query{
            {u"q"_s, u"2"_s}, {u"empty"_s, {}}, {u"flag"_s, {}}, {u"plus"_s, u"+"_s}};
        QCOMPARE(target->query, query);
        QCOMPARE(parseTarget("/x?t=%E7%85%A7+1")->query.value(u"t"_s), u"照 1"_s);
        QCOMPARE(parseTarget("/a+b")->path(), u"/a+b"_s);
        QCOMPARE(parseTarget("http://host:1/a/b?c=d")->path(), u"/a/b"_s);
        QCOMPARE(parseTarget("https://host")->path(), u"/"_s);
    }

    void targetRefuses_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char* target :
             {"",        "a",         "*",      "/%",    "/%4",     "/%zz",    "/%ff",
              "/%c0%af", "/a%00b",    "/a%0Ab", "/a%7f", "/a%2Fb",  "/a%5Cb",  "/a/../b",
              "/.",      "/a/%2e%2E", "/a#b",   "/?a=%", "/?a=%ff", "/?%00=1", "ftp://host/a"})
            QTest::newRow(target) << QByteArray(target);
    }
    void targetRefuses()
    {
        QFETCH(QByteArray, target);
        QVERIFY(!parseTarget(target));
    }

    void ranges_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("length");
        const auto row = [](const char* header, RangeAnswer::Kind kind, qint64 offset = 0,
                            qint64 length = 0) {
            QTest::newRow(header) << QByteArray(header) << int(kind) << offset << length;
        };
        row("bytes=0-0", RangeAnswer::Part, 0, 1);
        row("bytes=10-19", RangeAnswer::Part, 10, 10);
        row("bytes=90-", RangeAnswer::Part, 90, 10);
        row("bytes=90-1000", RangeAnswer::Part, 90, 10);
        row("bytes=-5", RangeAnswer::Part, 95, 5);
        row("bytes=-500", RangeAnswer::Part, 0, 100);
        row("bytes=100-", RangeAnswer::Unsatisfiable);
        row("bytes=-0", RangeAnswer::Unsatisfiable);
        row("bytes=5-4", RangeAnswer::Whole);
        row("bytes=0-1,5-6", RangeAnswer::Whole);
        row("bytes=a-b", RangeAnswer::Whole);
        row("bytes=-", RangeAnswer::Whole);
        row("bytes=+1-2", RangeAnswer::Whole);
        row("bytes=99999999999999999999-", RangeAnswer::Whole);
        row("items=0-1", RangeAnswer::Whole);
    }
    void ranges()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, kind);
        const RangeAnswer answer = parseRange(header, 100);
        QCOMPARE(int(answer.kind), kind);
        QTEST(answer.range.offset, "offset");
        QTEST(answer.range.length, "length");
    }

    void etags()
    {
        QVERIFY(listsEtag("\"a\", \"b\"", "\"b\""));
        QVERIFY(listsEtag("W/\"a\"", "\"a\""));
        QVERIFY(listsEtag("*", "\"a\""));
        QVERIFY(!listsEtag("\"ab\"", "\"a\""));
        QVERIFY(!listsEtag("", "\"a\""));
    }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
