// A collection code photographed by a student, read, proved and taken apart.
#include "server/collectioncode/decoders.h"
#include "server/collectioncode/from_picture.h"
#include "server/collectioncode/test_signer.h"
#include "tests/imaging/code_photos.h"

#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::collectioncode;
using imaging::Symbology;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);

QByteArray codeText(const QString& educationId, qint64 expiresS = now.toSecsSinceEpoch() + 1000,
                    const QString& audience = u"photodesk-test"_s, char seed = 7)
{
    Payload p;
    p.audience = audience;
    p.educationId = educationId;
    p.name = u"张𠮷·明"_s;
    p.idLast4 = u"123X"_s;
    p.school = u"广东示例大学"_s;
    p.studentNo = u"20220102003"_s;
    p.level = u"本科"_s;
    p.issuedS = expiresS - 100000;
    p.expiresS = expiresS;
    return TestSigner::fromSeed(QByteArray(32, seed))->write(p);
}

/// The codes side by side on a desk, a little turned, out of focus and noisy.
QImage photo(const QList<QByteArray>& texts)
{
    test::Random random(5);
    test::Scene scene = test::desk(800 * std::max(1, int(texts.size())), 800, random);
    for (int i = 0; i < int(texts.size()); ++i) {
        const auto modules = imaging::encode(Symbology::Qr, texts[i]);
        test::Pose pose;
        pose.modulePx = 480.0 / modules->width;
        pose.turn = 17, pose.tilt = 20;
        pose.centre = {400.0 + 800 * i, 400};
        test::place(scene, *modules, pose);
    }
    test::blur(scene, 1.6);
    test::noise(scene, 8, random);
    return test::squeezed(test::picture(scene), 80);
}

/// As a web page draws them, in rows, the last one smallest.
QImage page(const QList<QByteArray>& texts)
{
    QImage image(2000, 2000, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int i = 0; i < int(texts.size()); ++i) {
        const auto modules = imaging::encode(Symbology::Qr, texts[i]);
        const int side = i + 1 < int(texts.size()) ? 390 : 330;
        const int px = imaging::modulePxFor(*modules, {side, side});
        painter.drawImage(400 * (i % 5), 400 * (i / 5), imaging::toImage(*modules, px));
    }
    return image;
}

QString outcome(const QImage& picture)
{
    const auto config = TestSigner::fromSeed(QByteArray(32, 7))->config(u"photodesk-test"_s);
    const auto decoded = decodePicture(picture, **makeDecoder(config), now);
    return decoded ? decoded->educationId : QString(errorName(decoded.error().code));
}

} // namespace

class TestPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void photographGivesTheFields()
    {
        const QByteArray text = codeText(u"A1"_s);
        const auto config = TestSigner::fromSeed(QByteArray(32, 7))->config(u"photodesk-test"_s);
        const auto code = decodePicture(photo({text}), **makeDecoder(config), now);
        QVERIFY(code);
        QCOMPARE(code->name, u"张𠮷·明"_s);
        QCOMPARE(code->idLast4.text(), u"123X"_s);
        QCOMPARE(code->school, u"广东示例大学"_s);
        QCOMPARE(code->raw, text);
    }
    void otherCodesBesideItDoNoHarm()
    {
        QCOMPARE(outcome(photo({QByteArray("https://example.org/poster"), codeText(u"A1"_s)})), u"A1"_s);
    }
    void sameCodeTwiceIsOne() { QCOMPARE(outcome(photo({codeText(u"A1"_s), codeText(u"A1"_s)})), u"A1"_s); }
    void twoEnrolmentsAreNotGuessedAt()
    {
        QCOMPARE(outcome(photo({codeText(u"A1"_s), codeText(u"A2"_s)})), u"collection_code_several"_s);
    }
    void nothingToRead() { QCOMPARE(outcome(photo({})), u"collection_code_not_found"_s); }
    void onlyAnotherCode()
    {
        QCOMPARE(outcome(photo({QByteArray("https://example.org/")})), u"collection_code_wrong_format"_s);
    }
    void nearestFaultIsNamed()
    {
        const qint64 later = now.toSecsSinceEpoch() + 1000;
        const QList<std::pair<QByteArray, QString>> byNearness{
            {QByteArray("https://example.org/"), u"collection_code_wrong_format"_s},
            {codeText(u"A1"_s, later, u"photodesk-test"_s, 8), u"collection_code_bad_signature"_s},
            {codeText(u"A1"_s, later, u"another"_s), u"collection_code_not_for_us"_s},
            {codeText(u"A1"_s, now.toSecsSinceEpoch() - 1), u"collection_code_expired"_s}};
        for (int i = 0; i < int(byNearness.size()); ++i) {
            for (int k = 0; k < i; ++k) {
                QCOMPARE(outcome(page({byNearness[i].first, byNearness[k].first})), byNearness[i].second);
                QCOMPARE(outcome(page({byNearness[k].first, byNearness[i].first})), byNearness[i].second);
            }
        }
    }
    void manyOtherCodesDoNotHideIt()
    {
        QList<QByteArray> texts;
        for (int i = 0; i < 20; ++i)
            texts << "https://example.org/poster/" + QByteArray::number(i);
        QCOMPARE(outcome(page(texts << codeText(u"A1"_s))), u"A1"_s);
    }
    void noPicture() { QCOMPARE(outcome(QImage()), u"not_an_image"_s); }
};

QTEST_GUILESS_MAIN(TestPicture)
#include "tst_picture.moc"
