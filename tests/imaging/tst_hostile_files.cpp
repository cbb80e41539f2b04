// Files that are honest in their header and dear behind it: what they cost must not depend on their author.
#include "encoders.h"
#include "imaging/decode/hevc_size.h"
#include "imaging/photo.h"
#include "odd_files.h"
#include "portraits.h"
#include "resources/resources.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <random>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using imaging::decode;
using imaging::largestHevcFrame;

namespace {

constexpr QSize size(96, 64);

imaging::DecodeLimits service()
{
    return {resources::limit("upload_max_bytes"_L1), resources::limit("upload_max_pixels"_L1)};
}

QImage noisy(QSize of = size)
{
    QImage image(of, QImage::Format_RGB888);
    std::minstd_rand random(3);
    for (int y = 0; y < of.height(); ++y) {
        for (int x = 0; x < of.width() * 3; ++x)
            image.scanLine(y)[x] = uchar(random());
    }
    return image;
}

/// Highest resident memory since the last call of forgetPeak(), MiB.
double peak()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().chopped(3).toDouble() / 1024;
    }
    return -1;
}

/// The first parameter set in the decoder's configuration of a HEIC file.
QByteArray parameterSet(const QByteArray& heic)
{
    const qsizetype at = heic.indexOf(QByteArray("\x42\x01", 2), heic.indexOf("hvcC"));
    if (at < 2)
        qFatal("no parameter set");
    return heic.mid(at, qFromBigEndian<quint16>(heic.constData() + at - 2));
}

QByteArray unit(const QByteArray& nal)
{
    QByteArray length(4, '\0');
    qToBigEndian(quint32(nal.size()), length.data());
    return length + nal;
}

bool forgetPeak()
{
    QFile refs(u"/proc/self/clear_refs"_s);
    return refs.open(QIODevice::WriteOnly) && refs.write("5") == 1;
}

} // namespace

class TestHostileFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Each chunk keeps within the limit of one chunk; together they would be 420 MiB.
    void manyTexts_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("zTXt") << QByteArray("zTXt") << QByteArray("p\0\0", 3);
        QTest::newRow("iTXt") << QByteArray("iTXt") << QByteArray("p\0\1\0\0\0", 6);
    }

    void manyTexts()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, head);
        const QByteArray text = head + qCompress(QByteArray(7 << 20, 'x'), 9).mid(4);
        QByteArray png = pngOf(noisy());
        for (int i = 0; i < 60; ++i)
            png = withPngChunk(png, name, text);
        QVERIFY(png.size() < 1 << 20);
        QVERIFY(forgetPeak());
        const double before = peak();
        QVERIFY(before > 0);
        const auto photo = decode(png, service());
        const double grown = peak() - before;
        QVERIFY(photo);
        QCOMPARE(photo->image, decode(pngOf(noisy()), {})->image);
        say(u"60 chunks %1 of 7 MiB: %2 MiB"_s.arg(QString::fromLatin1(name)).arg(grown, 0, 'f', 1));
        QVERIFY(grown < 64);
    }

    void whatIsNeededOfAPngIsStillRead()
    {
        const QByteArray exif = exifBlock(6, "Editor", "Phone");
        const QByteArray png = withPngChunk(pngOf(noisy()), "eXIf", exif.mid(6));
        const auto photo = decode(png, service());
        QVERIFY(photo);
        QCOMPARE(photo->source.orientation, 6);
        QCOMPARE(photo->source.software, u"Editor"_s);
        QCOMPARE(photo->image.size(), size.transposed());
    }

    void aHeicMayNotHideALargerFrame()
    {
        QByteArray heic = heicOf(noisy({512, 384}));
        const imaging::DecodeLimits limits{0, 100 * 100};
        QVERIFY(decode(heic, {0, 512 * 384}));
        const qsizetype ispe = heic.indexOf("ispe");
        QVERIFY(ispe > 0);
        qToBigEndian(quint32(64), heic.data() + ispe + 8);
        qToBigEndian(quint32(64), heic.data() + ispe + 12);
        QCOMPARE(decode(heic, limits).error().code, ErrorCode::TooManyPixels);
        QCOMPARE(imaging::probe(heic, limits).error().code, ErrorCode::TooManyPixels);
        QCOMPARE(decode(heic, {0, 512 * 384}).error().code, ErrorCode::NotAnImage); // two sizes
    }

    void codedSizeOfHevc()
    {
        for (const QSize of : {QSize(96, 64), QSize(512, 384), QSize(333, 217), QSize(1000, 70)}) {
            const qint64 coded = largestHevcFrame(heicOf(noisy(of)));
            QVERIFY(coded >= qint64(of.width()) * of.height());
            QVERIFY(coded <= qint64(of.width() + 16) * (of.height() + 16));
        }
        // One more between the frames, which the decoder would follow as well.
        const QByteArray small = heicOf(noisy()), larger = parameterSet(heicOf(noisy({512, 384})));
        QCOMPARE(largestHevcFrame(small + unit(larger) + unit(QByteArray("\x26\x01picture"))),
                 qint64(512 * 384));
        QByteArray other = larger;
        other[0] = '\x44'; // another kind of unit
        QCOMPARE(largestHevcFrame(small + unit(other) + unit(QByteArray("\x26\x01picture"))),
                 largestHevcFrame(small));
        for (qsizetype length = 0; length < small.size(); ++length)
            QVERIFY(largestHevcFrame(small.first(length)) <= 128 * 128);
        QCOMPARE(largestHevcFrame({}), 0);
        QCOMPARE(largestHevcFrame("hvcC"), 0);
    }
};

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "tst_hostile_files.moc"
