// Codes written and read back: every kind, level, shape and size; texts and character sets; limits and bad
// input.
#include "imaging/codes.h"
#include "imaging/codes/code_text.h"

#include <QPainter>
#include <QTest>
#include <QXmlStreamReader>

#include <set>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::imaging;

namespace {

const std::vector<Symbology> every{Symbology::Qr, Symbology::DataMatrix, Symbology::Code128};
constexpr int slow = 120'000;

/// The only code read in the picture, or one without bytes.
Code only(const QImage& image, const std::vector<Symbology>& wanted = every)
{
    const auto codes = readCodes(image, wanted, {.budgetMs = slow});
    return codes && codes->size() == 1 ? codes->front() : Code{};
}

/// What a drawing program makes of the SVG: its path filled without smoothing, one pixel a module.
QImage paintedPath(const QByteArray& svg, QSize grid)
{
    QImage image(grid, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"path")
            continue;
        const QStringList runs = xml.attributes().value("d"_L1).toString().split(u'M', Qt::SkipEmptyParts);
        for (QString run : runs) {
            run.replace(u'h', u' ').replace(u'v', u' ').remove(u'z');
            const QStringList n = run.split(u' ');
            if (n.size() == 5)
                painter.fillRect(n[0].toInt(), n[1].toInt(), n[2].toInt(), n[3].toInt(), Qt::black);
        }
    }
    return xml.hasError() ? QImage() : image;
}

/// A 21×21 symbol from its rows, made once with another character set than ours.
QImage fixture(const std::array<quint32, 21>& rows)
{
    Modules modules{21, 21, 4, 4, {}};
    for (const quint32 row : rows) {
        for (int x = 20; x >= 0; --x)
            modules.bits.push_back((row >> x & 1) != 0);
    }
    return toImage(modules, 5);
}

} // namespace

class TestCodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void qrOfEveryLevelAndSize();
    void everyShapeOfDataMatrix();
    void sheetCodeFitsItsPlace();
    void code128();
    void quietZonesAndCrispPictures();
    void pngCarriesItsResolution();
    void svgIsTheSameSymbol();
    void chineseAndRareCharacters();
    void foreignCharacterSetsAreNotGuessed();
    void textIsRefusedWhereItDoesNotFit();
    void onlyTheWantedKinds();
    void everyPixelFormat();
    void extremeSizes();
    void limits();
};

void TestCodes::qrOfEveryLevelAndSize()
{
    int last = 0;
    for (const QrLevel level : {QrLevel::Low, QrLevel::Medium, QrLevel::Quartile, QrLevel::High}) {
        const QByteArray text(100, 'q');
        const auto modules = encode(Symbology::Qr, text, {.qrLevel = level});
        QVERIFY(modules);
        QVERIFY(modules->width > last); // more repair needs more room
        last = modules->width;
        for (const int px : {2, 3, 4, 7, 20}) {
            const Code code = only(toImage(*modules, px));
            QCOMPARE(code.bytes, text);
            QVERIFY(code.symbology == Symbology::Qr && !code.inverted);
            const double left = modules->quietX * px, right = left + modules->width * px;
            QVERIFY(QLineF(code.corners[0], QPointF(left, left)).length() < px + 1);
            QVERIFY(QLineF(code.corners[2], QPointF(right, right)).length() < px + 1);
        }
    }
    const QByteArray longest(2331, 'Z'); // version 40, M, bytes
    const auto modules = encode(Symbology::Qr, longest.toLower());
    QVERIFY(modules);
    QCOMPARE(modules->width, 177);
    QCOMPARE(only(toImage(*modules, 4)).bytes, longest.toLower());
}

