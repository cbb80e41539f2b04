#include "domain/reason.h"
#include "resources/resources.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

bool isHan(QChar c)
{
    return c.unicode() >= 0x4E00 && c.unicode() <= 0x9FFF;
}

QStringList codesOf(const std::vector<const Reason*>& hits)
{
    QStringList codes;
    for (const Reason* reason : hits)
        codes << reason->code;
    return codes;
}

QByteArray catalogueWith(const QByteArray& fields)
{
    return R"({"reasons":[{"code":"T01","group_zh":"g","group_en":"g","zh":"z","en":"e","advice_zh":"a",)"
           R"("advice_en":"a")"
           + fields + "}]}";
}

} // namespace

class TestReasons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void shippedCatalogue();
    void pinyin();
    void hotkeys();
    void search_data();
    void search();
    void rejection_data();
    void rejection();
    void retired();
    void refusesBadData_data();
    void refusesBadData();
    void severityNames();

private:
    ReasonCatalogue catalogue_;
};

void TestReasons::initTestCase()
{
    const auto read = resources::reasons();
    QVERIFY(read.has_value());
    catalogue_ = *read;
}

void TestReasons::shippedCatalogue()
{
    QCOMPARE(catalogue_.all().size(), std::size_t(62));
    QSet<QString> codes;
    for (const Reason& r : catalogue_.all()) {
        codes.insert(r.code);
        for (const QString& text : {r.groupZh, r.groupEn, r.zh, r.en, r.adviceZh, r.adviceEn})
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(r.code));
        QVERIFY2(std::ranges::any_of(r.zh, isHan) && std::ranges::any_of(r.adviceZh, isHan),
                 qPrintable(r.code));
        QVERIFY2(std::ranges::none_of(r.en + r.adviceEn + r.groupEn, isHan), qPrintable(r.code));
        QCOMPARE(r.needsText, r.code == "Z99"_L1);
    }
    QCOMPARE(codes.size(), 62);
    // What the product's rules lean on.
    QVERIFY(catalogue_.find(u"B03")->severity == ReasonSeverity::Rework);
    QVERIFY(catalogue_.find(u"B04")->severity == ReasonSeverity::Rework);
    QVERIFY(catalogue_.find(u"X01")->severity == ReasonSeverity::Reopen);
    QVERIFY(catalogue_.find(u"X02")->severity == ReasonSeverity::Reopen);
    QVERIFY(catalogue_.find(u"I01")->severity == ReasonSeverity::Escalate);
    QVERIFY(catalogue_.find(u"G01")->severity == ReasonSeverity::Block);
    QVERIFY(catalogue_.find(u"L05")->severity == ReasonSeverity::Warn);
    QCOMPARE(catalogue_.find(u"l01"), nullptr);
}

void TestReasons::pinyin()
{
    for (const Reason& r : catalogue_.all()) {
        QVERIFY2(std::ranges::all_of(r.pinyin, [](QChar c) { return c >= u'a' && c <= u'z'; }),
                 qPrintable(r.code));
        QVERIFY2(r.pinyin.size() == std::ranges::count_if(r.zh, isHan), qPrintable(r.code));
    }
    // Characters of more than one reading: 称 chèn, 曝 bào, 着 zhuó, 率 lǜ, 重 chóng, 露 lù.
    QCOMPARE(catalogue_.find(u"P05")->pinyin, u"sebdchycbkj"_s);
    QCOMPARE(catalogue_.find(u"L02")->pinyin, u"gxgbmbgg"_s);
    QCOMPARE(catalogue_.find(u"C03")->pinyin, u"wxdddxdbdtzz"_s);
    QCOMPARE(catalogue_.find(u"Q02")->pinyin, u"fblgd"_s);
    QCOMPARE(catalogue_.find(u"R06")->pinyin, u"cftjybhdzp"_s);
    QCOMPARE(catalogue_.find(u"E03")->pinyin, u"lchzcwbh"_s);
}

void TestReasons::hotkeys()
{
    QStringList keys;
    for (const Reason& r : catalogue_.all()) {
        if (!r.hotkey.isEmpty())
            keys << r.hotkey;
    }
    keys.sort();
    QCOMPARE(keys.join(QString()), u"123456789"_s);
}

void TestReasons::search_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("finds");
    QTest::newRow("code") << u"l01"_s << u"L01"_s;
    QTest::newRow("pinyin") << u"tfzdmm"_s << u"H01"_s;
    QTest::newRow("pinyin, upper case") << u"BYHY"_s << u"E01"_s;
    QTest::newRow("pinyin, inside") << u"dwjz"_s << QString();
    QTest::newRow("Chinese") << u"反光"_s << u"G02"_s;
    QTest::newRow("English") << u"blurred"_s << u"Q01"_s;
    QTest::newRow("nothing like it") << u"qqqqq"_s << QString();
}

