#include "encoders.h"
#include "imaging/photo.h"
#include "resources/resources.h"

#include <QTest>

#include <array>
#include <random>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using imaging::decode;
using imaging::PhotoFormat;

namespace {

constexpr QSize size(96, 64);

/// Red in the stored top left quarter, green top right, blue bottom left, white bottom right.
QImage quarters()
{
    QImage image(size, QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const bool right = x >= size.width() / 2, low = y >= size.height() / 2;
            image.setPixelColor(x, y, low ? (right ? Qt::white : Qt::blue) : (right ? Qt::green : Qt::red));
        }
    }
    return image;
}

enum Corner { TopLeft, TopRight, BottomLeft, BottomRight };

QColor at(const QImage& image, Corner corner)
{
    const int x = corner == TopLeft || corner == BottomLeft ? image.width() / 4 : image.width() * 3 / 4;
    const int y = corner == TopLeft || corner == TopRight ? image.height() / 4 : image.height() * 3 / 4;
    return image.pixelColor(x, y);
}

bool near(const QColor& a, const QColor& b, int tolerance = 12)
{
    return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance
           && std::abs(a.blue() - b.blue()) <= tolerance;
}

/// Encoded with noise, so that the data is long enough to be cut in many places.
QImage noisy()
{
    QImage image(size, QImage::Format_RGB888);
    std::minstd_rand random(7);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width() * 3; ++x)
            image.scanLine(y)[x] = uchar(random());
    }
    return image;
}

QByteArray encoded(PhotoFormat format, const QImage& image)
{
    switch (format) {
    case PhotoFormat::Png: return pngOf(image);
    case PhotoFormat::WebP: return webpOf(image);
    case PhotoFormat::Heic: return heicOf(image);
    case PhotoFormat::Jpeg: break;
    }
    return jpegOf(image);
}

constexpr std::array formats{PhotoFormat::Jpeg, PhotoFormat::Png, PhotoFormat::WebP, PhotoFormat::Heic};

} // namespace