void TestCodes::everyShapeOfDataMatrix()
{
    std::set<std::pair<int, int>> sizes;
    for (const MatrixShape shape : {MatrixShape::Square, MatrixShape::Rectangle, MatrixShape::Smallest}) {
        for (int length = 1; length <= 174; ++length) {
            QByteArray text;
            for (int i = 0; i < length; ++i)
                text += char('A' + i * 7 % 26);
            const auto modules = encode(Symbology::DataMatrix, text, {.matrixShape = shape});
            if (shape == MatrixShape::Rectangle && length > 49) {
                QVERIFY(!modules);
                continue;
            }
            QVERIFY(modules);
            if (!sizes.insert({modules->height, modules->width}).second && length % 13 != 0)
                continue;
            QVERIFY(shape == MatrixShape::Smallest
                    || (shape == MatrixShape::Square) == (modules->width == modules->height));
            QCOMPARE(only(toImage(*modules, 4), {Symbology::DataMatrix}).bytes, text);
        }
    }
    QCOMPARE(sizes.size(), std::size_t(20)); // every symbol of the table was read
    const auto digits = encode(Symbology::DataMatrix, "1234567890", {.matrixShape = MatrixShape::Rectangle});
    QCOMPARE(QSize(digits->width, digits->height), QSize(18, 8));
}

void TestCodes::sheetCodeFitsItsPlace()
{
    // 3.5 × 25 mm beside the turned 1寸 at 300 dpi: four pixels a module, 0.34 mm.
    constexpr int high = int(3.5 / 25.4 * 300), wide = int(25 / 25.4 * 300);
    const auto modules = encode(Symbology::DataMatrix, "20260302000112345678",
                                {.matrixShape = MatrixShape::Rectangle, .matrixMax = {34, 10}});
    QVERIFY(modules);
    QCOMPARE(modulePxFor(*modules, {wide, high}), 4);
    QImage sheet(1200, 800, QImage::Format_Grayscale8);
    sheet.fill(Qt::white);
    QPainter(&sheet).drawImage(700, 300, toImage(*modules, 4)); // away from the middle
    QCOMPARE(only(sheet).bytes, QByteArray("20260302000112345678"));
    QCOMPARE(only(sheet.transformed(QTransform().rotate(90))).bytes, QByteArray("20260302000112345678"));
    // 8×32 holds ten codewords: twenty digits, not twenty-one.
    const auto fits = [](const QByteArray& text, QSize most) {
        return encode(Symbology::DataMatrix, text, {.matrixShape = MatrixShape::Rectangle, .matrixMax = most})
            .has_value();
    };
    QVERIFY(fits("20000000000000000000", {34, 10}));
    QVERIFY(!fits("200000000000000000001", {34, 10}));
    QVERIFY(fits("200000000000000000001", {34, 14})); // 12×26
    QVERIFY(!fits("20000000000000000000", {33, 10}));
    QVERIFY(!fits("20000000000000000000", {34, 9}));
}

void TestCodes::code128()
{
    for (const QByteArray& text :
         {QByteArray("PD-2026-000123"), QByteArray("12345678901234567890"), QByteArray(" ~aZ")}) {
        const auto modules = encode(Symbology::Code128, text);
        QVERIFY(modules);
        for (const int px : {1, 2, 5}) {
            const Code code = only(toImage(*modules, px));
            QVERIFY(code.symbology == Symbology::Code128);
            QCOMPARE(code.bytes, text);
        }
    }
    QCOMPARE(encode(Symbology::Code128, "1", {.barHeight = 40})->height, 40);
}

