// Sheets as PDF, rasterised by poppler and measured; speed and memory of a batch; calibration.
#include "imaging/output/jpeg_writer.h"
#include "imaging/sheets/plan.h"
#include "portraits.h"
#include "sheet_cases.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace photodesk;
using namespace photodesk::imaging;
using namespace photodesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

QByteArray jpegOf(const QImage& image)
{
    return writeJpeg(image, {.quality = 88, .fullChroma = true, .dpi = 300}).value();
}

/// A PDF in a folder of its own.
class Printed {
public:
    explicit Printed(SheetOptions options = {})
        : file_(folder_.filePath(u"sheets.pdf"_s)), open_(file_.open(QIODevice::WriteOnly)),
          pdf(&file_, options)
    {
    }

    bool close() { return pdf.finish().has_value() && file_.flush(); }
    [[nodiscard]] QString path() const { return file_.fileName(); }
    [[nodiscard]] QImage page(int number, int dpi) const
    {
        const QString root = folder_.filePath(u"page"_s);
        const QString n = QString::number(number);
        run(u"pdftoppm"_s, {u"-r"_s, QString::number(dpi), u"-png"_s, u"-singlefile"_s, u"-f"_s, n, u"-l"_s,
                            n, path(), root});
        return QImage(root + u".png"_s);
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir folder_;
    QFile file_;
    bool open_;

public:
    SheetPdf pdf;
};

/// Counts what it is given and keeps nothing, like a spooler far away.
class Sink : public QIODevice {
public:
    explicit Sink(qint64 room = -1) : room_(room) { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }
    [[nodiscard]] bool isSequential() const override { return true; }
    qint64 count = 0;

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override
    {
        count += size;
        return room_ >= 0 && count > room_ ? -1 : size;
    }

private:
    qint64 room_;
};

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6 : 0;
}

SlipJob slipFor(int order, const QImage& picture)
{
    const Layout& layout = layoutNamed(u"layout_1"_s);
    SlipJob slip{orderNo(order), layout.nameZh, layout.paperZh, 2, {}};
    slip.picture = SheetPicture{{}, picture, {}, {}};
    return slip;
}

/// Different for every i, and loud enough to be found again.
QImage portraitNo(int i)
{
    QImage image = plain(qRgb(40 + 53 * i % 200, 200 - 31 * i % 180, 60 + 97 * i % 190));
    for (int y = 100; y < 300; ++y) {
        for (int x = 140; x < 340; ++x)
            image.setPixel(x, y, qRgb((x * 7 + i * 13) % 256, (y * 5 + x) % 256, (x * y + i) % 256));
    }
    return image;
}

} // namespace

class TestSheetPdf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEdgeWithinATenthOfAMillimetre();
    void pagesAreAsLargeAsTheirPaper();
    void embedsThePhotoOnceAndAsItIs();
    void rightPhotoOnRightOrder();
    void sameBytesAgain();
    void batchIsFastAndFlat();
    void fullDiskIsAnError();
    void slipsFitTheirPaper();
    void dividersHaveRoomForWords();
    void calibrationMovesThePage();
    void calibrationUndoesThePrinter();
    void calibrationPageIsTrue();
};

void TestSheetPdf::everyEdgeWithinATenthOfAMillimetre()
{
    SheetOptions options = bareOptions(300);
    options.cropMarks = true;
    Printed printed(options);
    std::vector<const LayoutPage*> pages;
    const QByteArray jpeg = jpegOf(quarters());
    for (const Layout& layout : sheetLayouts()) {
        for (int page = 0; page < int(layout.pages.size()); ++page) {
            SheetJob job = jobOf(layout, page, quarters());
            job.pictures[0].jpeg = jpeg;
            QVERIFY(printed.pdf.addSheet(job).has_value());
            pages.push_back(&layout.pages[std::size_t(page)]);
        }
    }
    QVERIFY(printed.close());
    for (const int dpi : {300, 600}) {
        double worst = 0;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            // At 600 dpi a few pages are enough for the clock.
            if (dpi == 600 && i % 4 != 0)
                continue;
            const QImage page = printed.page(int(i) + 1, dpi);
            QVERIFY(!page.isNull());
            worst = std::max(worst, worstEdge(page, dpi / 25.4, *pages[i]));
            QCOMPARE(wronglyTurned(page, dpi / 25.4, *pages[i]), 0);
        }
        say(u"edges in the PDF at %1 dpi: worst %2 mm"_s.arg(dpi).arg(worst, 0, 'f', 3));
        QVERIFY(worst < 0.1);
    }
}