void TestReasons::search()
{
    QFETCH(QString, typed);
    QFETCH(QString, finds);
    const QStringList codes = codesOf(catalogue_.search(typed));
    QCOMPARE(codes, finds.isEmpty() ? QStringList() : QStringList{finds});
}

void TestReasons::rejection_data()
{
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<QString>("main");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("error");
    QTest::newRow("one") << QStringList{u"G01"_s} << u"G01"_s << QString() << QString();
    QTest::newRow("several") << QStringList{u"G01"_s, u"H01"_s} << u"H01"_s << QString() << QString();
    QTest::newRow("with rework") << QStringList{u"B03"_s, u"Q01"_s} << u"Q01"_s << QString() << QString();
    QTest::newRow("a warning is enough") << QStringList{u"L05"_s} << u"L05"_s << QString() << QString();
    QTest::newRow("text given") << QStringList{u"Z99"_s} << u"Z99"_s << u"请重拍"_s << QString();
    QTest::newRow("none") << QStringList() << QString() << QString() << u"reason_required"_s;
    QTest::newRow("rework only") << QStringList{u"B03"_s, u"B04"_s} << u"B03"_s << QString()
                                 << u"reason_required"_s;
    QTest::newRow("main elsewhere") << QStringList{u"G01"_s} << u"H01"_s << QString() << u"reason_required"_s;
    QTest::newRow("no main") << QStringList{u"G01"_s} << QString() << QString() << u"reason_required"_s;
    QTest::newRow("unknown") << QStringList{u"G01"_s, u"G99"_s} << u"G01"_s << QString()
                             << u"reason_unknown"_s;
    QTest::newRow("text missing") << QStringList{u"Z99"_s} << u"Z99"_s << u"  "_s << u"reason_required"_s;
}

void TestReasons::rejection()
{
    QFETCH(QStringList, codes);
    QFETCH(QString, main);
    QFETCH(QString, note);
    QFETCH(QString, error);
    const auto result = catalogue_.checkRejection(codes, main, note);
    QCOMPARE(result ? QString() : QString(errorName(result.error().code)), error);
}

void TestReasons::retired()
{
    const auto old = ReasonCatalogue::fromJson(catalogueWith(R"(,"severity":"block","retired":true)"));
    QVERIFY(old.has_value());
    QVERIFY(old->find(u"T01") != nullptr); // old decisions still show their words
    QVERIFY(old->search(u"T01"_s).empty());
    QCOMPARE(old->checkRejection({u"T01"_s}, u"T01"_s, {}).error().code, ErrorCode::ReasonUnknown);
}

void TestReasons::refusesBadData_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    QTest::newRow("fine") << catalogueWith(R"(,"severity":"warn")") << QString();
    QTest::newRow("no JSON") << QByteArray("reasons") << u"malformed_json"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"malformed_json"_s;
    QTest::newRow("severity missing") << catalogueWith("") << u"invalid_field"_s;
    QTest::newRow("severity unknown") << catalogueWith(R"(,"severity":"block*")") << u"invalid_field"_s;
    QTest::newRow("wrong type") << catalogueWith(R"(,"severity":"warn","needs_text":"yes")")
                                << u"invalid_field"_s;
    QTest::newRow("not objects") << QByteArray(R"({"reasons":["L01"]})") << u"invalid_field"_s;
    QTest::newRow("not a list") << QByteArray(R"({"reasons":{}})") << u"invalid_field"_s;
    const QByteArray one =
        catalogueWith(R"(,"severity":"warn")").chopped(2).mid(qsizetype(qstrlen("{\"reasons\":[")));
    QTest::newRow("twice") << QByteArray(R"({"reasons":[)" + one + "," + one + "]}") << u"invalid_field"_s;
}

void TestReasons::refusesBadData()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const auto result = ReasonCatalogue::fromJson(json);
    QCOMPARE(result ? QString() : QString(errorName(result.error().code)), error);
}

void TestReasons::severityNames()
{
    QCOMPARE(reasonSeverityName(ReasonSeverity::Block), "block"_L1);
    QCOMPARE(reasonSeverityName(ReasonSeverity::Warn), "warn"_L1);
    QCOMPARE(reasonSeverityName(ReasonSeverity::Rework), "rework"_L1);
    QCOMPARE(reasonSeverityName(ReasonSeverity::Escalate), "escalate"_L1);
    QCOMPARE(reasonSeverityName(ReasonSeverity::Reopen), "reopen"_L1);
}

QTEST_APPLESS_MAIN(TestReasons)
#include "tst_reasons.moc"
