#include "server/collectioncode/decoders.h"
#include "server/collectioncode/test_signer.h"

#include <QCborArray>
#include <QCborMap>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::collectioncode;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);

Payload payload()
{
    Payload p;
    p.audience = u"photodesk-test"_s;
    p.educationId = u"2022104460000123"_s;
    p.name = u"张𠮷·明"_s;
    p.idLast4 = u"6(7)"_s;
    p.school = u"广东示例大学"_s;
    p.schoolCode = u"10446"_s;
    p.studentNo = u"20220102003"_s;
    p.level = u"本科"_s;
    p.issuedS = now.toSecsSinceEpoch() - 86400;
    p.expiresS = now.toSecsSinceEpoch() + 86400;
    return p;
}

TestSigner signer(char seed = 7)
{
    return *TestSigner::fromSeed(QByteArray(32, seed));
}

std::unique_ptr<CollectionCodeDecoder> decoder()
{
    return *makeDecoder(signer().config(u"photodesk-test"_s));
}

/// The error's name, or "ok".
QString outcome(const QByteArray& bytes, const QDateTime& at = now)
{
    const auto decoded = decoder()->decode(bytes, at);
    return decoded ? u"ok"_s : QString(errorName(decoded.error().code));
}

QString outcomeOf(const QByteArray& cbor)
{
    return outcome(signer().sign(cbor));
}

QCborMap asMap(const Payload& p = payload())
{
    return QCborValue::fromCbor(writePayload(p)).toMap();
}

const QString wrongFormat = u"collection_code_wrong_format"_s;

} // namespace

class TestDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void optionalFieldsMayBeLeftOut();
    void rareAndLongNames();
    void oneChangedByteAnywhereIsRefused();
    void anotherKeyIsRefusedASecondKeyIsNot();
    void timesAndAudience();
    void hostilePayloads_data();
    void hostilePayloads();
    void hostileTexts();
    void configuration();
    void configurationFile();
};

void TestDecoder::everyFieldComesBack()
{
    const QByteArray text = signer().write(payload());
    const auto code = decoder()->decode(text, now);
    QVERIFY(code);
    QCOMPARE(code->name, u"张𠮷·明"_s);
    QCOMPARE(code->idLast4.text(), u"6(7)"_s);
    QCOMPARE(code->school, u"广东示例大学"_s);
    QCOMPARE(code->schoolCode, u"10446"_s);
    QCOMPARE(code->studentNo, u"20220102003"_s);
    QCOMPARE(code->educationId, u"2022104460000123"_s);
    QCOMPARE(code->level, u"本科"_s);
    QCOMPARE(code->issued, now.addDays(-1));
    QCOMPARE(code->expires, now.addDays(1));
    QCOMPARE(code->raw, text);
}

void TestDecoder::optionalFieldsMayBeLeftOut()
{
    Payload p = payload();
    p.schoolCode.clear(), p.studentNo.clear(), p.level.clear();
    const auto code = decoder()->decode(signer().write(p), now);
    QVERIFY(code);
    QVERIFY(code->schoolCode.isEmpty() && code->studentNo.isEmpty() && code->level.isEmpty());
}

void TestDecoder::rareAndLongNames()
{
    for (const QString& name :
         {u"吴*"_s, u"𠮷"_s, u"阿卜杜热合曼·阿卜杜热西提·买买提艾力"_s, QString(u'龘').repeated(80),
          QString::fromUcs4(U"\U000323AF"), // Unicode 15: newer than Qt 6.4
          u"\ue815某"_s}) {                 // private use, as old registers have it
        Payload p = payload();
        p.name = name;
        const auto code = decoder()->decode(signer().write(p), now);
        QVERIFY2(code, qPrintable(name));
        QCOMPARE(code->name, name);
    }
}

