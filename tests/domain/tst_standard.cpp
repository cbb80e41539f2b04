#include "domain/json.h"
#include "domain/standard.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

CheckLimits limitsOf(Severity severity = Severity::Block)
{
    CheckLimits limits;
    limits.id = u"pose.yaw"_s;
    limits.reasonCode = u"P02"_s;
    limits.unit = u"deg"_s;
    limits.severity = severity;
    limits.warnMin = -5;
    limits.warnMax = 5;
    limits.failMin = -10;
    limits.failMax = 10;
    return limits;
}

CheckResult checkOf(CheckStatus status, bool blocking)
{
    CheckResult check;
    check.status = status;
    check.blocking = blocking;
    return check;
}

QJsonObject shipped()
{
    QJsonObject root = json::parseObject(*resources::read(u"standards/chsi_xinhua_gd_seed.json"_s)).value();
    root["checks"_L1] = json::parseObject(*resources::read(u"checks.json"_s)).value()["checks"_L1];
    return root;
}

using Edit = std::function<void(QJsonObject&)>;

Edit inside(QLatin1StringView part, QLatin1StringView key, const QJsonValue& value)
{
    return [=](QJsonObject& root) {
        QJsonObject object = root[part].toObject();
        object[key] = value;
        root[part] = object;
    };
}

Edit firstCheck(QLatin1StringView key, const QJsonValue& value)
{
    return [=](QJsonObject& root) {
        QJsonArray checks = root["checks"_L1].toArray();
        QJsonObject check = checks[0].toObject();
        check[key] = value;
        checks[0] = check;
        root["checks"_L1] = checks;
    };
}

Edit replaced(QLatin1StringView key, const QJsonValue& value)
{
    return [=](QJsonObject& root) { root[key] = value; };
}

} // namespace

class TestStandard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyShippedStandardReads();
    void takesOverTheCommonChecks();
    void everyCheckHasANameAndAReason();
    void graduationNumbers();
    void judgesAtTheEdges_data();
    void judgesAtTheEdges();
    void openLimitsDoNotBound();
    void offIsNeverAFinding();
    void notANumberIsNotAssessed();
    void carriesWhatTheScreenShows();
    void tooLittleMayHaveAReasonOfItsOwn();
    void colourOfThePhoto();
    void refusesBadData_data();
    void refusesBadData();
};

void TestStandard::everyShippedStandardReads()
{
    const auto reasons = resources::reasons();
    QVERIFY(reasons.has_value());
    QVERIFY(resources::standardIds().size() >= 4);
    for (const QString& id : resources::standardIds()) {
        const auto standard = resources::standard(id);
        QVERIFY2(standard.has_value(), qPrintable(id));
        QCOMPARE(standard->id, id);
        for (const CheckLimits& check : standard->checks) {
            for (const QString& code : {check.reasonCode, check.reasonCodeLow})
                QVERIFY2(code.isEmpty() || reasons->find(code), qPrintable(id + check.id));
            QCOMPARE(standard->limits(check.id), &check);
        }
        QCOMPARE(standard->limits(u"no.such.check"), nullptr);
    }
    QCOMPARE(resources::standard(u"none"_s).error().code, ErrorCode::NotFound);
}

void TestStandard::takesOverTheCommonChecks()
{
    const QJsonArray common{QJsonObject{{"id"_L1, "a"_L1}, {"severity"_L1, "block"_L1}, {"fail_min"_L1, 1}},
                            QJsonObject{{"id"_L1, "b"_L1}, {"severity"_L1, "warn"_L1}, {"fail_max"_L1, 9}},
                            QJsonObject{{"id"_L1, "c"_L1}, {"severity"_L1, "warn"_L1}}};
    QJsonObject root = shipped();
    root["without"_L1] = QJsonArray{"b"_L1};
    root["checks"_L1] =
        QJsonArray{QJsonObject{{"id"_L1, "d"_L1}, {"severity"_L1, "off"_L1}},
                   QJsonObject{{"id"_L1, "a"_L1}, {"fail_min"_L1, QJsonValue()}, {"fail_max"_L1, 5}}};
    const auto standard = standardFromJson(json::compact(root), common);
    QVERIFY(standard.has_value());
    QStringList ids;
    for (const CheckLimits& check : standard->checks)
        ids.append(check.id);
    QCOMPARE(ids, (QStringList{u"a"_s, u"c"_s, u"d"_s}));
    QVERIFY(!standard->limits(u"a")->failMin);
    QCOMPARE(standard->limits(u"a")->failMax, std::optional(5.0));
    QCOMPARE(standard->limits(u"a")->severity, Severity::Block);
    // A misspelt id has no severity to take over.
    root["checks"_L1] = QJsonArray{QJsonObject{{"id"_L1, "aa"_L1}, {"fail_max"_L1, 5}}};
    QCOMPARE(standardFromJson(json::compact(root), common).error().code, ErrorCode::InvalidField);
}

