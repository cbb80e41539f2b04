#include "domain/id_last4.h"

#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

class TestIdLast4 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
};

void TestIdLast4::parses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text"); // empty: refused
    QTest::newRow("whole number") << u"110101199003076629"_s << u"6629"_s;
    QTest::newRow("ends in X") << u"11010119900307123X"_s << u"123X"_s;
    QTest::newRow("four digits") << u"6629"_s << u"6629"_s;
    QTest::newRow("lower x") << u"123x"_s << u"123X"_s;
    QTest::newRow("full-width X") << u"123Ｘ"_s << u"123X"_s;
    QTest::newRow("full-width lower x") << u"123ｘ"_s << u"123X"_s;
    QTest::newRow("full-width digits") << u"６６２９"_s << u"6629"_s;
    QTest::newRow("brackets") << u"A123456(7)"_s << u"6(7)"_s;
    QTest::newRow("full-width brackets") << u"A123456（7）"_s << u"6(7)"_s;
    QTest::newRow("mixed brackets") << u"A123456(7）"_s << u"6(7)"_s;
    QTest::newRow("only the end") << u"6(7)"_s << u"6(7)"_s;
    QTest::newRow("check letter in brackets") << u"A123456(a)"_s << u"6(A)"_s;
    QTest::newRow("blanks around") << u" 6629 "_s << u"6629"_s;
    QTest::newRow("letters") << u"G123456AB"_s << u"56AB"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("three") << u"662"_s << QString();
    QTest::newRow("three and blanks") << u" 662  "_s << QString();
    QTest::newRow("blank inside") << u"66 29"_s << QString();
    QTest::newRow("hyphen") << u"66-29"_s << QString();
    QTest::newRow("Chinese digits") << u"六六二九"_s << QString();
    QTest::newRow("stars") << u"**6629"_s << QString();
    QTest::newRow("bracket cut off") << u"456(7"_s << QString();
    QTest::newRow("closing only") << u"567)"_s << QString();
    QTest::newRow("two in brackets") << u"A12345(67)"_s << QString();
    QTest::newRow("empty brackets") << u"67()"_s << QString();
    QTest::newRow("brackets only") << u"))(("_s << QString();
    QTest::newRow("bracket for a digit") << u"6())"_s << QString();
    QTest::newRow("bracket before a bracket") << u"((7)"_s << QString();
    QTest::newRow("emoji") << u"66😀"_s << QString();
}

void TestIdLast4::parses()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    const auto last4 = IdLast4::parse(typed);
    QCOMPARE(last4 ? last4->text() : QString(), text);
    if (!last4) {
        QCOMPARE(last4.error().code, ErrorCode::InvalidField);
        // Details go to logs: what was typed must not.
        QCOMPARE(last4.error().detail, u"id_last4"_s);
    }
}

QTEST_APPLESS_MAIN(TestIdLast4)
#include "tst_id_last4.moc"
