// What a file tells of its own past: programs, tables, dates, an earlier compression, parts put in later.
#include "encoders.h"
#include "odd_files.h"
#include "portraits.h"

#include "imaging/history/dct_traces.h"
#include "imaging/history/jpeg_structure.h"
#include "imaging/history/programs.h"

#include <QColorSpace>
#include <QTest>
#include <QtEndian>

#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::imaging;
using namespace photodesk::test;

namespace {

Photo read(const QByteArray& bytes)
{
    auto photo = decode(bytes, {});
    if (!photo)
        qFatal("own file not read");
    return *std::move(photo);
}

/// Portraits that no JPEG encoder has touched.
QStringList untouched()
{
    return {u"synth/clean_00_a.png"_s, u"synth/clean_02_a.png"_s, u"synth/clean_04_a.png"_s,
            u"synth/clean_06_a.png"_s, u"synth/clean_10_a.png"_s, u"synth/bg_0_wall.png"_s};
}

QByteArray withSegment(const QByteArray& jpeg, char marker, const QByteArray& data)
{
    QByteArray segment("\xFF", 1);
    segment.append(marker).append(char((data.size() + 2) >> 8)).append(char((data.size() + 2) & 255));
    return jpeg.first(2) + segment + data + jpeg.sliced(2);
}

QByteArray withComment(const QByteArray& jpeg, const QByteArray& words)
{
    return withSegment(jpeg, char(0xFE), words);
}

/// One resource of the segment that IPTC and Photoshop share.
QByteArray resource(int id, const QByteArray& name, const QByteArray& data)
{
    QByteArray out("8BIM");
    out.append(char(id >> 8)).append(char(id)).append(char(name.size())).append(name);
    out.append(QByteArray((name.size() + 1) % 2, '\0'));
    QByteArray length(4, '\0');
    qToBigEndian(quint32(data.size()), length.data());
    return out + length + data + QByteArray(data.size() % 2, '\0');
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void programsByName()
    {
        QCOMPARE(kindOf({u"Adobe Photoshop CC 2019"_s}), ProgramKind::Editor);
        QCOMPARE(kindOf({u"Snapseed 2.0"_s}), ProgramKind::Editor);
        QCOMPARE(kindOf({u"美图秀秀 9.1"_s}), ProgramKind::Beauty);
        QCOMPARE(kindOf({u"B612 v12"_s, u"GIMP 2.10"_s}), ProgramKind::Beauty);
        QCOMPARE(kindOf({u"WeChat"_s}), ProgramKind::Messenger);
        QCOMPARE(kindOf({u"最美证件照"_s}), ProgramKind::Frames);
        for (const char* firmware : {"15.4.1", "HDR+ 1.0.345618096zd", "MediaTek Camera Application",
                                     "LYA-AL00 10.0.0.195", "Canon EOS 80D Firmware 1.0.2", "snowdon"})
            QCOMPARE(kindOf({QString::fromLatin1(firmware)}), ProgramKind::Unknown);
    }

    void tablesTellTheQuality()
    {
        const QImage image = portrait(untouched().front()).image;
        for (const int quality : {30, 50, 75, 88, 95}) {
            const JpegStructure structure = readJpegStructure(jpegOf(image, quality));
            QCOMPARE(structure.facts.quality, quality);
            QVERIFY(structure.facts.standardTables);
            QVERIFY(!structure.facts.progressive);
            QVERIFY(structure.facts.scanBytes > 1000);
        }
    }

    void brokenFilesGiveWhatStandsBeforeTheBreak()
    {
        const QByteArray whole = jpegOf(portrait(untouched().front()).image, 80);
        for (qsizetype length = 0; length < 700; length += 7)
            QVERIFY(readJpegStructure(whole.first(length)).facts.quality <= 100);
        QByteArray twisted = whole;
        for (qsizetype i = 2; i < 600; i += 3) {
            twisted[i] = char(0xFF);
            static_cast<void>(readJpegStructure(twisted));
        }
        QCOMPARE(readJpegStructure(whole.first(4)).facts.quality, 0);
    }

    void namesInComments()
    {
        const QByteArray jpeg = jpegOf(portrait(untouched().front()).image, 80);
        const Photo photo = read(withComment(jpeg, "edited with PicsArt"));
        QVERIFY(photo.source.programs.contains(u"PicsArt"_s));
        QVERIFY(photo.source.jpeg);
        QCOMPARE(photo.source.jpeg->quality, 80);
    }

    void aCommentIsNoProgramUnlessSigned()
    {
        const QByteArray jpeg = jpegOf(portrait(untouched().front()).image, 80);
        const auto kind = [&](const char* words) {
            return kindOf(readJpegStructure(withComment(jpeg, words)).programs);
        };
        for (const char* words :
             {"first snow on the day we met", "sent to grandma by qq and wechat last spring",
              "Persona non grata, a play in three acts"})
            QCOMPARE(kind(words), ProgramKind::Unknown);
        QCOMPARE(kind("File written by Adobe Photoshop 5.2"), ProgramKind::Editor);
        QCOMPARE(kind("Created with GIMP"), ProgramKind::Editor);
        QCOMPARE(kind("Software: Snapseed 2.0"), ProgramKind::Editor);
        QCOMPARE(kind("Meitu 9.1"), ProgramKind::Beauty);
        QCOMPARE(kind("美图秀秀"), ProgramKind::Beauty);
        QCOMPARE(kind("CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 80"), ProgramKind::Unknown);
    }

    void aCaptionIsNoProgram()
    {
        QByteArray block = exifBlock(1, "15.4.1", "a day in the snow");
        const qsizetype model = block.indexOf(QByteArray("\x01\x10", 2));
        QVERIFY(model > 0);
        block[model + 1] = '\x0E'; // ImageDescription
        const Photo photo = read(withExif(jpegOf(portrait(untouched().front()).image, 80), block));
        QCOMPARE(photo.source.programs, QStringList{u"15.4.1"_s});
    }

    void onlyPhotoshopsOwnResourcesCount()
    {
        const QByteArray jpeg = jpegOf(portrait(untouched().front()).image, 80);
        const QByteArray signature("Photoshop 3.0\0", 14);
        const QByteArray iptc = resource(0x0404, "", QByteArray("\x1C\2\x78\0\5words", 10)),
                         digest = resource(0x0425, "", QByteArray(16, 'd')),
                         resolution = resource(0x03ED, "odd name", QByteArray(16, '\1')),
                         quality = resource(0x0406, "", QByteArray(7, '\1'));
        const auto seen = [&](const QByteArray& resources) {
            return readJpegStructure(withSegment(jpeg, char(0xED), signature + resources)).facts.photoshop;
        };
        QVERIFY(!seen({}));
        QVERIFY(!seen(iptc));
        QVERIFY(!seen(iptc + digest + resolution));
        QVERIFY(seen(quality));
        QVERIFY(seen(iptc + resolution + resource(0x0421, "abc", QByteArray(5, 'v'))));
        QVERIFY(seen(resolution + resource(0x040C, "", QByteArray(31, 't')) + digest));
        const QByteArray whole = iptc + resolution + quality; // cut short, it holds up to the last head
        for (qsizetype length = 0; length < whole.size() - quality.size(); ++length)
            QVERIFY(!seen(whole.first(length)));
        QByteArray endless = iptc + quality;
        qToBigEndian(0xFFFFFFFFu, endless.data() + 8); // the length of the first
        QVERIFY(!seen(endless));
    }

    void profilesThatChangeNothingLeaveTheTraces()
    {
        const QImage image = portrait(untouched().front()).image;
        const QByteArray twice = jpegOf(read(jpegOf(image, 60)).image, 90);
        const QByteArray srgb = withIccJpeg(twice, QColorSpace(QColorSpace::SRgb).iccProfile());
        const QByteArray adobe = withIccJpeg(twice, QColorSpace(QColorSpace::AdobeRgb).iccProfile());
        QVERIFY(!read(srgb).source.recoloured);
        QVERIFY(read(adobe).source.recoloured);
        const auto look = [](const QByteArray& bytes) { return decodeForLook(bytes, {}, 100); };
        QVERIFY(look(srgb) && !look(srgb)->source.recoloured);
        QVERIFY(look(adobe) && look(adobe)->source.recoloured);
        QVERIFY(readDctTraces(read(srgb)).enough);
        QCOMPARE(readDctTraces(read(srgb)).doubled, readDctTraces(read(twice)).doubled);
        QVERIFY(!readDctTraces(read(adobe)).enough);
    }

    void hintsNeverTurnAPhotoRed()
    {
        const auto engine = makeEngine();
        const QByteArray jpeg = jpegOf(portrait(u"photos/m_easian.jpg"_s).image, 92);
        Photo photo = read(withExif(jpeg, exifBlock(1, "Meitu 10.1", "Phone 9")));
        QVERIFY(photo.source.hasCameraData);
        auto seen = engine->analyse(photo, seedStandard(), Depth::Quick);
        QVERIFY(seen);
        const CheckResult& beauty = checkOf(*seen, "history.beauty"_L1);
        QCOMPARE(beauty.status, CheckStatus::Warn);
        QVERIFY(!beauty.blocking);
        QCOMPARE(beauty.code, u"R02"_s);
        QCOMPARE(checkOf(*seen, "history.editor"_L1).status, CheckStatus::Pass);
        QCOMPARE(checkOf(*seen, "history.camera"_L1).value, 1.0);
        QCOMPARE(checkOf(*seen, "history.age"_L1).why, u"no_date"_s);

        photo.origin.liveCapture = true;
        seen = engine->analyse(photo, seedStandard(), Depth::Quick);
        QVERIFY(seen);
        for (const auto id : {"history.beauty"_L1, "history.editor"_L1, "history.camera"_L1, "history.age"_L1,
                              "history.recompressed"_L1, "history.inserted"_L1})
            QCOMPARE(checkOf(*seen, id).why, u"live_capture"_s);
    }

    void ageNeedsToday()
    {
        const auto engine = makeEngine();
        Photo photo = portrait(u"photos/m_easian.jpg"_s);
        photo.source.taken = QDateTime(QDate(2024, 5, 31), QTime(12, 30));
        photo.origin.today = QDate(2024, 6, 30);
        auto seen = engine->analyse(photo, seedStandard(), Depth::Quick);
        QVERIFY(seen);
        QCOMPARE(checkOf(*seen, "history.age"_L1).value, 30.0);
        QCOMPARE(checkOf(*seen, "history.age"_L1).status, CheckStatus::Pass);
        photo.origin.today = QDate(2026, 1, 1);
        seen = engine->analyse(photo, seedStandard(), Depth::Quick);
        QVERIFY(seen);
        QCOMPARE(checkOf(*seen, "history.age"_L1).status, CheckStatus::Warn);
    }

    void earlierCompression()
    {
        int seen = 0, all = 0, falsely = 0, clean = 0, quality = 0;
        for (const QString& file : untouched()) {
            const QImage image = portrait(file).image;
            for (const int last : {75, 90, 95}) {
                const DctTraces once = readDctTraces(read(jpegOf(image, last)));
                clean += 1;
                falsely += once.doubled > 0.5 ? 1 : 0;
                for (const int first : {50, 70, 85}) {
                    if (first >= last)
                        continue; // a coarser second table wipes the traces of the first
                    const DctTraces twice =
                        readDctTraces(read(jpegOf(read(jpegOf(image, first)).image, last)));
                    all += 1;
                    seen += twice.doubled > 0.5 ? 1 : 0;
                    quality += std::abs(twice.earlierQuality - first) <= 2 ? 1 : 0;
                }
            }
        }
        say(u"compressed twice: %1 of %2 seen (earlier quality within 2 of %3), %4 false of %5"_s.arg(seen)
                .arg(all)
                .arg(quality)
                .arg(falsely)
                .arg(clean));
        QVERIFY(seen >= all - 8); // 70 under 75 leaves hardly a gap
        QCOMPARE(falsely, 0);
    }

    void traceSurvivesTurning()
    {
        const QImage image = portrait(untouched().back()).image.copy(0, 0, 475, 637);
        const QByteArray twice = jpegOf(read(jpegOf(image, 60)).image, 90);
        const double plain = readDctTraces(read(twice)).doubled;
        for (int orientation = 2; orientation <= 8; ++orientation) {
            const Photo turned = read(withExif(twice, exifBlock(orientation, "", "")));
            QCOMPARE(turned.source.orientation, orientation);
            QVERIFY(std::abs(readDctTraces(turned).doubled - plain) < 0.02);
        }
    }

    void insertedPart()
    {
        int seen = 0, falsely = 0;
        for (const QString& file : untouched()) {
            const QImage image = portrait(file).image;
            QImage one = read(jpegOf(image, 60)).image;
            falsely += readDctTraces(read(jpegOf(one, 92))).foreign > 0.05 ? 1 : 0;
            for (int y = 420; y < 600; ++y) // clothes from elsewhere
                std::memcpy(one.scanLine(y) + 150, image.constScanLine(y) + 150, 180 * 3);
            seen += readDctTraces(read(jpegOf(one, 92))).foreign > 0.05 ? 1 : 0;
        }
        say(u"part put in after a first compression: %1 of %2 seen, %3 false"_s.arg(seen)
                .arg(untouched().size())
                .arg(falsely));
        QVERIFY(seen >= untouched().size() - 1);
        QVERIFY(falsely <= 1);
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
