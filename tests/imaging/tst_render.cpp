// The delivered picture: size, dpi, bytes, background, crop.
#include "imaging/render.h"
#include "portraits.h"
#include "resources/resources.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

/// Largest channel difference to `colour` in the upper corners, where there is nothing but background.
int cornerError(const QImage& image, QRgb colour)
{
    int worst = 0;
    const int side = image.width() / 10;
    for (int y = 0; y < side; ++y) {
        for (int i = 0; i < 2 * side; ++i) {
            const int x = i < side ? i : image.width() - 1 - (i - side);
            const QRgb p = image.pixel(x, y);
            worst = std::max({worst, std::abs(qRed(p) - qRed(colour)), std::abs(qGreen(p) - qGreen(colour)),
                              std::abs(qBlue(p) - qBlue(colour))});
        }
    }
    return worst;
}

} // namespace

class TestRender : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<imaging::Engine> engine_ = makeEngine();

    imaging::Rendered rendered(const QString& file, const Standard& standard)
    {
        const imaging::Photo photo = portrait(file);
        const auto analysis = engine_->analyse(photo, standard, imaging::Depth::Full);
        if (!analysis)
            qFatal("cannot analyse");
        auto result = imaging::render(photo, *analysis, standard, standard.backgrounds.front());
        if (!result)
            qFatal("cannot render %s: %s", qUtf8Printable(file), qUtf8Printable(result.error().detail));
        return *std::move(result);
    }