void TestSheetPdf::pagesAreAsLargeAsTheirPaper()
{
    Printed printed(bareOptions(300));
    QVERIFY(printed.pdf.addSheet(jobOf(layoutNamed(u"layout_1"_s), 0, quarters())).has_value());
    QVERIFY(printed.pdf.addSheet(jobOf(layoutNamed(u"layout_1_5in"_s), 1, quarters())).has_value());
    QVERIFY(printed.close());
    const QByteArray info = run(u"pdfinfo"_s, {u"-f"_s, u"1"_s, u"-l"_s, u"2"_s, printed.path()});
    QVERIFY2(info.contains("430.866 x 289.134 pts"), info); // 152 × 102 mm
    QVERIFY2(info.contains("360 x 252.283 pts"), info);     // 127 × 89 mm
    QVERIFY(!info.contains("Date"));
}

void TestSheetPdf::embedsThePhotoOnceAndAsItIs()
{
    Printed printed;
    const QByteArray jpeg = jpegOf(portraitNo(1));
    SheetJob job = jobOf(layoutNamed(u"layout_1"_s), 0, portraitNo(1));
    job.pictures[0].jpeg = jpeg;
    job.sheets = 3;
    for (job.sheet = 1; job.sheet <= 3; ++job.sheet)
        QVERIFY(printed.pdf.addSheet(job).has_value());
    // A JPEG of other pixels is not believed.
    job.pictures[0].image = portraitNo(2).scaled(400, 600);
    job.sheet = 3;
    QVERIFY(printed.pdf.addSheet(job).has_value());
    QVERIFY(printed.close());
    const QByteArray bytes = printed.bytes();
    QCOMPARE(bytes.count("/Subtype/Image"), 2);
    QCOMPARE(bytes.count(jpeg), 1);
    say(u"three sheets of one order: %1 KB, the photo %2 KB"_s.arg(bytes.size() / 1024)
            .arg(jpeg.size() / 1024));
}

void TestSheetPdf::rightPhotoOnRightOrder()
{
    Printed printed(bareOptions(300));
    constexpr int orders = 20;
    for (int i = 0; i < orders; ++i) {
        // The picture lives no longer than the call: its memory and perhaps its key are used again.
        SheetJob job = jobOf(layoutNamed(i % 2 ? u"layout_1"_s : u"layout_2"_s), 0, portraitNo(i));
        job.order = orderNo(i);
        QVERIFY(printed.pdf.addSheet(job).has_value());
    }
    QVERIFY(printed.close());
    QCOMPARE(printed.bytes().count("/Subtype/Image"), orders);
    for (int i = 0; i < orders; ++i) {
        const QString n = QString::number(i + 1);
        const QByteArray text = run(u"pdftotext"_s, {u"-f"_s, n, u"-l"_s, n, printed.path(), u"-"_s});
        QCOMPARE(text.trimmed(), sheetCode(orderNo(i).number, 1, 1));
        const QRgb wanted = portraitNo(i).pixel(20, 20), seen = printed.page(i + 1, 60).pixel(20, 20);
        QVERIFY(std::abs(qRed(wanted) - qRed(seen)) + std::abs(qGreen(wanted) - qGreen(seen))
                    + std::abs(qBlue(wanted) - qBlue(seen))
                < 12);
    }
}

void TestSheetPdf::sameBytesAgain()
{
    QByteArray files[2];
    for (QByteArray& file : files) {
        QBuffer buffer(&file);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        SheetPdf pdf(&buffer);
        QVERIFY(pdf.addSlips(std::array{slipFor(1, quarters())}, {152, 102}).has_value());
        QVERIFY(pdf.addSheet(jobOf(layoutNamed(u"layout_1"_s), 0, quarters())).has_value());
        QVERIFY(pdf.finish().has_value());
    }
    QVERIFY(files[0].startsWith("%PDF-1.4") && files[0].endsWith("%%EOF\n"));
    QCOMPARE(files[0], files[1]);
}