void TestStandard::everyCheckHasANameAndAReason()
{
    QVERIFY(resources::checks().size() > 20);
    for (const CheckInfo& info : resources::checks()) {
        QVERIFY2(!info.nameZh.isEmpty() && !info.nameEn.isEmpty(), qPrintable(info.id));
        QVERIFY2(info.reasonCode.isEmpty() || resources::reasons()->find(info.reasonCode),
                 qPrintable(info.id));
    }
    for (const QString& id : resources::standardIds()) {
        const auto standard = resources::standard(id);
        for (const CheckLimits& check : standard->checks)
            QVERIFY2(std::ranges::count(resources::checks(), check.id, &CheckInfo::id) == 1,
                     qPrintable(check.id));
    }
}

void TestStandard::graduationNumbers()
{
    // 教毕指〔2017〕99号 as the registry's pages give it: 480 × 640, hair top 50–110, eyes 200–300, face
    // 180–300 px.
    for (const QString& id : {u"chsi_99_2017"_s, u"chsi_xinhua_gd_seed"_s}) {
        const auto s = resources::standard(id);
        QVERIFY(s.has_value());
        QCOMPARE(s->outputSize, QSize(480, 640));
        QCOMPARE(s->dpi, 300);
        QCOMPARE(s->fileKbMin, 20);
        QCOMPARE(s->fileKbMax, 40);
        const auto bounds = [&](QStringView check) {
            return std::pair(s->limits(check)->failMin.value_or(-1), s->limits(check)->failMax.value_or(-1));
        };
        QVERIFY(bounds(u"head.top") == std::pair(50.0, 110.0));
        QVERIFY(bounds(u"eye.line") == std::pair(200.0, 300.0));
        QVERIFY(bounds(u"face.width") == std::pair(180.0, 300.0));
        QCOMPARE(s->backgrounds.front(), quint32(0xFF64C5FF));
    }
    // The student's manual forbids glasses; the registry's own rule does not.
    QVERIFY(resources::standard(u"chsi_xinhua_gd_seed"_s)->limits(u"glasses.worn")->severity
            == Severity::Block);
    QVERIFY(resources::standard(u"chsi_99_2017"_s)->limits(u"glasses.worn")->severity != Severity::Block);
}

void TestStandard::judgesAtTheEdges_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("status");
    const double tiny = 1e-9;
    QTest::newRow("middle") << 0.0 << u"pass"_s;
    QTest::newRow("on the lower warn limit") << -5.0 << u"pass"_s;
    QTest::newRow("on the upper warn limit") << 5.0 << u"pass"_s;
    QTest::newRow("just below warn") << -5.0 - tiny << u"warn"_s;
    QTest::newRow("just above warn") << 5.0 + tiny << u"warn"_s;
    QTest::newRow("on the lower fail limit") << -10.0 << u"warn"_s;
    QTest::newRow("on the upper fail limit") << 10.0 << u"warn"_s;
    QTest::newRow("just below fail") << -10.0 - tiny << u"fail"_s;
    QTest::newRow("just above fail") << 10.0 + tiny << u"fail"_s;
    QTest::newRow("huge") << 1e300 << u"fail"_s;
}

void TestStandard::judgesAtTheEdges()
{
    QFETCH(double, value);
    QFETCH(QString, status);
    for (const Severity severity : {Severity::Warn, Severity::Block}) {
        const CheckResult result = judge(limitsOf(severity), value);
        QCOMPARE(QString(checkStatusName(result.status)), status);
        QCOMPARE(result.blocking, severity == Severity::Block);
    }
}

void TestStandard::openLimitsDoNotBound()
{
    CheckLimits limits = limitsOf();
    limits.warnMin = limits.failMin = std::nullopt;
    QVERIFY(judge(limits, -1e9).status == CheckStatus::Pass);
    QVERIFY(judge(limits, 10.5).status == CheckStatus::Fail);
    limits.warnMax = limits.failMax = std::nullopt;
    QVERIFY(judge(limits, 1e9).status == CheckStatus::Pass);
}

void TestStandard::offIsNeverAFinding()
{
    const CheckResult result = judge(limitsOf(Severity::Off), 90.0);
    QVERIFY(result.status == CheckStatus::Pass);
    QVERIFY(!result.blocking);
    QCOMPARE(*result.value, 90.0);
}

void TestStandard::notANumberIsNotAssessed()
{
    for (const double value : {std::nan(""), std::numeric_limits<double>::infinity()}) {
        const CheckResult result = judge(limitsOf(), value);
        QVERIFY(result.status == CheckStatus::NotAssessed);
        QVERIFY(!result.value);
        QVERIFY(!result.why.isEmpty());
    }
}

