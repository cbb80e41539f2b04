#include "domain/money.h"

#include <QTest>

#include <limits>

using namespace photodesk;
using namespace Qt::StringLiterals;

class TestMoney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void fromFen();
};

void TestMoney::parses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("fen"); // -1: refused
    QTest::addColumn<QString>("yuan");
    const auto good = [](const char* typed, qint64 fen, const char* yuan) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << fen << QString::fromLatin1(yuan);
    };
    good("0", 0, "0.00");
    good("25", 2500, "25.00");
    good("25.5", 2550, "25.50");
    good("25.50", 2550, "25.50");
    good("0.05", 5, "0.05");
    good("0.5", 50, "0.50");
    good("007", 700, "7.00");
    good(" 12.34 ", 1234, "12.34");
    good("100000000", 10'000'000'000, "100000000.00");
    for (const char* bad :
         {"", " ", ".", ".5", "25.", "25.555", "-1", "+1", "1e3", "0x10", "25,5", "1 000", "1.2.3",
          "100000000.01", "999999999", "1000000000", "99999999999999999999", "yuan"})
        QTest::newRow(qPrintable(u"refused: "_s + QString::fromLatin1(bad)))
            << QString::fromLatin1(bad) << qint64(-1) << QString();
    QTest::newRow("full-width digits") << u"２５"_s << qint64(-1) << QString();
}

void TestMoney::parses()
{
    QFETCH(QString, typed);
    QFETCH(qint64, fen);
    QFETCH(QString, yuan);
    const auto money = Money::parseYuan(typed);
    QCOMPARE(money.has_value(), fen >= 0);
    if (!money) {
        QCOMPARE(money.error().code, ErrorCode::InvalidField);
        return;
    }
    QCOMPARE(money->fen(), fen);
    QCOMPARE(money->yuan(), yuan);
    QVERIFY(*Money::parseYuan(money->yuan()) == *money);
}

void TestMoney::fromFen()
{
    QVERIFY(Money().isZero());
    QVERIFY(Money::fromFen(0)->isZero());
    QVERIFY(!Money::fromFen(1)->isZero());
    QVERIFY(*Money::fromFen(99) < *Money::fromFen(100));
    QVERIFY(!Money::fromFen(-1));
    QVERIFY(!Money::fromFen(std::numeric_limits<qint64>::min()));
    QVERIFY(!Money::fromFen(std::numeric_limits<qint64>::max()));
}

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
