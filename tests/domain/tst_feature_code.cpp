#include "domain/feature_code.h"

#include <QSet>
#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

class TestFeatureCode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void generates();
};

void TestFeatureCode::parses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text"); // empty: refused
    QTest::newRow("as printed") << u"Z3K8F7"_s << u"Z3K8F7"_s;
    QTest::newRow("lower case") << u"z3k8f7"_s << u"Z3K8F7"_s;
    QTest::newRow("blanks around") << u"  Z3K8F7\t"_s << u"Z3K8F7"_s;
    QTest::newRow("full width") << u"Ｚ３ｋ８Ｆ７"_s << u"Z3K8F7"_s;
    QTest::newRow("four of another system") << u"EK43"_s << u"EK43"_s;
    QTest::newRow("digits only") << u"610967"_s << u"610967"_s;
    QTest::newRow("letters with O and I") << u"OIL0"_s << u"OIL0"_s;
    QTest::newRow("eight") << u"ABCD2345"_s << u"ABCD2345"_s;
    QTest::newRow("three") << u"EK4"_s << QString();
    QTest::newRow("nine") << u"ABCD23456"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("blank inside") << u"Z3K 8F7"_s << QString();
    QTest::newRow("hyphen") << u"Z3K-8F7"_s << QString();
    QTest::newRow("Chinese") << u"特征码一二三"_s << QString();
    QTest::newRow("accent") << u"ÉK43AB"_s << QString();
    QTest::newRow("arabic digits") << u"٣٤٥٦٧٨"_s << QString();
    QTest::newRow("injection") << u"A';--"_s << QString();
}

void TestFeatureCode::parses()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    const auto code = FeatureCode::parse(typed);
    QCOMPARE(code ? code->text() : QString(), text);
    if (!code)
        QCOMPARE(code.error().code, ErrorCode::FeatureCodeUnknown);
    else
        QVERIFY(*FeatureCode::parse(code->text()) == *code);
}

void TestFeatureCode::generates()
{
    QSet<QChar> seen;
    quint32 next = 0;
    const auto inTurn = [&next](quint32 below) { return next++ % below; };
    for (int i = 0; i < 100; ++i) {
        const FeatureCode code = FeatureCode::generate(inTurn);
        QCOMPARE(code.text().size(), 6);
        QVERIFY(*FeatureCode::parse(code.text()) == code);
        for (const QChar c : code.text())
            seen.insert(c);
    }
    QCOMPARE(seen.size(), 31);
    for (const QChar c : u"01OIL"_s)
        QVERIFY(!seen.contains(c));
    // The last letter of the alphabet is reachable and nothing lies beyond it.
    QCOMPARE(FeatureCode::generate([](quint32 below) { return below - 1; }).text(), u"ZZZZZZ"_s);
    QCOMPARE(FeatureCode::generate([](quint32) { return 0u; }).text(), u"222222"_s);
}

QTEST_APPLESS_MAIN(TestFeatureCode)
#include "tst_feature_code.moc"