void TestStandard::carriesWhatTheScreenShows()
{
    const QRectF place(1, 2, 3, 4);
    const CheckResult result = judge(limitsOf(), 7.0, place);
    QCOMPARE(result.id, u"pose.yaw"_s);
    QCOMPARE(result.code, u"P02"_s);
    QCOMPARE(result.unit, u"deg"_s);
    QCOMPARE(*result.min, -5.0);
    QCOMPARE(*result.max, 5.0);
    QCOMPARE(*result.place, place);
    CheckLimits failOnly = limitsOf();
    failOnly.warnMin = failOnly.warnMax = std::nullopt;
    QCOMPARE(*judge(failOnly, 0.0).min, -10.0);
    QCOMPARE(*judge(failOnly, 0.0).max, 10.0);
    QCOMPARE(notAssessed(failOnly, u"no_face"_s).why, u"no_face"_s);
}

void TestStandard::tooLittleMayHaveAReasonOfItsOwn()
{
    CheckLimits limits = limitsOf();
    limits.reasonCodeLow = u"P03"_s;
    QCOMPARE(judge(limits, -7.0).code, u"P03"_s);
    QCOMPARE(judge(limits, -5.0).code, u"P02"_s);
    QCOMPARE(judge(limits, 7.0).code, u"P02"_s);
    QCOMPARE(judge(limitsOf(), -7.0).code, u"P02"_s);
    // Nobody in the picture is no other person in it; a small head is not a large one.
    const auto seed = resources::standard(u"chsi_xinhua_gd_seed"_s);
    QVERIFY(seed.has_value());
    QCOMPARE(judge(*seed->limits(u"faces.count"), 0).code, u"Z99"_s);
    QCOMPARE(judge(*seed->limits(u"faces.count"), 2).code, u"B02"_s);
    QCOMPARE(judge(*seed->limits(u"face.width"), 100).code, u"S02"_s);
    QCOMPARE(judge(*seed->limits(u"face.width"), 400).code, u"S01"_s);
}

void TestStandard::colourOfThePhoto()
{
    using C = CheckStatus;
    using V = MachineVerdict;
    QVERIFY(verdictOf({}) == V::Green);
    QVERIFY(verdictOf({checkOf(C::Pass, true), checkOf(C::NotAssessed, false)}) == V::Green);
    QVERIFY(verdictOf({checkOf(C::Warn, true)}) == V::Amber);
    QVERIFY(verdictOf({checkOf(C::Warn, false)}) == V::Amber);
    QVERIFY(verdictOf({checkOf(C::Fail, false)}) == V::Amber);
    QVERIFY(verdictOf({checkOf(C::NotAssessed, true)}) == V::Amber);
    QVERIFY(verdictOf({checkOf(C::Warn, false), checkOf(C::Fail, true), checkOf(C::Pass, true)}) == V::Red);
}

void TestStandard::refusesBadData_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const Edit& edit, const QString& error) {
        QJsonObject root = shipped();
        edit(root);
        QTest::newRow(name) << json::compact(root) << error;
    };
    const QString bad = u"invalid_field"_s;
    row(
        "as shipped", [](QJsonObject&) {}, QString());
    row(
        "no id", [](QJsonObject& o) { o.remove("id"_L1); }, bad);
    row("no name", replaced("name"_L1, QJsonObject()), bad);
    row(
        "no output", [](QJsonObject& o) { o.remove("output"_L1); }, bad);
    row("zero width", inside("output"_L1, "width_px"_L1, 0), bad);
    row("negative height", inside("output"_L1, "height_px"_L1, -640), bad);
    row("monstrous", inside("output"_L1, "width_px"_L1, 100000), bad);
    row("half a pixel", inside("output"_L1, "width_px"_L1, 480.5), bad);
    row(
        "no crop", [](QJsonObject& o) { o.remove("crop"_L1); }, bad);
    row("no background", replaced("backgrounds"_L1, QJsonArray()), bad);
    row("colour by name", replaced("backgrounds"_L1, QJsonArray{u"white"_s}), bad);
    row("short colour", replaced("backgrounds"_L1, QJsonArray{u"#fff"_s}), bad);
    row("colour is no hex", replaced("backgrounds"_L1, QJsonArray{u"#64c5fg"_s}), bad);
    row("severity unknown", firstCheck("severity"_L1, u"red"_s), bad);
    row("limit is text", firstCheck("fail_min"_L1, u"1"_s), bad);
    row("warn outside fail", firstCheck("warn_min"_L1, -3), bad);
    row("check without id", firstCheck("id"_L1, QJsonValue()), bad);
    row(
        "check twice",
        [](QJsonObject& o) {
            QJsonArray checks = o["checks"_L1].toArray();
            checks.append(checks.first());
            o["checks"_L1] = checks;
        },
        bad);
    QTest::newRow("no JSON") << QByteArray("{\"id\":") << u"malformed_json"_s;
    QTest::newRow("empty") << QByteArray() << u"malformed_json"_s;
    QTest::newRow("a number") << QByteArray("42") << u"malformed_json"_s;
}

void TestStandard::refusesBadData()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const auto result = standardFromJson(json);
    QCOMPARE(result ? QString() : QString(errorName(result.error().code)), error);
}

QTEST_APPLESS_MAIN(TestStandard)
#include "tst_standard.moc"