void TestCodes::quietZonesAndCrispPictures()
{
    const auto qr = encode(Symbology::Qr, "x"), dm = encode(Symbology::DataMatrix, "x"),
               bar = encode(Symbology::Code128, "x");
    QCOMPARE(QSize(qr->quietX, qr->quietY), QSize(4, 4));
    QCOMPARE(QSize(dm->quietX, dm->quietY), QSize(1, 1));
    QCOMPARE(QSize(bar->quietX, bar->quietY), QSize(10, 0));
    const QImage image = toImage(*qr, 3);
    QCOMPARE(image.size(), QSize(29 * 3, 29 * 3));
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int u = x / 3 - 4, v = y / 3 - 4;
            const bool dark = u >= 0 && v >= 0 && u < 21 && v < 21 && qr->dark(u, v);
            QCOMPARE(int(image.constScanLine(y)[x]), dark ? 0 : 255);
        }
    }
    QVERIFY(toImage(*qr, 0).isNull());
    QVERIFY(toImage(*qr, 100'000).isNull());
    QVERIFY(toImage({}, 3).isNull());
    QCOMPARE(modulePxFor(*qr, {28, 100}), 0);
    QCOMPARE(modulePxFor({}, {28, 100}), 0);
}

void TestCodes::pngCarriesItsResolution()
{
    const auto modules = encode(Symbology::Qr, "PDCC1.test");
    const auto png = toPng(*modules, 4, 300);
    QVERIFY(png);
    const QImage back = QImage::fromData(*png, "PNG");
    QCOMPARE(back.dotsPerMeterX(), 11811);
    QCOMPARE(only(back).bytes, QByteArray("PDCC1.test"));
    QCOMPARE(toPng(*modules, 0).error().code, ErrorCode::EncodeFailed);
}

void TestCodes::svgIsTheSameSymbol()
{
    for (const Symbology symbology : every) {
        const auto modules = encode(symbology, "PD123");
        const QByteArray svg = toSvg(*modules, 0.25);
        QCOMPARE(svg.count("<path"), 1);
        QVERIFY(svg.contains("shape-rendering=\"crispEdges\""));
        QVERIFY(svg.contains("width=\"" + QByteArray::number(modules->sizeWithQuiet().width() * 0.25, 'f', 3)
                             + "mm\""));
        QCOMPARE(paintedPath(svg, modules->sizeWithQuiet()), toImage(*modules, 1));
    }
}

void TestCodes::chineseAndRareCharacters()
{
    const QString text = u"张𠮷·明 (7) é"_s;
    for (const Symbology symbology : {Symbology::Qr, Symbology::DataMatrix}) {
        const auto modules = encode(symbology, text.toUtf8());
        QVERIFY(modules);
        const Code code = only(toImage(*modules, 5));
        QCOMPARE(code.text, text);
        QCOMPARE(code.bytes, text.toUtf8());
    }
}

void TestCodes::foreignCharacterSetsAreNotGuessed()
{
    // 张三 in GB18030 without ECI, 张𠮷 in GB18030 with one, and five bytes that are no text.
    const QImage plain =
        fixture({0x01fd27f, 0x0105a41, 0x017455d, 0x0175a5d, 0x0174c5d, 0x0104441, 0x01fd57f,
                 0x0001800, 0x016e04b, 0x019b12c, 0x00b5df2, 0x014898c, 0x0144696, 0x0001caf,
                 0x01fd4d1, 0x01053c8, 0x0174e47, 0x017589e, 0x017569c, 0x0104f59, 0x01fdb20});
    QCOMPARE(only(plain).text, u"张三"_s);
    QCOMPARE(only(plain).bytes, QByteArray("\xd5\xc5\xc8\xfd"));
    const QImage announced =
        fixture({0x01fde7f, 0x0105341, 0x017495d, 0x017515d, 0x017405d, 0x0104c41, 0x01fd57f,
                 0x0001400, 0x016e04b, 0x0151d09, 0x0137163, 0x01999aa, 0x01bd22c, 0x0001095,
                 0x01fdcd0, 0x0105bde, 0x0174652, 0x0175094, 0x017528c, 0x0104f72, 0x01fdb18});
    QCOMPARE(only(announced).text, u"张𠮷"_s);
    const QImage binary =
        fixture({0x01fc07f, 0x0105e41, 0x017455d, 0x0174a5d, 0x017575d, 0x0104e41, 0x01fd57f,
                 0x0000800, 0x0154512, 0x0178eaa, 0x00be257, 0x0132fa1, 0x01dee4d, 0x0001066,
                 0x01fc908, 0x0104455, 0x0175d79, 0x01742a6, 0x0175ad8, 0x0104ba5, 0x01fdad3});
    QCOMPARE(only(binary).bytes, QByteArray("\xff\xfe\0x\x80", 5));
    QVERIFY(only(binary).text.isNull());
    QVERIFY(textOf(QByteArray("caf\xe9")).isNull());
    QVERIFY(textOf(QByteArray("\x80\x81")).isNull());
    QVERIFY(textOf(QByteArray("\xd5\xc5\xc8")).isNull());
    QVERIFY(fromGb18030(QByteArray("abc\xd5")).isNull());
    QVERIFY(fromGb18030(QByteArray("\xd5\xc5\x81\x30\x81")).isNull());
    QVERIFY(fromUtf8(QByteArray("abc\xe5")).isNull());
    QCOMPARE(fromGb18030(QByteArray("\xd5\xc5")), u"张"_s);
    QCOMPARE(textOf(QByteArray("\xd5\xc5\xe9\x46")), u"张镕"_s);
    QCOMPARE(textOf(QByteArray("abc")), u"abc"_s);
}

void TestCodes::textIsRefusedWhereItDoesNotFit()
{
    const auto refused = [](Symbology symbology, const QByteArray& text, const WriteOptions& options = {}) {
        const auto modules = encode(symbology, text, options);
        return !modules && modules.error().code == ErrorCode::InvalidField;
    };
    for (const Symbology symbology : every) {
        QVERIFY(refused(symbology, {}));
        QVERIFY(refused(symbology, QByteArray("\xff\xfe")));
        for (const char* cut : {"abc\xE5", "abc\xE5\xBC", "\xF0\xA0\xAE"})
            QVERIFY2(refused(symbology, QByteArray(cut)), cut);
        QVERIFY(refused(symbology, QByteArray(8000, '1')));
    }
    QVERIFY(refused(Symbology::Qr, QByteArray(2954, 'a'), {.qrLevel = QrLevel::Low}));
    QVERIFY(refused(Symbology::DataMatrix, QByteArray(175, 'a')));
    QVERIFY(refused(Symbology::Code128, QByteArray("张")));
    QVERIFY(refused(Symbology::Code128, QByteArray("a\n")));
    QVERIFY(refused(Symbology::Code128, QByteArray(200, 'a')));
    QVERIFY(refused(Symbology::Code128, QByteArray("a"), {.barHeight = 0}));
}

void TestCodes::onlyTheWantedKinds()
{
    const QImage qr = toImage(*encode(Symbology::Qr, "a"), 5);
    QVERIFY(readCodes(qr, {Symbology::DataMatrix, Symbology::Code128})->empty());
    QVERIFY(readCodes(qr, {})->empty());
    QCOMPARE(readCodes(qr, {Symbology::Qr})->size(), std::size_t(1));
}

void TestCodes::everyPixelFormat()
{
    const QImage grey = toImage(*encode(Symbology::Qr, "a"), 5);
    for (int format = QImage::Format_Mono; format < QImage::NImageFormats; ++format) {
        const QImage image = grey.convertToFormat(QImage::Format(format));
        if (format != QImage::Format_Alpha8) // holds no colour at all
            QVERIFY2(only(image).bytes == QByteArray("a"), qPrintable(QString::number(format)));
    }
    // Black on nothing, as a web page draws it: white behind it, as people see it.
    QImage clear(grey.size(), QImage::Format_ARGB32);
    for (int y = 0; y < grey.height(); ++y) {
        for (int x = 0; x < grey.width(); ++x)
            clear.setPixel(x, y, grey.constScanLine(y)[x] ? qRgba(0, 0, 0, 0) : qRgba(0, 0, 0, 255));
    }
    QCOMPARE(only(clear).bytes, QByteArray("a"));
}

void TestCodes::extremeSizes()
{
    for (const QSize size :
         {QSize(1, 1), QSize(2, 1), QSize(1, 5000), QSize(30000, 10), QSize(3, 30000), QSize(20, 20)}) {
        for (const uint level : {0u, 128u, 255u}) {
            QImage image(size, QImage::Format_Grayscale8);
            image.fill(level * 0x10101);
            const auto codes = readCodes(image, every, {.budgetMs = slow});
            QVERIFY(codes);
            QVERIFY(codes->empty());
        }
    }
}

void TestCodes::limits()
{
    QCOMPARE(readCodes({}, every).error().code, ErrorCode::NotAnImage);
    QCOMPARE(readCodes(QImage(100, 100, QImage::Format_Grayscale8), every, {.maxPixels = 9999}).error().code,
             ErrorCode::TooManyPixels);
    QImage row(900, 300, QImage::Format_Grayscale8);
    row.fill(Qt::white);
    for (int i = 0; i < 3; ++i)
        QPainter(&row).drawImage(300 * i + 20, 60,
                                 toImage(*encode(Symbology::Qr, QByteArray(1 + i, 'a')), 6));
    QCOMPARE(readCodes(row, every)->size(), std::size_t(3));
    QCOMPARE(readCodes(row, every, {.maxCodes = 2})->size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestCodes)
#include "tst_codes.moc"