void TestSheetPdf::batchIsFastAndFlat()
{
    constexpr int orders = 200;
    Sink sink;
    SheetPdf pdf(&sink);
    // More than the writer remembers, so that every order embeds its own.
    constexpr int students = 24;
    std::vector<QByteArray> jpegs;
    for (int i = 0; i < students; ++i)
        jpegs.push_back(jpegOf(portraitNo(i)));
    double early = 0;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < orders; ++i) {
        const QByteArray& jpeg = jpegs[std::size_t(i % students)];
        const QImage image = QImage::fromData(jpeg, "JPEG").convertToFormat(QImage::Format_RGB888);
        const SheetPicture picture{{}, image, jpeg, {}};
        SlipJob slip{orderNo(i), layoutNamed(u"layout_1"_s).nameZh, u"6寸"_s, 1, picture};
        QVERIFY(pdf.addSlips(std::span(&slip, 1), {152, 102}, true).has_value());
        SheetJob job = jobOf(layoutNamed(i % 2 ? u"layout_1"_s : u"layout_2"_s), 0, image);
        job.pictures = {picture};
        job.order = orderNo(i);
        QVERIFY(pdf.addSheet(job).has_value());
        if (i == 50)
            early = residentMb();
    }
    QVERIFY(pdf.finish().has_value());
    const double seconds = double(timer.elapsed()) / 1000, grown = residentMb() - early;
    say(u"200 orders, slip and sheet each, decoded and spooled: %1 sheets/s with as many slips, %2 MB, "
        u"memory grew by "
        "%3 MB over the last 150"_s.arg(orders / seconds, 0, 'f', 0)
            .arg(double(sink.count) / 1e6, 0, 'f', 1)
            .arg(grown, 0, 'f', 1));
    QVERIFY(orders / seconds >= 20);
    QVERIFY(grown < 4);
}

void TestSheetPdf::fullDiskIsAnError()
{
    Sink full(20000);
    SheetPdf pdf(&full);
    const SheetJob job = jobOf(layoutNamed(u"layout_1"_s), 0, portraitNo(3));
    auto result = pdf.addSheet(job);
    for (int i = 0; i < 20 && result; ++i)
        result = pdf.addSheet(job);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::StorageFailed);
    QVERIFY(!pdf.finish());
}

void TestSheetPdf::slipsFitTheirPaper()
{
    std::vector<SlipJob> slips;
    for (int i = 0; i < 5; ++i)
        slips.push_back(slipFor(i, quarters()));
    QCOMPARE(slipsPerPage({152, 102}), 4);
    QCOMPARE(slipsPerPage({127, 89}), 1);
    QCOMPARE(slipsPerPage({210, 297}), 12);
    QVERIFY(composeSlips(std::span(slips).first(4), {152, 102}).has_value());
    QVERIFY(!composeSlips(slips, {152, 102}));
    QVERIFY(!composeSlips({}, {152, 102}));
    const auto sheet = composeSlips(std::span(slips).first(1), {152, 102});
    QVERIFY(sheet && !sheet->facts.elided);
    slips[0].order.school = u"名字很长的大学"_s.repeated(6);
    slips[0].order.maskedName = u"𠮷**"_s;
    const auto cut = composeSlips(std::span(slips).first(1), {152, 102});
    QVERIFY(cut && cut->facts.elided);
    slips[0].order.number = u"not a number"_s;
    QVERIFY(!composeSlips(std::span(slips).first(1), {152, 102}));
}

void TestSheetPdf::dividersHaveRoomForWords()
{
    const SlipJob slip = slipFor(1, quarters());
    for (const QSizeF paper : {QSizeF(210, 297), QSizeF(102, 152), QSizeF(152, 102), QSizeF(297, 210)}) {
        const auto plan = planSlips(std::span(&slip, 1), paper, {}, true);
        QVERIFY(plan && !plan->facts.elided);
        const QRectF page(QPointF(0, 0), paper), picture = plan->pictures.at(0).mm;
        QVERIFY(page.contains(picture) && picture.width() <= 0.4 * paper.width());
        QVERIFY(std::abs(picture.height() / picture.width() - 1.4) < 1e-6);
        QCOMPARE(plan->texts.size(), 6U);
        for (const PlanText& text : plan->texts) {
            const QRectF words = text.mm.boundingRect();
            QVERIFY(!words.isEmpty() && page.contains(words) && !words.intersects(picture));
        }
    }
}