private Q_SLOTS:
    void meetsTheStandard_data()
    {
        QTest::addColumn<QString>("standard");
        QTest::addColumn<QString>("file");
        for (const char* standard :
             {"chsi_xinhua_gd_seed", "chsi_99_2017", "xinhua_2020_00a3e6", "ga461_2004"}) {
            for (const char* file : {"photos/f_easian.jpg", "photos/male_092.jpg", "synth/clean_04_a.png"})
                QTest::addRow("%s %s", standard, file)
                    << QString::fromLatin1(standard) << QString::fromLatin1(file);
        }
    }

    void meetsTheStandard()
    {
        QFETCH(QString, standard);
        QFETCH(QString, file);
        const auto rules = resources::standard(standard);
        QVERIFY(rules);
        const imaging::Rendered r = rendered(file, *rules);
        QCOMPARE(r.image.size(), rules->outputSize);
        QCOMPARE(r.alpha.size(), rules->outputSize);
        QVERIFY(r.jpegQuality >= rules->jpegQualityMin);
        const double kb = double(r.jpeg.size()) / 1024;
        QVERIFY2(kb >= rules->fileKbMin, qPrintable(QString::number(kb)));
        QVERIFY2(rules->fileKbMax == 0 || kb <= rules->fileKbMax, qPrintable(QString::number(kb)));
        // JFIF: "\xFF\xD8\xFF\xE0", length, "JFIF\0", version, unit 1, density twice; no APP1.
        QCOMPARE(r.jpeg.mid(6, 5), QByteArray("JFIF\0", 5));
        QCOMPARE(int(r.jpeg[13]), 1);
        QCOMPARE((uchar(r.jpeg[14]) << 8) | uchar(r.jpeg[15]), rules->dpi);
        QVERIFY(!r.jpeg.contains("Exif"));
        QVERIFY(cornerError(r.image, rules->backgrounds.front()) <= 3);
        const QSizeF crop = r.crop.size();
        QVERIFY(
            std::abs(crop.width() * rules->outputSize.height() / rules->outputSize.width() - crop.height())
            < 0.01);
    }

    void imageIsWhatTheFileSays()
    {
        const imaging::Rendered r = rendered(u"photos/m_easian.jpg"_s, seedStandard());
        const auto back = imaging::decode(r.jpeg, {});
        QVERIFY(back);
        QCOMPARE(back->image, r.image);
    }

    void headLandsWhereTheCheckSaid()
    {
        const imaging::Photo photo = portrait(u"photos/m_easian.jpg"_s);
        const auto analysis = engine_->analyse(photo, seedStandard(), imaging::Depth::Full);
        QVERIFY(analysis);
        const imaging::Rendered r = rendered(u"photos/m_easian.jpg"_s, seedStandard());
        imaging::Photo out;
        out.image = r.image;
        const auto again = engine_->analyse(out, seedStandard(), imaging::Depth::Full);
        QVERIFY(again && again->headTop);
        const double top = checkOf(*analysis, "head.top"_L1).value.value_or(0);
        QVERIFY2(std::abs(again->headTop->y() - top) < 8,
                 qPrintable(QString::number(again->headTop->y() - top)));
        const double eyes = double(again->landmarks[468].y + again->landmarks[473].y) / 2;
        const double line = checkOf(*analysis, "eye.line"_L1).value.value_or(0);
        QVERIFY2(std::abs(eyes - line) < 4, qPrintable(QString::number(eyes - line)));
    }

    void otherBackground()
    {
        const imaging::Photo photo = portrait(u"synth/clean_00_a.png"_s);
        const auto analysis = engine_->analyse(photo, seedStandard(), imaging::Depth::Full);
        QVERIFY(analysis);
        const QRgb red = qRgb(200, 20, 30);
        const auto r = imaging::render(photo, *analysis, seedStandard(), red);
        QVERIFY(r);
        QVERIFY(cornerError(r->image, red) <= 3);
    }

    void sameBytesTwice()
    {
        QCOMPARE(rendered(u"photos/male_000.jpg"_s, seedStandard()).jpeg,
                 rendered(u"photos/male_000.jpg"_s, seedStandard()).jpeg);
    }

    void beyondThePhotoIsBackground()
    {
        // The photo ends closely above the head: the crop reaches beyond it.
        const imaging::Photo whole = portrait(u"synth/clean_04_a.png"_s);
        imaging::Photo cut = whole;
        cut.image = whole.image.copy(60, 100, 360, 540);
        const auto analysis = engine_->analyse(cut, seedStandard(), imaging::Depth::Full);
        QVERIFY(analysis);
        const auto r = imaging::render(cut, *analysis, seedStandard(), seedStandard().backgrounds.front());
        QVERIFY(r);
        QVERIFY(r->crop.top() < 0);
        QVERIFY(cornerError(r->image, seedStandard().backgrounds.front()) <= 3);
    }

    void refusals()
    {
        const imaging::Photo photo = portrait(u"synth/noface_bg_wall.png"_s);
        const auto none = engine_->analyse(photo, seedStandard(), imaging::Depth::Full);
        QVERIFY(none);
        QCOMPARE(imaging::render(photo, *none, seedStandard(), 0).error().code, ErrorCode::RenderFailed);
        QCOMPARE(imaging::cropFor(*none, seedStandard()).error().code, ErrorCode::RenderFailed);

        const imaging::Photo face = portrait(u"photos/m_easian.jpg"_s);
        const auto quick = engine_->analyse(face, seedStandard(), imaging::Depth::Quick);
        QVERIFY(quick);
        QCOMPARE(imaging::render(face, *quick, seedStandard(), 0).error().code, ErrorCode::RenderFailed);

        Standard tight = seedStandard();
        tight.fileKbMin = 0;
        tight.fileKbMax = 2;
        const auto full = engine_->analyse(face, tight, imaging::Depth::Full);
        QVERIFY(full);
        QCOMPARE(imaging::render(face, *full, tight, 0).error().code, ErrorCode::EncodeFailed);
    }

    void thumbnails()
    {
        const imaging::Photo photo = portrait(u"synth/clean_04_a.png"_s);
        const auto bytes = imaging::thumbnail(photo.image, 224);
        QVERIFY(bytes);
        QVERIFY(bytes->size() < 20000);
        QCOMPARE(imaging::probe(*bytes, {}).value_or(QSize()), QSize(168, 224));
        QCOMPARE(imaging::thumbnail({}, 224).error().code, ErrorCode::EncodeFailed);
    }
};

QTEST_GUILESS_MAIN(TestRender)
#include "tst_render.moc"