void TestDecoder::oneChangedByteAnywhereIsRefused()
{
    const QByteArray text = signer().write(payload());
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const char c : {'A', 'B', '.', '\0', '='}) {
            QByteArray changed = text;
            changed[i] = c;
            if (changed != text)
                QVERIFY2(outcome(changed) != u"ok"_s, qPrintable(QString::number(i)));
        }
        QVERIFY(outcome(text.first(i)) != u"ok"_s);
    }
    QCOMPARE(outcome(text + '='), wrongFormat);
    QCOMPARE(outcome(text + '\n'), wrongFormat);
    QByteArray other = signer().write(payload());
    other[10] = other[10] == 'A' ? 'B' : 'A';
    QCOMPARE(outcome(other), u"collection_code_bad_signature"_s);
}

void TestDecoder::anotherKeyIsRefusedASecondKeyIsNot()
{
    const QByteArray text = signer(8).write(payload());
    QCOMPARE(outcome(text), u"collection_code_bad_signature"_s);
    QJsonObject config = signer().config(u"photodesk-test"_s);
    QJsonArray keys = config["keys"_L1].toArray();
    keys.append(signer(8).config(u"x"_s)["keys"_L1].toArray().first());
    config["keys"_L1] = keys; // while an issuer changes keys both are good
    QVERIFY((*makeDecoder(config))->decode(text, now));
}

void TestDecoder::timesAndAudience()
{
    const Payload p = payload();
    const QByteArray text = signer().write(p);
    const auto at = [](qint64 s) { return QDateTime::fromSecsSinceEpoch(s, Qt::UTC); };
    QCOMPARE(outcome(text, at(p.expiresS - 1)), u"ok"_s);
    QCOMPARE(outcome(text, at(p.expiresS)), u"collection_code_expired"_s);
    QCOMPARE(outcome(text, at(p.issuedS - 300)), u"ok"_s); // clocks differ
    QCOMPARE(outcome(text, at(p.issuedS - 301)), u"collection_code_expired"_s);
    Payload other = p;
    other.audience = u"another-collector"_s;
    QCOMPARE(outcome(signer().write(other)), u"collection_code_not_for_us"_s);
}

void TestDecoder::hostilePayloads_data()
{
    QTest::addColumn<QByteArray>("cbor");
    const auto add = [](const char* name, const QCborMap& map) {
        QTest::newRow(name) << QCborValue(map).toCbor();
    };
    const auto with = [](qint64 key, const QCborValue& value) {
        QCborMap map = asMap();
        map[key] = value;
        return map;
    };
    const QByteArray good = writePayload(payload());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no CBOR") << QByteArray("hello");
    QTest::newRow("bytes after the end") << good + '\0';
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("array") << QCborValue(QCborArray{1, 2}).toCbor();
    QTest::newRow("nested 500 deep") << QByteArray(500, '\x81') + '\0';
    QTest::newRow("endless map") << QByteArray("\xbf\x01\x61\x61\xff", 5);
    QTest::newRow("map of 2^63 pairs") << QByteArray("\xbb\x7f\xff\xff\xff\xff\xff\xff\xff\x01", 10);
    QTest::newRow("text of 2^62 bytes") << QByteArray("\xa1\x01\x7b\x40\0\0\0\0\0\0\0a", 12);
    QTest::newRow("chunked text") << QByteArray("\xa1\x01\x7f\x61\x61\xff", 6);
    QTest::newRow("text that is no UTF-8") << QByteArray("\xa1\x01\x62\xc3\x28", 5);
    QTest::newRow("key twice") << QByteArray("\xa2\x01\x61\x61\x01\x61\x62", 7);
    QTest::newRow("keys descending") << QByteArray("\xa2\x02\x61\x61\x01\x61\x62", 7);
    QTest::newRow("key 0") << QByteArray("\xa1\x00\x61\x61", 4);
    QTest::newRow("tagged") << QByteArray("\xa1\x01\xc1\x1a\x51\x4b\x67\xb0", 8);
    QTest::newRow("too long") << QCborValue(with(3, QString(2000, u'a'))).toCbor();
    add("unknown key", with(11, 1));
    add("text key", [] {
        auto map = asMap();
        map[u"name"_s] = u"x"_s;
        return map;
    }());
    add("nested map", with(3, QCborMap{{1, 2}}));
    add("name is a number", with(3, 5));
    add("name of bytes", with(3, QByteArray("abc")));
    add("name of 241 bytes", with(3, QString(241, u'a')));
    add("name of spaces", with(3, u"   "_s));
    add("name with a control", with(3, u"a\u0000b"_s));
    add("name with a direction mark", with(3, u"\u202e王"_s));
    add("name with zero width", with(3, u"王\u200b明"_s));
    add("last four too short", with(4, u"123"_s));
    add("last four not normalised", with(4, u"123x"_s));
    add("whole number instead of four", with(4, u"110101199003076"_s));
    add("negative time", with(9, -5));
    add("time as double", with(9, 1.5));
    add("time beyond all dates", with(10, qint64(253402300800)));
    add("expires before issued", with(10, 1));
    for (const qint64 key : {1, 2, 3, 4, 5, 9, 10}) {
        QCborMap map = asMap();
        map.remove(key);
        add(qPrintable(u"without %1"_s.arg(key)), map);
    }
}