class TestDecode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormat()
    {
        for (const PhotoFormat format : formats) {
            const QByteArray bytes = encoded(format, quarters());
            const auto photo = decode(bytes, {});
            QVERIFY2(photo, qPrintable(photo ? QString() : photo.error().detail));
            QCOMPARE(photo->source.format, format);
            QCOMPARE(photo->image.format(), QImage::Format_RGB888);
            QCOMPARE(photo->image.size(), size);
            QCOMPARE(imaging::probe(bytes, {}).value_or(QSize()), size);
            QVERIFY(near(at(photo->image, TopLeft), Qt::red));
            QVERIFY(near(at(photo->image, TopRight), Qt::green));
            QVERIFY(near(at(photo->image, BottomLeft), Qt::blue));
            QVERIFY(near(at(photo->image, BottomRight), Qt::white));
        }
    }

    void orientations_data()
    {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<int>("first");  // where the stored top left corner belongs
        QTest::addColumn<int>("second"); // where the stored top right corner belongs
        // EXIF 2.3, tag 0x0112: the sides that row 0 and column 0 stand for.
        QTest::newRow("1") << 1 << int(TopLeft) << int(TopRight);
        QTest::newRow("2") << 2 << int(TopRight) << int(TopLeft);
        QTest::newRow("3") << 3 << int(BottomRight) << int(BottomLeft);
        QTest::newRow("4") << 4 << int(BottomLeft) << int(BottomRight);
        QTest::newRow("5") << 5 << int(TopLeft) << int(BottomLeft);
        QTest::newRow("6") << 6 << int(TopRight) << int(BottomRight);
        QTest::newRow("7") << 7 << int(BottomRight) << int(TopRight);
        QTest::newRow("8") << 8 << int(BottomLeft) << int(TopLeft);
    }

    void orientations()
    {
        QFETCH(int, orientation);
        QFETCH(int, first);
        QFETCH(int, second);
        const QByteArray bytes =
            withExif(jpegOf(quarters()), exifBlock(orientation, "Editor 1.0", "Phone 9"));
        const auto photo = decode(bytes, {});
        QVERIFY(photo);
        QCOMPARE(photo->source.orientation, orientation);
        QCOMPARE(photo->source.storedSize, size);
        QCOMPARE(photo->source.software, u"Editor 1.0"_s);
        QCOMPARE(photo->source.cameraModel, u"Phone 9"_s);
        QVERIFY(photo->source.hasCameraData);
        QCOMPARE(photo->image.size(), orientation >= 5 ? size.transposed() : size);
        QCOMPARE(imaging::probe(bytes, {}).value_or(QSize()), photo->image.size());
        QVERIFY(near(at(photo->image, Corner(first)), Qt::red));
        QVERIFY(near(at(photo->image, Corner(second)), Qt::green));
        const auto reduced = imaging::decodeReduced(bytes, {}, 48);
        QVERIFY(reduced);
        QVERIFY(near(at(*reduced, Corner(first)), Qt::red, 24));
    }

    void heicIgnoresExifOrientation()
    {
        const auto photo = decode(heicOf(quarters()), {}); // its EXIF says 6
        QVERIFY(photo);
        QCOMPARE(photo->source.orientation, 1);
        QCOMPARE(photo->source.software, u"Editor"_s);
        QVERIFY(near(at(photo->image, TopLeft), Qt::red));
    }

    void kindsOfPng()
    {
        const QImage rgb = quarters();
        for (const auto format : {QImage::Format_Indexed8, QImage::Format_RGBX64, QImage::Format_RGB32}) {
            const auto photo = decode(pngOf(rgb.convertToFormat(format)), {});
            QVERIFY(photo);
            QVERIFY(near(at(photo->image, TopRight), Qt::green, 2));
        }
        for (const auto format : {QImage::Format_Grayscale8, QImage::Format_Grayscale16}) {
            const auto photo = decode(pngOf(rgb.convertToFormat(format)), {});
            QVERIFY(photo);
            const QColor grey = at(photo->image, TopRight);
            QCOMPARE(grey.red(), grey.blue());
        }
        QImage clear(size, QImage::Format_RGBA8888);
        clear.fill(QColor(0, 0, 0, 128));
        const auto photo = decode(pngOf(clear), {});
        QVERIFY(photo);
        QVERIFY(near(at(photo->image, TopLeft), QColor(127, 127, 127), 2));
    }

    void cmykJpeg()
    {
        const auto photo = decode(cmykJpegOf(size, 255, 0, 0, 255), {});
        QVERIFY(photo);
        QVERIFY(near(at(photo->image, TopLeft), Qt::red));
    }

    void greyJpeg()
    {
        const auto photo = decode(jpegOf(quarters().convertToFormat(QImage::Format_Grayscale8)), {});
        QVERIFY(photo);
        QCOMPARE(photo->image.format(), QImage::Format_RGB888);
    }

    void cutAnywhereIsAnError()
    {
        for (const PhotoFormat format : formats) {
            const QByteArray whole = encoded(format, noisy());
            QVERIFY(decode(whole, {}));
            const qsizetype step = std::max<qsizetype>(1, whole.size() / 150);
            for (qsizetype length = 1; length < whole.size() - 2; length += step) {
                const auto photo = decode(whole.left(length), {});
                QVERIFY2(!photo,
                         qPrintable(
                             u"format %1 cut at %2 of %3"_s.arg(int(format)).arg(length).arg(whole.size())));
                const ErrorCode code = photo.error().code;
                QVERIFY(code == ErrorCode::ImageTruncated || code == ErrorCode::NotAnImage);
            }
        }
    }

    void truncatedIsCalledTruncated()
    {
        for (const PhotoFormat format : formats) {
            const QByteArray whole = encoded(format, noisy());
            for (const qsizetype length : {whole.size() * 2 / 3, whole.size() * 9 / 10}) {
                const auto photo = decode(whole.left(length), {});
                QVERIFY(!photo);
                QVERIFY2(photo.error().code == ErrorCode::ImageTruncated,
                         qPrintable(u"format %1: %2"_s.arg(int(format)).arg(photo.error().detail)));
            }
        }
        const auto reduced = imaging::decodeReduced(jpegOf(noisy()).left(3000), {}, 16);
        QVERIFY(!reduced);
        QCOMPARE(reduced.error().code, ErrorCode::ImageTruncated);
    }

    void noImages()
    {
        QCOMPARE(decode({}, {}).error().code, ErrorCode::EmptyFile);
        QCOMPARE(decode("hello, this is text", {}).error().code, ErrorCode::NotAnImage);
        QCOMPARE(decode(QByteArray(1000, '\0'), {}).error().code, ErrorCode::NotAnImage);
        QCOMPARE(decode("\xFF\xD8\xFF", {}).error().code, ErrorCode::ImageTruncated);
        QCOMPARE(decode("GIF89a, an animation", {}).error().code, ErrorCode::NotAnImage);
    }

    void damagedBytesNeverCrash()
    {
        std::minstd_rand random(11);
        int refused = 0;
        for (const PhotoFormat format : formats) {
            const QByteArray whole = encoded(format, noisy());
            for (int round = 0; round < 120; ++round) {
                QByteArray bytes = whole;
                for (int i = 0; i < 8; ++i)
                    bytes[qsizetype(random() % unsigned(bytes.size()))] = char(random());
                refused += decode(bytes, {0, 1000000}) ? 0 : 1;
            }
        }
        QVERIFY(refused > 0);
    }

    void limitsHoldBeforeDecoding()
    {
        const imaging::DecodeLimits limits{resources::limit("upload_max_bytes"_L1),
                                           resources::limit("upload_max_pixels"_L1)};
        for (const QByteArray& file : {jpegOf(quarters()), pngOf(quarters())}) {
            const QByteArray huge = claiming(file, {20000, 10000});
            for (const auto& error : {decode(huge, limits).error(), imaging::probe(huge, limits).error(),
                                      imaging::decodeReduced(huge, limits, 100).error()})
                QCOMPARE(error.code, ErrorCode::TooManyPixels);
        }
        const QByteArray photo = jpegOf(quarters());
        const QByteArray padded = photo + QByteArray(limits.maxBytes - photo.size(), '\0');
        QVERIFY(decode(padded, limits));
        QCOMPARE(decode(padded + '\0', limits).error().code, ErrorCode::FileTooLarge);
    }

    void reducedKeepsEnoughPixels()
    {
        const QImage large(1600, 1200, QImage::Format_RGB888);
        for (const PhotoFormat format : {PhotoFormat::Jpeg, PhotoFormat::Png}) {
            const auto small = imaging::decodeReduced(encoded(format, large), {}, 300);
            QVERIFY(small);
            QVERIFY(small->width() >= 300 && small->width() <= 600);
            QCOMPARE(small->width() * 3, small->height() * 4);
        }
    }
};

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
