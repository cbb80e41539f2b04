// Files that are rare, broken or hostile: each is decoded or refused with a reason, within bounds, and never
// crashes.
#include "encoders.h"
#include "imaging/photo.h"
#include "odd_files.h"
#include "portraits.h"
#include "resources/resources.h"

#include <QColorSpace>
#include <QLoggingCategory>
#include <QTest>
#include <QtEndian>

#include <array>
#include <random>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using imaging::decode;

namespace {

constexpr QSize size(48, 32);

imaging::DecodeLimits service()
{
    return {resources::limit("upload_max_bytes"_L1), resources::limit("upload_max_pixels"_L1)};
}

QImage plain(QSize of, const QColor& colour)
{
    QImage image(of, QImage::Format_RGB888);
    image.fill(colour);
    return image;
}

QImage noisy()
{
    QImage image(size, QImage::Format_RGB888);
    std::minstd_rand random(3);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width() * 3; ++x)
            image.scanLine(y)[x] = uchar(random());
    }
    return image;
}

/// What must hold for any bytes; false where the file was refused.
bool holds(const QByteArray& bytes, const imaging::DecodeLimits& limits = {1 << 22, 1'000'000})
{
    const auto photo = decode(bytes, limits);
    const auto reduced = imaging::decodeReduced(bytes, limits, 16);
    const auto look = imaging::decodeForLook(bytes, limits, 16);
    const auto probed = imaging::probe(bytes, limits);
    if (!photo) {
        const ErrorCode code = photo.error().code;
        return code == ErrorCode::NotAnImage || code == ErrorCode::ImageTruncated
                       || code == ErrorCode::TooManyPixels || code == ErrorCode::EmptyFile
                       || code == ErrorCode::FileTooLarge
                   ? false
                   : throw std::logic_error("another error code");
    }
    if (photo->image.isNull() || photo->image.format() != QImage::Format_RGB888 || !probed
        || *probed != photo->image.size()
        || qint64(photo->image.width()) * photo->image.height() > limits.maxPixels || !reduced || !look
        || look->size() != photo->image.size())
        throw std::logic_error("a picture that breaks the contract");
    return true;
}

using Bytes = QByteArray;

/// One way to break a file, by a seeded generator.
Bytes broken(const Bytes& whole, std::minstd_rand& random)
{
    Bytes bytes = whole;
    const auto below = [&](qsizetype n) { return qsizetype(random() % unsigned(std::max<qsizetype>(n, 1))); };
    const qsizetype at = below(bytes.size());
    switch (below(7)) {
    case 0: bytes.truncate(at); break;
    case 1: bytes[at] = char(random()); break;
    case 2: // a length, offset or size field
        for (qsizetype i = at; i < std::min(at + 4, bytes.size()); ++i)
            bytes[i] = below(2) ? char(0xFF) : char(random());
        break;
    case 3: bytes.remove(at, 1 + below(16)); break;
    case 4: bytes.insert(at, Bytes(1 + below(16), char(random()))); break;
    case 5: bytes.insert(at, bytes.mid(below(bytes.size()), 1 + below(64))); break; // a piece twice
    default: // a zero in the header, where the fields are
        bytes[below(std::min<qsizetype>(64, bytes.size()))] = '\0';
        break;
    }
    return bytes;
}

QList<std::pair<const char*, Bytes>> seeds()
{
    const QByteArray profile = QColorSpace(QColorSpace::AdobeRgb).iccProfile();
    const QByteArray jpeg = jpegOf(noisy()), png = pngOf(noisy()), webp = webpOf(noisy());
    return {{"jpeg", withExif(jpeg, exifBlock(6, "a", "b"))},
            {"jpeg icc", withIccJpeg(jpeg, profile)},
            {"jpeg progressive", jpegKind(noisy(), {true, false, 0})},
            {"jpeg arithmetic", jpegKind(noisy(), {true, true, 0})},
            {"jpeg cmyk", cmykJpegOf(size, 10, 20, 30, 40)},
            {"png", png},
            {"png interlaced", pngKind(size, 6, 8, true, false)},
            {"png palette", pngKind(size, 3, 2, true, true)},
            {"png icc", withIccPng(png, profile)},
            {"webp", webp},
            {"webp extended", extendedWebp(webp, size, profile, false)},
            {"heic", heicOf(noisy())}};
}

} // namespace

class TestBadPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"qt.gui.icc=false"_s); // hundreds of broken profiles follow
    }

    void everyKindOfPng()
    {
        int kinds = 0;
        const std::array<std::pair<int, QList<int>>, 5> types{
            {{0, {1, 2, 4, 8, 16}}, {2, {8, 16}}, {3, {1, 2, 4, 8}}, {4, {8, 16}}, {6, {8, 16}}}};
        for (const auto& [type, depths] : types) {
            for (const int depth : depths) {
                for (const bool interlaced : {false, true}) {
                    for (const bool seeThrough : {false, true}) {
                        if (seeThrough && type >= 4)
                            continue;
                        const auto photo = decode(pngKind(size, type, depth, interlaced, seeThrough), {});
                        const QString what =
                            u"type %1, %2 bits, %3 %4"_s.arg(type).arg(depth).arg(interlaced).arg(seeThrough);
                        QVERIFY2(photo, qPrintable(what));
                        const int most = (1 << depth) - 1;
                        const auto stored = [&](int level) {
                            return type == 3 ? level : (level * most + 127) / 255 * 255 / most;
                        };
                        const int left = photo->image.pixelColor(3, 3).green(),
                                  right = photo->image.pixelColor(size.width() - 3, 20).red();
                        QVERIFY2(std::abs(left - (seeThrough ? 255 : stored(51))) <= 1, qPrintable(what));
                        QVERIFY2(std::abs(right - stored(204)) <= 1, qPrintable(what));
                        ++kinds;
                    }
                }
            }
        }
        QCOMPARE(kinds, 52);
    }

    void kindsOfJpeg()
    {
        const QColor colour(200, 90, 40);
        for (const JpegKind& kind : {JpegKind{true, false, 0}, JpegKind{false, true, 0},
                                     JpegKind{true, true, 0}, JpegKind{true, false, 60}}) {
            const auto photo = decode(jpegKind(plain(size, colour), kind), {});
            QVERIFY(photo);
            const QColor seen = photo->image.pixelColor(5, 5);
            QVERIFY(std::abs(seen.red() - 200) <= 3 && std::abs(seen.green() - 90) <= 3);
        }
        const QByteArray baseline = jpegOf(plain(size, colour));
        for (const auto& [marker, precision] :
             {std::pair<uchar, uchar>{0xC0, 12}, {0xC3, 8}, {0xC5, 8}, {0xCB, 8}}) {
            const auto photo = decode(claimingFrame(baseline, marker, precision), {}); // 12 bits, lossless, …
            QVERIFY(!photo);
            QCOMPARE(photo.error().code, ErrorCode::NotAnImage);
        }
    }

    void extremeSizes()
    {
        const auto engine = makeEngine();
        for (const QSize of :
             {QSize(1, 1), QSize(1, 30000), QSize(30000, 10), QSize(3, 2), QSize(16383, 1)}) {
            for (const QByteArray& bytes :
                 {jpegOf(plain(of, Qt::gray)), pngOf(plain(of, Qt::gray)),
                  of.height() > 16383 || of.width() > 16383 ? QByteArray() : webpOf(plain(of, Qt::gray))}) {
                if (bytes.isEmpty())
                    continue;
                const auto photo = decode(bytes, service());
                QVERIFY(photo);
                QCOMPARE(photo->image.size(), of);
                const auto analysis = engine->analyse(*photo, seedStandard(), imaging::Depth::Full);
                QVERIFY(analysis);
                QVERIFY(analysis->faces.empty());
                const auto small = imaging::decodeReduced(bytes, service(), 224);
                QVERIFY(small && !small->isNull());
            }
        }
    }

    void profiles()
    {
        const QColor stored(60, 170, 60);
        const QByteArray adobe = QColorSpace(QColorSpace::AdobeRgb).iccProfile();
        const QImage picture = plain(size, stored);
        const QByteArray webp = webpOf(picture);
        QByteArray lut = adobe; // a profile by tables, which is left alone, has no rXYZ
        lut.replace("rXYZ", "A2B0");
        for (const auto& [plainFile, tagged, tabled] :
             {std::array{jpegOf(picture, 100), withIccJpeg(jpegOf(picture, 100), adobe),
                         withIccJpeg(jpegOf(picture, 100), lut)},
              std::array{pngOf(picture), withIccPng(pngOf(picture), adobe), withIccPng(pngOf(picture), lut)},
              std::array{webp, extendedWebp(webp, size, adobe, false),
                         extendedWebp(webp, size, lut, false)}}) {
            const auto before = decode(plainFile, {}), after = decode(tagged, {}), same = decode(tabled, {});
            QVERIFY(before && after && same);
            QVERIFY(std::abs(before->image.pixelColor(9, 9).red() - 60) <= 4);
            QVERIFY(after->image.pixelColor(9, 9).red() < 30); // out of the way of sRGB's green
            QVERIFY(std::abs(same->image.pixelColor(9, 9).red() - 60) <= 4);
        }
        // A broken profile never costs the picture.
        std::minstd_rand random(5);
        for (int i = 0; i < 200; ++i) {
            const QByteArray bad = broken(adobe, random);
            QVERIFY(decode(withIccJpeg(jpegOf(picture), bad), {}));
        }
        for (qsizetype length = 0; length < adobe.size(); length += 7)
            QVERIFY(decode(withIccJpeg(jpegOf(picture), adobe.left(length)), {}));
    }

    void brokenExif()
    {
        const QByteArray jpeg = jpegOf(plain(size, Qt::gray)), block = exifBlock(6, "Editor", "Phone");
        for (const int orientation : {0, 9, 255, 65535})
            QCOMPARE(decode(withExif(jpeg, exifBlock(orientation, "a", "b")), {})->source.orientation, 1);
        std::minstd_rand random(6);
        for (int i = 0; i < 400; ++i) {
            const auto photo = decode(withExif(jpeg, broken(block, random)), {});
            QVERIFY(photo);
            QVERIFY(photo->image.size() == size || photo->image.size() == size.transposed());
        }
        QByteArray loop = block; // the next directory is this one
        qToBigEndian(quint32(8), loop.data() + 6 + 8 + 2 + 3 * 12);
        QVERIFY(decode(withExif(jpeg, loop), {}));
    }

    void animations()
    {
        const QByteArray webp = webpOf(noisy());
        const auto moving = decode(extendedWebp(webp, size, {}, true), {});
        QVERIFY(!moving);
        QCOMPARE(moving.error().code, ErrorCode::NotAnImage);
        QVERIFY(moving.error().detail.contains(u"animation"));
        const auto still = decode(extendedWebp(webp, size, {}, false), {});
        QVERIFY(still);
        // An animated PNG shows its default picture to everyone who does not know animations.
        QVERIFY(decode(withPngChunk(pngOf(noisy()), "acTL", QByteArray(3, '\0') + '\2' + QByteArray(4, '\0')),
                       {}));
    }

    void otherFormatsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* name, const QByteArray& head) {
            QTest::newRow(name) << head + QByteArray(200, 'x') << QString::fromLatin1(name);
        };
        row("gif", "GIF89a");
        row("bmp", "BM");
        row("tiff", QByteArray("II*\0", 4));
        row("jpeg 2000", QByteArray("\0\0\0\x0CjP  \r\n\x87\n", 12));
        row("avif", QByteArray("\0\0\0\x20"
                               "ftypavif",
                               12));
        row("video", QByteArray("\0\0\0\x20"
                                "ftypisom",
                                12));
        row("svg", "<svg xmlns='http://www.w3.org/2000/svg'>");
        row("html", "<!DOCTYPE html><script>alert(1)</script>");
        row("pdf",
            "%PDF-1.7\n"
                + jpegOf(plain(size, Qt::red))); // a polyglot: whoever believes the JPEG in it is fooled
        row("zip", "PK\3\4");
        row("psd", "8BPS");
        row("jpeg xl", "\xFF\x0A");
        row("unknown first bytes", "\n" + jpegOf(plain(size, Qt::red)));
    }

    void otherFormatsAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        const auto photo = decode(bytes, {});
        QVERIFY(!photo);
        QCOMPARE(photo.error().code, ErrorCode::NotAnImage);
        QCOMPARE(photo.error().detail, name);
        QCOMPARE(imaging::probe(bytes, {}).error().code, ErrorCode::NotAnImage);
    }

    void whatFollowsAPictureIsIgnored()
    {
        const QByteArray jpeg = jpegOf(plain(size, Qt::red));
        for (const QByteArray& tail :
             {QByteArray("PK\3\4 and a whole archive"), QByteArray(100000, '\xFF'),
              jpegOf(plain({900, 900}, Qt::blue)), QByteArray("<script>alert(1)</script>")}) {
            const auto photo = decode(jpeg + tail, {});
            QVERIFY(photo);
            QCOMPARE(photo->image.size(), size);
            QVERIFY(photo->image.pixelColor(5, 5).red() > 240);
        }
    }

    void bombs()
    {
        const QSize huge(50000, 50000);
        QByteArray heic = heicOf(noisy());
        const qsizetype ispe = heic.indexOf("ispe");
        QVERIFY(ispe > 0);
        qToBigEndian(quint32(50000), heic.data() + ispe + 8);
        qToBigEndian(quint32(50000), heic.data() + ispe + 12);
        const QByteArray webp = webpOf(noisy());
        for (const QByteArray& bytes : {claiming(pngOf(noisy()), huge), claiming(jpegOf(noisy()), huge),
                                        claiming(jpegKind(noisy(), {true, false, 0}), huge), heic,
                                        extendedWebp(webp, {1 << 14, 1 << 14}, {}, false)}) {
            const auto photo = decode(bytes, service());
            QVERIFY(!photo);
            QVERIFY2(photo.error().code == ErrorCode::TooManyPixels
                         || photo.error().code == ErrorCode::NotAnImage,
                     qPrintable(photo.error().detail));
        }
        // A few kilobytes that inflate to 300 MB, in each chunk that is compressed.
        const QByteArray bomb = deflatedZeros(300'000'000);
        const QByteArray png = pngOf(noisy());
        for (const auto& [name, head] : {std::pair<const char*, QByteArray>{"iCCP", QByteArray("p\0\0", 3)},
                                         {"zTXt", QByteArray("p\0\0", 3)},
                                         {"iTXt", QByteArray("p\0\1\0\0\0", 6)}})
            static_cast<void>(holds(withPngChunk(png, name, head + bomb), service()));
        // Pixels of one that was promised small: more data than the header's size is left alone.
        QVERIFY(!holds(claiming(png, {4000, 4000}), service()));
    }

    void scansAreCounted()
    {
        QVERIFY(decode(jpegKind(noisy(), {true, false, 99}), {}));
        const auto many = decode(jpegKind(noisy(), {true, false, 140}), {});
        QVERIFY(!many);
        QCOMPARE(many.error().code, ErrorCode::NotAnImage);
    }

    void anyDamageIsAnAnswer()
    {
        std::minstd_rand random(20260101);
        int kept = 0, refused = 0;
        for (const auto& [name, whole] : seeds()) {
            QVERIFY2(holds(whole), name);
            const bool slow = whole.contains("ftypheic");
            for (int round = 0; round < (slow ? 150 : 600); ++round) {
                Bytes bytes = broken(whole, random);
                if (random() % 3 == 0)
                    bytes = broken(bytes, random);
                (holds(bytes) ? kept : refused) += 1;
            }
        }
        say(u"damaged files: %1 refused, %2 still readable"_s.arg(refused).arg(kept));
        QVERIFY(refused > 1000 && kept > 100);
    }

    void everyByteOfAHeader()
    {
        for (const auto& [name, whole] : seeds()) {
            const bool slow = whole.contains("ftypheic");
            for (qsizetype at = 0; at < std::min<qsizetype>(whole.size(), slow ? 160 : 400); ++at) {
                for (const char value : {'\0', '\x7F', '\x80', '\xFF'}) {
                    if (slow && value != '\xFF')
                        continue;
                    Bytes bytes = whole;
                    bytes[at] = value;
                    static_cast<void>(holds(bytes));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestBadPictures)
#include "tst_bad_pictures.moc"
