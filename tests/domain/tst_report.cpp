#include "domain/json.h"
#include "domain/report.h"

#include <QJsonArray>
#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

Report full()
{
    Report r;
    r.size = QSize(3024, 4032);
    r.faces = 1;
    r.faceBox = QRectF(900.5, 1200.25, 1000, 1100);
    r.faceScore = 0.875;
    r.yaw = -3.5;
    r.pitch = 0.0;
    r.roll = 12.25;
    r.points = {{u"chin"_s, QPointF(1500, 2400)}, {u"left_pupil"_s, QPointF(1700.5, 1600.5)}};
    CheckResult yaw;
    yaw.id = u"pose.yaw"_s;
    yaw.code = u"P02"_s;
    yaw.status = CheckStatus::Warn;
    yaw.value = -3.5;
    yaw.unit = u"deg"_s;
    yaw.min = -3;
    yaw.max = 3;
    yaw.blocking = true;
    yaw.place = QRectF(1, 2, 3, 4);
    CheckResult glare;
    glare.id = u"glasses.glare"_s;
    glare.why = u"too_few_pixels"_s;
    r.checks = {yaw, glare};
    r.crop = QRectF(300, 400, 2250, 3000);
    r.derivedSize = QSize(480, 640);
    r.standardId = u"chsi_99_2017"_s;
    r.engine = u"1+abc"_s;
    return r;
}

void compare(const CheckResult& a, const CheckResult& b)
{
    QCOMPARE(a.id, b.id);
    QCOMPARE(a.code, b.code);
    QVERIFY(a.status == b.status);
    QVERIFY(a.value == b.value && a.min == b.min && a.max == b.max);
    QCOMPARE(a.unit, b.unit);
    QCOMPARE(a.blocking, b.blocking);
    QCOMPARE(a.why, b.why);
    QVERIFY(a.place == b.place);
}

void compare(const Report& a, const Report& b)
{
    QCOMPARE(a.size, b.size);
    QCOMPARE(a.faces, b.faces);
    QVERIFY(a.faceBox == b.faceBox);
    QCOMPARE(a.faceScore, b.faceScore);
    QVERIFY(a.yaw == b.yaw && a.pitch == b.pitch && a.roll == b.roll);
    QVERIFY(a.points == b.points);
    QCOMPARE(a.checks.size(), b.checks.size());
    for (std::size_t i = 0; i < a.checks.size(); ++i)
        compare(a.checks[i], b.checks[i]);
    QVERIFY(a.crop == b.crop);
    QCOMPARE(a.derivedSize, b.derivedSize);
    QCOMPARE(a.standardId, b.standardId);
    QCOMPARE(a.engine, b.engine);
}

Result<Report> overTheWire(const Report& report)
{
    const auto object = json::parseObject(json::compact(toJson(report)));
    return object ? reportFromJson(*object) : fail(object.error());
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void roundTripWithoutFace();
    void shape();
    void names();
    void refuses_data();
    void refuses();
};

void TestReport::roundTrip()
{
    const auto back = overTheWire(full());
    QVERIFY(back.has_value());
    compare(*back, full());
}

void TestReport::roundTripWithoutFace()
{
    Report r;
    r.size = QSize(10, 20);
    const auto back = overTheWire(r);
    QVERIFY(back.has_value());
    compare(*back, r);
    const QJsonObject o = toJson(r);
    QVERIFY(o["pose"_L1].isNull());
    QVERIFY(!o.contains("face"_L1));
    QVERIFY(!o.contains("derived"_L1));
}

void TestReport::shape()
{
    const QJsonObject o = toJson(full());
    QCOMPARE(o["verdict"_L1].toString(), u"amber"_s);
    QCOMPARE(o["face"_L1]["box"_L1].toArray(), (QJsonArray{900.5, 1200.25, 1000, 1100}));
    QCOMPARE(o["points"_L1]["chin"_L1].toArray(), (QJsonArray{1500, 2400}));
    QCOMPARE(o["derived"_L1].toArray(), (QJsonArray{480, 640}));
    // Keys that HTTP clients count on are there even without a value.
    const QJsonObject check = o["checks"_L1].toArray().last().toObject();
    for (const auto key : {"id"_L1, "code"_L1, "status"_L1, "value"_L1, "unit"_L1, "min"_L1, "max"_L1})
        QVERIFY(check.contains(key));
    QVERIFY(check["value"_L1].isNull());
    QCOMPARE(check["status"_L1].toString(), u"not_assessed"_s);
}

void TestReport::names()
{
    for (const auto* name : {"pass", "warn", "fail", "not_assessed"})
        QCOMPARE(checkStatusName(*checkStatusFromName(QLatin1StringView(name).toString())),
                 QLatin1StringView(name));
    for (const auto* name : {"green", "amber", "red"})
        QCOMPARE(machineVerdictName(*machineVerdictFromName(QLatin1StringView(name).toString())),
                 QLatin1StringView(name));
    QVERIFY(!checkStatusFromName(u"PASS"));
    QVERIFY(!machineVerdictFromName(u"yellow"));
}

void TestReport::refuses_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no width") << u"width"_s << QJsonValue();
    QTest::newRow("height is text") << u"height"_s << QJsonValue(u"640"_s);
    QTest::newRow("half a face") << u"faces"_s << QJsonValue(0.5);
    QTest::newRow("checks no list") << u"checks"_s << QJsonValue(u"none"_s);
    QTest::newRow("check no object") << u"checks"_s << QJsonValue(QJsonArray{1});
    QTest::newRow("status unknown") << u"checks"_s
                                    << QJsonValue(QJsonArray{
                                           QJsonObject{{"id"_L1, u"a"_s}, {"status"_L1, u"maybe"_s}}});
    QTest::newRow("yaw is text") << u"pose"_s << QJsonValue(QJsonObject{{"yaw"_L1, u"left"_s}});
}

void TestReport::refuses()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject o = toJson(full());
    QVERIFY(reportFromJson(o).has_value());
    o[key] = value;
    QCOMPARE(reportFromJson(o).error().code, ErrorCode::InvalidField);
}

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
