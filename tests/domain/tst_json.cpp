#include "domain/json.h"

#include <QJsonArray>
#include <QTest>

#include <functional>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

QJsonObject sample()
{
    const QByteArray text =
        R"({"text":"词","empty":"","none":null,"whole":42,"part":1.5,"yes":true,"huge":1e17,)"
        R"("list":["a","b"],"mixed":["a",1],"object":{"k":1},"utc":"2026-06-01T08:00:00.250Z",)"
        R"("offset":"2026-06-01T08:00:00+08:00","local":"2026-06-01T08:00:00","day":"tomorrow"})";
    return json::parseObject(text).value();
}

QString detailAfter(const std::function<void(json::Reader&)>& use)
{
    json::Reader in(sample(), u"top."_s);
    use(in);
    return in.ok() ? QString() : in.error().detail;
}

} // namespace

class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere();
    void absentAndNull();
    void namesTheFault();
    void remembersTheFirstFault();
    void times();
    void parseObject();
    void writesTimes();
};

void TestJson::readsWhatIsThere()
{
    json::Reader in(sample());
    QCOMPARE(in.string("text"_L1), u"词"_s);
    QCOMPARE(in.string("empty"_L1), QString());
    QCOMPARE(in.integer("whole"_L1), qint64(42));
    QCOMPARE(in.number("part"_L1), 1.5);
    QCOMPARE(in.number("whole"_L1), 42.0);
    QCOMPARE(in.boolean("yes"_L1, false), true);
    QCOMPARE(in.strings("list"_L1), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(in.array("mixed"_L1).size(), 2);
    QCOMPARE(in.object("object"_L1).value("k"_L1).toInt(), 1);
    QVERIFY(in.ok());
}

void TestJson::absentAndNull()
{
    json::Reader in(sample());
    for (const QLatin1StringView key : {"none"_L1, "absent"_L1}) {
        QVERIFY(!in.optionalString(key));
        QVERIFY(!in.optionalNumber(key));
        QVERIFY(!in.optionalInteger(key));
        QVERIFY(!in.optionalTime(key));
        QCOMPARE(in.boolean(key, true), true);
        QVERIFY(in.strings(key).isEmpty());
        QVERIFY(in.array(key).isEmpty());
        QVERIFY(in.object(key).isEmpty());
    }
    QVERIFY(in.ok());
}

void TestJson::namesTheFault()
{
    QCOMPARE(detailAfter([](auto& in) { in.string("absent"_L1); }), u"top.absent: is missing"_s);
    QCOMPARE(detailAfter([](auto& in) { in.string("whole"_L1); }), u"top.whole: is not a string"_s);
    QCOMPARE(detailAfter([](auto& in) { in.number("text"_L1); }), u"top.text: is not a number"_s);
    QCOMPARE(detailAfter([](auto& in) { in.integer("part"_L1); }), u"top.part: is not a whole number"_s);
    QCOMPARE(detailAfter([](auto& in) { in.integer("huge"_L1); }), u"top.huge: is not a whole number"_s);
    QVERIFY(!detailAfter([](auto& in) { in.integer("none"_L1); }).isEmpty());
    QVERIFY(!detailAfter([](auto& in) { in.boolean("whole"_L1, true); }).isEmpty());
    QVERIFY(!detailAfter([](auto& in) { in.strings("mixed"_L1); }).isEmpty());
    QVERIFY(!detailAfter([](auto& in) { in.array("object"_L1); }).isEmpty());
    QVERIFY(!detailAfter([](auto& in) { in.object("list"_L1); }).isEmpty());
}

void TestJson::remembersTheFirstFault()
{
    json::Reader in(sample());
    in.integer("part"_L1);
    in.string("absent"_L1);
    in.reject("text"_L1, "is odd");
    QVERIFY(!in.ok());
    QCOMPARE(in.error().code, ErrorCode::InvalidField);
    QCOMPARE(in.error().detail, u"part: is not a whole number"_s);
}

void TestJson::times()
{
    json::Reader in(sample());
    QCOMPARE(in.optionalTime("utc"_L1)->toMSecsSinceEpoch(), qint64(1780300800250));
    QCOMPARE(in.optionalTime("offset"_L1)->toMSecsSinceEpoch(), qint64(1780272000000));
    QVERIFY(in.optionalTime("offset"_L1)->timeSpec() == Qt::UTC);
    QVERIFY(in.ok());
    // Without a zone it could be any hour.
    QVERIFY(!detailAfter([](auto& r) { (void)r.optionalTime("local"_L1); }).isEmpty());
    QVERIFY(!detailAfter([](auto& r) { (void)r.optionalTime("day"_L1); }).isEmpty());
}

void TestJson::parseObject()
{
    for (const char* bad : {"", "null", "[]", "\"text\"", "{", "{\"a\":}", "{}x", "{'a':1}", "\xff\xfe"})
        QCOMPARE(json::parseObject(bad).error().code, ErrorCode::MalformedJson);
    QVERIFY(json::parseObject(" {} ").has_value());
    const QByteArray deep(20000, '[');
    QVERIFY(!json::parseObject("{\"a\":" + deep));
    QCOMPARE(json::compact({{"b"_L1, 1}, {"a"_L1, u"词"_s}}), QByteArray("{\"a\":\"词\",\"b\":1}"));
}

void TestJson::writesTimes()
{
    QCOMPARE(json::timeFromMs(1780300800250), u"2026-06-01T08:00:00.250Z"_s);
    QCOMPARE(json::timeFromMs(0), u"1970-01-01T00:00:00.000Z"_s);
    const QDateTime shanghai = QDateTime::fromMSecsSinceEpoch(1780300800250, Qt::OffsetFromUTC, 8 * 3600);
    QCOMPARE(json::time(shanghai), u"2026-06-01T08:00:00.250Z"_s);
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
