#include "domain/decision.h"
#include "domain/json.h"

#include <QJsonArray>
#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

Decision sample()
{
    Decision d;
    d.recordId = u"7f2b"_s;
    d.version = 12;
    d.attempt = 2;
    d.photoSha256 = u"ab01"_s;
    d.verdict = Verdict::Reject;
    d.reasons = {u"H01"_s, u"G01"_s};
    d.mainReason = u"G01"_s;
    d.note = u"请摘下眼镜"_s;
    d.disagreements = {u"light.under"_s};
    d.decidedAt = QDateTime::fromMSecsSinceEpoch(1780300800250, Qt::UTC);
    d.idempotencyKey = u"key"_s;
    return d;
}

} // namespace

class TestDecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void bodyNamesNeitherRecordNorKey();
    void optionalParts();
    void refuses_data();
    void refuses();
    void verdicts();
};

void TestDecision::roundTrip()
{
    const Decision d = sample();
    const auto object = json::parseObject(json::compact(toJson(d)));
    QVERIFY(object.has_value());
    const auto back = decisionFromJson(*object);
    QVERIFY(back.has_value());
    QCOMPARE(back->version, d.version);
    QCOMPARE(back->attempt, d.attempt);
    QCOMPARE(back->photoSha256, d.photoSha256);
    QVERIFY(back->verdict == d.verdict);
    QCOMPARE(back->reasons, d.reasons);
    QCOMPARE(back->mainReason, d.mainReason);
    QCOMPARE(back->note, d.note);
    QCOMPARE(back->disagreements, d.disagreements);
    QCOMPARE(back->decidedAt, d.decidedAt);
    QVERIFY(back->recordId.isEmpty() && back->idempotencyKey.isEmpty());
}

void TestDecision::bodyNamesNeitherRecordNorKey()
{
    // They travel in the path and in a header.
    const QByteArray body = json::compact(toJson(sample()));
    QVERIFY(!body.contains("7f2b"));
    QVERIFY(!body.contains("\"key\""));
    QVERIFY(body.contains("2026-06-01T08:00:00.250Z"));
}

void TestDecision::optionalParts()
{
    QJsonObject o = toJson(sample());
    for (const auto key : {"reasons"_L1, "main_reason"_L1, "note"_L1, "disagreements"_L1})
        o.remove(key);
    const auto back = decisionFromJson(o);
    QVERIFY(back.has_value());
    QVERIFY(back->reasons.isEmpty() && back->mainReason.isEmpty() && back->note.isEmpty());
}

void TestDecision::refuses_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no version") << u"version"_s << QJsonValue();
    QTest::newRow("version is text") << u"version"_s << QJsonValue(u"12"_s);
    QTest::newRow("half an attempt") << u"attempt"_s << QJsonValue(1.5);
    QTest::newRow("no picture") << u"photo_sha256"_s << QJsonValue();
    QTest::newRow("no verdict") << u"verdict"_s << QJsonValue();
    QTest::newRow("verdict unknown") << u"verdict"_s << QJsonValue(u"approved"_s);
    QTest::newRow("reasons no list") << u"reasons"_s << QJsonValue(u"G01"_s);
    QTest::newRow("reason no text") << u"reasons"_s << QJsonValue(QJsonArray{1});
    QTest::newRow("no time") << u"decided_at"_s << QJsonValue();
    QTest::newRow("time without zone") << u"decided_at"_s << QJsonValue(u"2026-06-01T08:00:00"_s);
    QTest::newRow("note is a number") << u"note"_s << QJsonValue(7);
}

void TestDecision::refuses()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject o = toJson(sample());
    o[key] = value;
    QCOMPARE(decisionFromJson(o).error().code, ErrorCode::InvalidField);
}

void TestDecision::verdicts()
{
    for (const auto* name : {"approve", "reject", "second_opinion"})
        QCOMPARE(verdictName(*verdictFromName(QLatin1StringView(name).toString())), QLatin1StringView(name));
    QVERIFY(!verdictFromName(u"skip"));
    // What a verdict asks for is a move the table knows.
    for (const Verdict verdict : {Verdict::Approve, Verdict::Reject, Verdict::SecondOpinion}) {
        const Guards all = Guards::fromInt(~0u);
        QVERIFY(checkTransition(
            {RecordState::InReview, actionOf(verdict), Actor::Reviewer, stateAfter(verdict), all}));
    }
    QVERIFY(stateAfter(Verdict::Approve) == RecordState::Approved);
    QVERIFY(stateAfter(Verdict::Reject) == RecordState::Rejected);
    QVERIFY(stateAfter(Verdict::SecondOpinion) == RecordState::SecondReview);
}

QTEST_APPLESS_MAIN(TestDecision)
#include "tst_decision.moc"
