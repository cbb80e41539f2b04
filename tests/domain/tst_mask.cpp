#include "domain/mask.h"

#include <QTest>

using namespace photodesk;
using namespace Qt::StringLiterals;

class TestMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void phones_data();
    void phones();
};

void TestMask::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("masked");
    QTest::newRow("two") << u"吴明"_s << u"吴*"_s;
    QTest::newRow("three") << u"吴小明"_s << u"吴**"_s;
    QTest::newRow("compound surname") << u"欧阳若琳"_s << u"欧***"_s;
    QTest::newRow("outside the basic plane, first") << u"𠮷田由美"_s << u"𠮷***"_s;
    QTest::newRow("outside the basic plane, second") << u"王𠮷"_s << u"王*"_s;
    QTest::newRow("with dot") << u"阿依古丽·买买提"_s << u"阿*******"_s;
    QTest::newRow("Latin") << u"Anna Li"_s << u"A******"_s;
    QTest::newRow("blanks around") << u"  吴明 "_s << u"吴*"_s;
    QTest::newRow("one") << u"吴"_s << u"吴"_s;
    QTest::newRow("masked before") << u"吴**"_s << u"吴**"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("blank") << u"   "_s << QString();
}

void TestMask::names()
{
    QFETCH(QString, name);
    QFETCH(QString, masked);
    QCOMPARE(maskName(name), masked);
}

void TestMask::phones_data()
{
    QTest::addColumn<QString>("phone");
    QTest::addColumn<QString>("masked");
    QTest::newRow("mobile") << u"13812345678"_s << u"138****5678"_s;
    QTest::newRow("blanks around") << u" 13812345678 "_s << u"138****5678"_s;
    QTest::newRow("with country") << u"+8613812345678"_s << u"+86*******5678"_s;
    QTest::newRow("eight") << u"12345678"_s << u"123*5678"_s;
    QTest::newRow("seven") << u"1234567"_s << u"*******"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestMask::phones()
{
    QFETCH(QString, phone);
    QFETCH(QString, masked);
    QCOMPARE(maskPhone(phone), masked);
}

QTEST_APPLESS_MAIN(TestMask)
#include "tst_mask.moc"
