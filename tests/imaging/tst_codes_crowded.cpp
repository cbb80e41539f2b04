// Pictures that could keep the reader busy: many codes, patterns made to hang it, and a hopeless photo.
#include "code_photos.h"
#include "imaging/codes.h"
#include "imaging/codes/clean.h"
#include "imaging/codes/finders.h"
#include "resources/resources.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::imaging;

namespace {

constexpr int slow = 120'000;

/// Finder patterns side by side, two modules of white between them.
QImage tiledFinders(QSize size, int modulePx)
{
    QImage image(size, QImage::Format_Grayscale8);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const int u = x / modulePx % 9, v = y / modulePx % 9;
            const int ring = std::max(std::abs(u - 4), std::abs(v - 4));
            image.scanLine(y)[x] = ring == 4 || ring == 2 || u == 0 || v == 0 ? 255 : 0;
        }
    }
    return image;
}

int finders(const QImage& grey)
{
    const cv::Mat view(grey.height(), grey.width(), CV_8U, const_cast<uchar*>(grey.constBits()),
                       std::size_t(grey.bytesPerLine()));
    return countFinders(blockThreshold(view), 1'000'000);
}

} // namespace

class TestCodesCrowded : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyCodesInView();
    void tiledFinderPatternsAreLeftAlone();
    void hopelessPhotoEndsInTime();
};

void TestCodesCrowded::manyCodesInView()
{
    // Sixteen posters on a busy wall, each turned a little: more than any student's photo has.
    test::Random random(11);
    test::Scene scene = test::desk(2400, 2400, random, true);
    QList<QByteArray> texts;
    for (int i = 0; i < 16; ++i) {
        texts << "https://example.org/poster/" + QByteArray::number(i);
        test::Pose pose;
        pose.modulePx = 6 + i % 4;
        pose.turn = 23 * i % 40 - 20;
        pose.tilt = 5 * i % 20;
        pose.centre = {600.0 * (i % 4) + 300, 600.0 * int(i / 4) + 300};
        test::place(scene, *encode(Symbology::Qr, texts.back()), pose);
    }
    test::blur(scene, 1);
    test::noise(scene, 8, random);
    const QImage photo = test::squeezed(test::picture(scene), 85);
    const int seen = finders(photo.convertToFormat(QImage::Format_Grayscale8));
    const auto codes = readCodes(photo, {Symbology::Qr}, {.budgetMs = slow, .maxCodes = 64});
    QVERIFY(codes);
    qInfo("16 QR codes: %d finder patterns counted, %d read", seen, int(codes->size()));
    QVERIFY(seen >= 48 && seen < resources::limit("code_finder_patterns_max"_L1));
    for (const Code& code : *codes)
        QVERIFY(texts.removeOne(code.bytes));
    QVERIFY(texts.size() <= 2);
}

void TestCodesCrowded::tiledFinderPatternsAreLeftAlone()
{
    const auto most = resources::limit("code_finder_patterns_max"_L1);
    for (const QSize size : {QSize(1200, 900), QSize(4000, 3000)}) {
        for (const int modulePx : {2, 3}) {
            const QImage tiles = tiledFinders(size, modulePx);
            const qint64 tiled = qint64(size.width() / (9 * modulePx)) * (size.height() / (9 * modulePx));
            const int seen = finders(tiles);
            QVERIFY2(seen > 0.8 * double(tiled), qPrintable(u"%1 of %2"_s.arg(seen).arg(tiled)));
            QVERIFY(tiled > most);
            QElapsedTimer clock;
            clock.start();
            QVERIFY(readCodes(tiles, {Symbology::Qr})->empty());
            const qint64 ms = clock.elapsed();
            qInfo("%d x %d, %lld finder patterns, %d counted: %lld ms", size.width(), size.height(), tiled,
                  seen, ms);
            QVERIFY(ms < 15'000); // minutes to days where they are searched
        }
    }
}

void TestCodesCrowded::hopelessPhotoEndsInTime()
{
    test::Random random(4);
    test::Scene scene = test::desk(4000, 3000, random, true);
    test::noise(scene, 6, random);
    const QImage image = test::picture(scene);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(readCodes(image, {Symbology::Qr})->empty());
    const qint64 whole = clock.restart();
    QVERIFY(readCodes(image, {Symbology::Qr}, {.hardest = ReadPass::Plain})->empty());
    const qint64 plain = clock.restart();
    QVERIFY(readCodes(image, {Symbology::Qr}, {.budgetMs = 1})->empty());
    const qint64 brief = clock.elapsed();
    qInfo("12 megapixels without a code: plain %lld ms, all passes %lld ms, budget of 1 ms %lld ms", plain,
          whole, brief);
    QVERIFY(whole < 6000); // 1,500 of budget, the last pass, and a machine that does other things
    QVERIFY(brief < whole);
}

QTEST_GUILESS_MAIN(TestCodesCrowded)
#include "tst_codes_crowded.moc"