void TestDecoder::hostilePayloads()
{
    QFETCH(const QByteArray, cbor);
    QCOMPARE(outcomeOf(cbor), wrongFormat);
}

void TestDecoder::hostileTexts()
{
    for (const QByteArray& text :
         {QByteArray(), QByteArray("PDCC1."), QByteArray("PDCC1.."), QByteArray("PDCC1.A.A"),
          QByteArray("PDCC2.AA.AA"), QByteArray("pdcc1.AA.AA"), QByteArray("PDCC1.AA.AA.AA"),
          QByteArray("https://example.org/?a=1"), QByteArray("PDCC1.") + QByteArray(100000, 'A'),
          QByteArray("PDCC1.") + QByteArray(1500, '.'), QByteArray("\xff\xfe\0\0", 4)})
        QCOMPARE(outcome(text), wrongFormat);
}

void TestDecoder::configuration()
{
    QCOMPARE(decoderNames(), QStringList{u"pdcc1"_s});
    const QJsonObject good = signer().config(u"photodesk-test"_s);
    for (const auto& [key, value] :
         {std::pair(u"decoder"_s, QJsonValue(u"chsi"_s)), std::pair(u"decoder"_s, QJsonValue()),
          std::pair(u"audience"_s, QJsonValue(u""_s)), std::pair(u"keys"_s, QJsonValue(QJsonArray{})),
          std::pair(u"keys"_s, QJsonValue(u"x"_s)), std::pair(u"keys"_s, QJsonValue(QJsonArray{u"AAAA"_s})),
          std::pair(u"keys"_s, QJsonValue(QJsonArray{u"%%%"_s}))}) {
        QJsonObject config = good;
        config[key] = value;
        const auto made = makeDecoder(config);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::BadConfiguration);
    }
}

void TestDecoder::configurationFile()
{
    const QTemporaryDir folder;
    QCOMPARE(openDecoder(folder.path()).error().code, ErrorCode::NotFound);
    const auto write = [&](const QByteArray& bytes) {
        QFile file(folder.filePath(u"collection_code.json"_s));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("{"));
    QCOMPARE(openDecoder(folder.path()).error().code, ErrorCode::BadConfiguration);
    QVERIFY(write(QByteArray(70000, ' ')));
    QCOMPARE(openDecoder(folder.path()).error().code, ErrorCode::BadConfiguration);
    QVERIFY(write(QJsonDocument(signer().config(u"photodesk-test"_s)).toJson()));
    const auto opened = openDecoder(folder.path());
    QVERIFY(opened);
    QVERIFY((*opened)->decode(signer().write(payload()), now));
}

QTEST_APPLESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
