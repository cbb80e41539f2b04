// Codes on sheets and slips, read back as a hand scanner or a photo of the sheet would give them.
#include "imaging/codes.h"
#include "picture_edits.h"
#include "portraits.h"
#include "sheet_cases.h"

#include <QBuffer>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace photodesk;
using namespace photodesk::imaging;
using namespace photodesk::test;
using namespace Qt::StringLiterals;

namespace {

QImage jpeg85(const QImage& page)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    page.save(&buffer, "JPG", 85);
    return QImage::fromData(bytes, "JPG");
}

// Three by three, binomial: about σ = 0.7 pixels.
QImage blurred(const QImage& page)
{
    const QImage grey = page.convertToFormat(QImage::Format_Grayscale8);
    QImage out = grey;
    for (int y = 1; y + 1 < grey.height(); ++y) {
        const uchar* rows[] = {grey.constScanLine(y - 1), grey.constScanLine(y), grey.constScanLine(y + 1)};
        uchar* to = out.scanLine(y);
        for (int x = 1; x + 1 < grey.width(); ++x) {
            int sum = 0;
            for (int k = 0; k < 3; ++k)
                sum += (rows[k][x - 1] + 2 * rows[k][x] + rows[k][x + 1]) * (k == 1 ? 2 : 1);
            to[x] = uchar((sum + 8) / 16);
        }
    }
    return out;
}

struct Way {
    const char* name;
    std::function<QImage(const QImage&)> change;
};

const std::vector<Way> ways{
    {"as printed", [](const QImage& page) { return page; }},
    {"JPEG 85", jpeg85},
    {"turned 0.5°", [](const QImage& page) { return turned(page, 0.5); }},
    {"turned -0.5°", [](const QImage& page) { return turned(page, -0.5); }},
    {"upside down", [](const QImage& page) { return turned(page, 180); }},
    {"blurred", blurred},
    {"blurred, turned, JPEG", [](const QImage& page) { return jpeg85(turned(blurred(page), 0.5)); }},
};

bool reads(const QImage& page, const Layout& layout, const SheetFacts& facts)
{
    const auto code = readSheetCode(page, layout);
    return code && sheetCode(code->number, code->sheet, code->sheets) == facts.code;
}

SheetJob portraitJob(const Layout& layout, int page, int order)
{
    SheetJob job = jobOf(layout, page, portrait(u"photos/f_easian.jpg"_s).image);
    job.order = orderNo(order);
    return job;
}

} // namespace

class TestSheetCodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsThereAndBack();
    void sheetsReadBack();
    void pdfReadsBack();
    void slipsReadBack();
    void longNumbersAreLeftOutNotSqueezed();
    void nothingWithoutRoom();
};

void TestSheetCodes::textsThereAndBack()
{
    QCOMPARE(sheetCode(u"R2611240001"_s, 1, 2), "R2611240001.1.2");
    QVERIFY(parseSheetCode("R2611240001.1.2") == (SheetCode{u"R2611240001"_s, 1, 2}));
    QVERIFY(parseSheetCode("R-7") == (SheetCode{u"R-7"_s, 0, 0}));
    for (const char* bad : {"", ".", "R.1", "R.1.2.3", "R.3.2", "R.0.2", "R.01.2", "R.1.+2", "R. 1.2",
                            "R .1.2", "R.1.2 ", "R.99999999999.99999999999", "R.1.x", "\xE8\xAE\xA2.1.2"})
        QVERIFY2(!parseSheetCode(bad), bad);
}

void TestSheetCodes::sheetsReadBack()
{
    std::vector<int> read(ways.size());
    int sheets = 0;
    for (const Layout& layout : sheetLayouts()) {
        if (layout.pages[0].freeAreas.empty())
            continue;
        const auto sheet = composeSheet(portraitJob(layout, 0, 37 * ++sheets));
        QVERIFY(sheet.has_value());
        QVERIFY(!sheet->facts.code.isEmpty() && !sheet->facts.codeLeftOut);
        for (std::size_t i = 0; i < ways.size(); ++i)
            read[i] += reads(ways[i].change(sheet->image), layout, sheet->facts);
    }
    for (std::size_t i = 0; i < ways.size(); ++i)
        say(u"codes on sheets at 300 dpi, %1: %2 of %3 read"_s.arg(QString::fromUtf8(ways[i].name))
                .arg(read[i])
                .arg(sheets));
    for (const int count : read)
        QCOMPARE(count, sheets);
}