void TestSheetPdf::calibrationMovesThePage()
{
    const Layout& layout = layoutNamed(u"layout_1"_s);
    SheetOptions options = bareOptions(600);
    options.calibration = {{0.7, -0.4}, {0.99, 1.004}};
    const auto sheet = composeSheet(jobOf(layout, 0, quarters()), options);
    QVERIFY(sheet.has_value());
    LayoutPage moved = layout.pages[0];
    for (LayoutCell& cell : moved.cells)
        cell.mm = QRectF(0.7 + 0.99 * cell.mm.x(), -0.4 + 1.004 * cell.mm.y(), 0.99 * cell.mm.width(),
                         1.004 * cell.mm.height());
    QVERIFY(worstEdge(sheet->image, 600 / 25.4, moved) < 0.03);
    for (std::size_t i = 0; i < moved.cells.size(); ++i)
        QVERIFY(std::abs(sheet->facts.picturesMm[i].x() - moved.cells[i].mm.x()) < 1e-6);
}

void TestSheetPdf::calibrationUndoesThePrinter()
{
    const QSizeF paper(152, 102);
    const auto printed = [](double wanted, double k, double o) { return k * wanted + o; };
    const double kx = 1.013, ox = -0.8, ky = 0.991, oy = 1.1, inset = calibrationInsetMm();
    const auto calibration = calibrationFrom({printed(inset, kx, ox), printed(152 - inset, kx, ox),
                                              printed(inset, ky, oy), printed(102 - inset, ky, oy)},
                                             paper);
    QVERIFY(calibration.has_value());
    for (const QPointF& wanted : {QPointF(0, 0), QPointF(73.5, 2.5), QPointF(150.5, 100.5)}) {
        const QPointF drawn = calibration->map(wanted);
        QVERIFY(std::abs(printed(drawn.x(), kx, ox) - wanted.x()) < 1e-9);
        QVERIFY(std::abs(printed(drawn.y(), ky, oy) - wanted.y()) < 1e-9);
    }
    QVERIFY(!calibrationFrom({}, paper));
    QVERIFY(!calibrationFrom({15, 127, 15, 87}, paper)); // 127 for 137: typed wrong
    QVERIFY(!calibrationFrom({std::nan(""), 137, 15, 87}, paper));
    QVERIFY(calibrationFrom({15, 137, 15, 87}, paper).value() == PrinterCalibration{});
}

void TestSheetPdf::calibrationPageIsTrue()
{
    Printed printed;
    QVERIFY(printed.pdf.addCalibrationPage(u"DS-RX1"_s, {152, 102}).has_value());
    QVERIFY(printed.close());
    const int dpi = 600;
    const QImage page = printed.page(1, dpi);
    const auto drawn = composeCalibrationPage(u"DS-RX1"_s, {152, 102}, bareOptions(dpi));
    QVERIFY(drawn.has_value());
    const double scale = dpi / 25.4, inset = calibrationInsetMm();
    for (const QImage& image : {page, drawn->image}) {
        for (const QPointF& cross : {QPointF(inset, inset), QPointF(152 - inset, inset),
                                     QPointF(inset, 102 - inset), QPointF(152 - inset, 102 - inset)}) {
            // The middle of the darkness across an arm, 2 mm beside the crossing.
            double sums[2]{}, weights[2]{};
            for (int k = -12; k <= 12; ++k) {
                const QPoint at = (cross * scale).toPoint();
                const QPoint places[] = {at + QPoint(k, int(2 * scale)), at + QPoint(int(2 * scale), k)};
                for (int axis = 0; axis < 2; ++axis) {
                    const double dark = 255 - qGray(image.pixel(places[axis]));
                    sums[axis] += dark * (axis == 0 ? places[axis].x() + 0.5 : places[axis].y() + 0.5);
                    weights[axis] += dark;
                }
            }
            QVERIFY(std::abs(sums[0] / weights[0] / scale - cross.x()) < 0.05);
            QVERIFY(std::abs(sums[1] / weights[1] / scale - cross.y()) < 0.05);
        }
    }
}

QTEST_MAIN(TestSheetPdf)
#include "tst_sheet_pdf.moc"