void TestSheetCodes::pdfReadsBack()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"t.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    SheetPdf pdf(&file);
    std::vector<SheetFacts> facts;
    const char* const ids[] = {"layout_1", "layout_1_5in", "layout_2_6in_1mm"};
    for (const char* id : ids) {
        const auto added = pdf.addSheet(portraitJob(layoutNamed(QString::fromLatin1(id)), 0, 5));
        QVERIFY(added.has_value());
        facts.push_back(*added);
    }
    QVERIFY(pdf.finish().has_value() && file.flush());
    for (const int dpi : {300, 600}) {
        QCOMPARE(QProcess::execute(u"pdftoppm"_s, {u"-r"_s, QString::number(dpi), u"-png"_s, file.fileName(),
                                                   folder.filePath(u"p"_s)}),
                 0);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const QImage page(folder.filePath(u"p-%1.png"_s.arg(i + 1)));
            QVERIFY(reads(page, layoutNamed(QString::fromLatin1(ids[i])), facts[i]));
        }
    }
}

void TestSheetCodes::slipsReadBack()
{
    std::vector<SlipJob> slips;
    for (int i = 0; i < 4; ++i)
        slips.push_back({orderNo(i), u"版式一"_s, u"6寸"_s, 2, {}});
    const auto page = composeSlips(slips, {152, 102});
    QVERIFY(page.has_value());
    for (const Way& way : ways) {
        const auto codes =
            readCodes(way.change(page->image), {Symbology::Code128},
                      {.hardest = ReadPass::Harder, .budgetMs = 0, .maxPixels = 0, .maxCodes = 4});
        QVERIFY(codes.has_value());
        QSet<QByteArray> found;
        for (const Code& code : *codes)
            found.insert(code.bytes);
        QCOMPARE(found.size(), 4);
        for (const SlipJob& slip : slips)
            QVERIFY2(found.contains(slip.order.number.toLatin1()), way.name);
    }
}

void TestSheetCodes::longNumbersAreLeftOutNotSqueezed()
{
    SheetJob job = portraitJob(layoutNamed(u"layout_1"_s), 0, 1);
    job.order.number = u"R20261124-00012345"_s;
    const auto fits = composeSheet(job);
    QVERIFY(fits && reads(fits->image, layoutNamed(u"layout_1"_s), fits->facts));
    QVERIFY(fits->facts.codeMm.width() >= 12 * 0.2); // no module below the least
    job.order.number = u"7b0a1c52-6a0e-4f0e-9a55-0f6f2a1d9c3e"_s;
    const auto sheet = composeSheet(job);
    QVERIFY(sheet.has_value());
    QVERIFY(sheet->facts.codeLeftOut && sheet->facts.code.isEmpty());
}

void TestSheetCodes::nothingWithoutRoom()
{
    const auto sheet = composeSheet(portraitJob(layoutNamed(u"layout_2"_s), 0, 1));
    QVERIFY(sheet && sheet->facts.code.isEmpty() && !sheet->facts.codeLeftOut);
    QVERIFY(!readSheetCode(sheet->image, layoutNamed(u"layout_2"_s)));
    QVERIFY(!readSheetCode(sheet->image, layoutNamed(u"layout_1"_s)));
    QVERIFY(!readSheetCode({}, layoutNamed(u"layout_1"_s)));
    QVERIFY(!readSheetCode(sheet->image, layoutNamed(u"layout_1"_s), 1));
    // A sliver, in which no area of the layout lies, and pictures too coarse for any code.
    for (const QSize size : {QSize(1, 300), QSize(300, 1), QSize(1200, 1), QSize(1, 1), QSize(600, 400)}) {
        QImage sliver(size, QImage::Format_RGB888);
        sliver.fill(Qt::white);
        QVERIFY(!readSheetCode(sliver, layoutNamed(u"layout_1"_s)));
    }
    SheetOptions without;
    without.code = false;
    const auto unwanted = composeSheet(portraitJob(layoutNamed(u"layout_1"_s), 0, 1), without);
    QVERIFY(unwanted && unwanted->facts.code.isEmpty() && !unwanted->facts.codeLeftOut);
}

QTEST_MAIN(TestSheetCodes)
#include "tst_sheet_codes.moc"
