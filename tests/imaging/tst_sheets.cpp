// Sheets as pictures, measured: where every picture is, what lies between, and what is refused.
#include "imaging/output/jpeg_writer.h"
#include "imaging/sheets/picture.h"
#include "portraits.h"
#include "sheet_cases.h"

#include <QElapsedTimer>
#include <QTest>

using namespace photodesk;
using namespace photodesk::imaging;
using namespace photodesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr QRgb chsiBlue = 0xFF64C5FF, lightGrey = 0xFFF0F0F0, white = 0xFFFFFFFF;

QString errorOf(const Result<ComposedSheet>& result)
{
    return result ? u"none"_s : QString(errorName(result.error().code));
}

// Everything but white outside the cells.
int inkOutside(const QImage& page, double scale, const LayoutPage& layout)
{
    int ink = 0;
    for (int y = 0; y < page.height(); ++y) {
        for (int x = 0; x < page.width(); ++x)
            ink += page.pixel(x, y) != white && !inCell({x, y}, scale, layout);
    }
    return ink;
}

bool ink(const QImage& page, const QRect& area)
{
    const QRect inside = area.intersected(page.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            if (qGray(page.pixel(x, y)) < 128)
                return true;
        }
    }
    return false;
}

// Whether a mark continues the cell's corner, sought just beyond the gap and 1.5 pixels to either side of the
// edge.
bool marked(const QImage& page, double scale, const QRectF& cell, bool right, bool bottom)
{
    const double x = (right ? cell.right() : cell.left()) * scale,
                 y = (bottom ? cell.bottom() : cell.top()) * scale;
    const int away = int(0.35 * scale);
    const QRect level(int(x) + (right ? away : -away - 2), int(std::lround(y)) - 2, 3, 4);
    const QRect upright(int(std::lround(x)) - 2, int(y) + (bottom ? away : -away - 2), 4, 3);
    return ink(page, level) || ink(page, upright);
}

} // namespace

class TestSheets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEdgeWithinATenthOfAMillimetre();
    void guttersAreWhite();
    void marksLieOutsideAndAtEveryCorner();
    void sharedEdgesLeaveNoGap();
    void cropKeepsTheHead();
    void resamplingKeepsColoursAndPlaces();
    void outlineOnlyWhereWhite();
    void outlineIsAtTheCut();
    void pictureOfItsSpec();
    void warnsOfFewPixels();
    void copiesAreNumberedThrough();
    void jpegForTheHotFolder();
    void sameBytesAgain();
    void refuses_data();
    void refuses();
};

void TestSheets::everyEdgeWithinATenthOfAMillimetre()
{
    for (const int dpi : {300, 600}) {
        double worst = 0;
        int cells = 0;
        for (const Layout& layout : sheetLayouts()) {
            for (int page = 0; page < int(layout.pages.size()); ++page) {
                const auto sheet = composeSheet(jobOf(layout, page, quarters()), bareOptions(dpi));
                QVERIFY(sheet.has_value());
                const QSizeF mm = QSizeF(sheet->image.size()) * 25.4 / dpi;
                QVERIFY(std::abs(mm.width() - layout.paperMm.width()) < 0.05);
                QVERIFY(std::abs(mm.height() - layout.paperMm.height()) < 0.05);
                QCOMPARE(sheet->image.dotsPerMeterX(), dpi == 300 ? 11811 : 23622);
                QCOMPARE(sheet->image.dotsPerMeterY(), dpi == 300 ? 11811 : 23622);
                const LayoutPage& wanted = layout.pages[std::size_t(page)];
                worst = std::max(worst, worstEdge(sheet->image, dpi / 25.4, wanted));
                QCOMPARE(wronglyTurned(sheet->image, dpi / 25.4, wanted), 0);
                cells += int(wanted.cells.size());
            }
        }
        say(u"edges of %1 cells at %2 dpi: worst %3 mm"_s.arg(cells).arg(dpi).arg(worst, 0, 'f', 3));
        QVERIFY(worst < (dpi == 300 ? 0.05 : 0.03));
    }
}

void TestSheets::guttersAreWhite()
{
    for (const Layout& layout : sheetLayouts()) {
        for (int page = 0; page < int(layout.pages.size()); ++page) {
            const auto sheet = composeSheet(jobOf(layout, page, quarters()), bareOptions());
            QVERIFY(sheet.has_value());
            QCOMPARE(inkOutside(sheet->image, 300 / 25.4, layout.pages[std::size_t(page)]), 0);
        }
    }
}

void TestSheets::marksLieOutsideAndAtEveryCorner()
{
    int corners = 0, unmarked = 0;
    for (const Layout& layout : sheetLayouts()) {
        const bool gutters = !layout.gutterMm.isEmpty();
        for (int number = 0; number < int(layout.pages.size()); ++number) {
            SheetOptions options = bareOptions();
            const SheetJob job = jobOf(layout, number, quarters());
            const auto without = composeSheet(job, options);
            options.cropMarks = true;
            const auto with = composeSheet(job, options);
            QVERIFY(with && without);
            const LayoutPage& page = layout.pages[std::size_t(number)];
            for (int y = 0; y < with->image.height(); ++y) {
                for (int x = 0; x < with->image.width(); ++x) {
                    if (with->image.pixel(x, y) != without->image.pixel(x, y))
                        QVERIFY(!inCell({x, y}, 300 / 25.4, page));
                }
            }
            // Where pictures share edges there is no room at inner corners.
            if (!gutters)
                continue;
            for (const LayoutCell& cell : page.cells) {
                for (int corner = 0; corner < 4; ++corner) {
                    ++corners;
                    unmarked += !marked(with->image, 300 / 25.4, cell.mm, corner & 1, corner & 2);
                }
            }
        }
    }
    say(u"crop marks: %1 corners of cells with gutters, %2 without a mark"_s.arg(corners).arg(unmarked));
    QCOMPARE(unmarked, 0);
}

void TestSheets::sharedEdgesLeaveNoGap()
{
    const Layout& layout = layoutNamed(u"layout_2_6in_shared"_s);
    const auto sheet = composeSheet(jobOf(layout, 0, quarters()), bareOptions());
    QVERIFY(sheet.has_value());
    const auto px = [](double mm) { return int(std::lround(mm * 300 / 25.4)); };
    for (int y = px(2); y < px(100); ++y) {
        for (int x = px(6); x < px(146); ++x)
            QVERIFY(sheet->image.pixel(x, y) != white);
    }
}

void TestSheets::cropKeepsTheHead()
{
    const auto crop = [](QSize size, QSizeF cell, std::optional<HeadPlace> head = {}) {
        return cropForCell({{}, QImage(size, QImage::Format_RGB888), {}, head}, cell);
    };
    const QSize chsi(480, 640);
    const auto near = [](const QRectF& a, const QRectF& b) {
        return std::abs(a.x() - b.x()) + std::abs(a.y() - b.y()) + std::abs(a.width() - b.width())
                   + std::abs(a.height() - b.height())
               < 0.02;
    };
    // 3:4 into 5:7: 11.4 pixels off each side, nothing above or below; 1寸 and 2寸 alike.
    QVERIFY(near(crop(chsi, {25, 35}), QRectF(11.43, 0, 457.14, 640)));
    QVERIFY(near(crop(chsi, {35, 49}), QRectF(11.43, 0, 457.14, 640)));
    QVERIFY(near(crop(chsi, {33, 48}), QRectF(20, 0, 440, 640)));
    // About the head where it is known, but never beyond the picture.
    QVERIFY(near(crop(chsi, {25, 35}, HeadPlace{236, 80, 250}), QRectF(7.43, 0, 457.14, 640)));
    QVERIFY(near(crop(chsi, {25, 35}, HeadPlace{300, 80, 250}), QRectF(22.86, 0, 457.14, 640)));
    // 35×45 is wider: 22.9 rows go, 39 % of them above, so that the eyes stay at 39 % of the height.
    const QRectF visa = crop(chsi, {35, 45});
    QVERIFY(near(visa, QRectF(0, 8.91, 480, 617.14)));
    QVERIFY(std::abs((0.39 * 640 - visa.y()) / visa.height() - 0.39) < 1e-6);
    // Hair near the edge stays.
    QVERIFY(near(crop(chsi, {35, 45}, HeadPlace{240, 20, 250}), QRectF(0, 1.49, 480, 617.14)));
    QVERIFY(near(crop(chsi, {35, 45}, HeadPlace{240, 0, 250}), QRectF(0, 0, 480, 617.14)));
}

void TestSheets::resamplingKeepsColoursAndPlaces()
{
    // A ramp stays a ramp: value at a place of the cell is the value at the same place of the crop.
    QImage ramp(480, 640, QImage::Format_RGB888);
    for (int y = 0; y < 640; ++y) {
        for (int x = 0; x < 480; ++x)
            ramp.setPixel(x, y, qRgb(x * 255 / 479, y * 255 / 639, 128));
    }
    for (const int dpi : {300, 600}) {
        const auto sheet = composeSheet(jobOf(layoutNamed(u"layout_2"_s), 0, ramp), bareOptions(dpi));
        QVERIFY(sheet.has_value());
        int worst = 0;
        for (const double u : {0.0, 0.1, 0.3, 0.5, 0.8, 0.995}) {
            for (const double v : {0.0, 0.2, 0.6, 0.995}) {
                const int x = int(std::lround(3 * dpi / 25.4)) + int(u * 35 * dpi / 25.4);
                const int y = int(std::lround(1.5 * dpi / 25.4)) + int(v * 49 * dpi / 25.4);
                const QRgb c = sheet->image.pixel(x, y);
                worst = std::max(worst, std::abs(qRed(c) - int((11.43 + u * 457.14) * 255 / 480)));
                worst = std::max(worst, std::abs(qGreen(c) - int(v * 255)));
                worst = std::max(worst, std::abs(qBlue(c) - 128));
            }
        }
        say(u"a ramp at %1 dpi: worst %2 levels"_s.arg(dpi).arg(worst));
        QVERIFY(worst <= 2);
    }
}

void TestSheets::outlineOnlyWhereWhite()
{
    const Layout& layout = layoutNamed(u"layout_1"_s);
    const auto outlined = [&](QRgb background, Outline wish) {
        SheetOptions options = bareOptions();
        options.outline = wish;
        const auto sheet = composeSheet(jobOf(layout, 0, plain(background)), options);
        const bool drawn = sheet && inkOutside(sheet->image, 300 / 25.4, layout.pages[0]) > 0;
        return sheet && drawn == sheet->facts.outlined ? int(drawn) : -1;
    };
    QCOMPARE(outlined(white, Outline::WhereWhite), 1);
    QCOMPARE(outlined(lightGrey, Outline::WhereWhite), 1);
    QCOMPARE(outlined(chsiBlue, Outline::WhereWhite), 0);
    QCOMPARE(outlined(0xFF00A3E6, Outline::WhereWhite), 0);
    QCOMPARE(outlined(0xFFD81E06, Outline::WhereWhite), 0);
    QCOMPARE(outlined(white, Outline::Never), 0);
    QCOMPARE(outlined(chsiBlue, Outline::Always), 1);
}

void TestSheets::outlineIsAtTheCut()
{
    // With gutters just outside the picture, so that it is cut away; else the outermost pixel inside.
    for (const auto& [id, inside] : {std::pair(u"layout_1"_s, 0), std::pair(u"layout_1_6in_shared"_s, 1)}) {
        const Layout& layout = layoutNamed(id);
        SheetOptions options = bareOptions();
        options.outline = Outline::Always;
        const auto sheet = composeSheet(jobOf(layout, 0, plain(white)), options);
        QVERIFY(sheet.has_value());
        const auto grey = [&](int x, int y) { return sheet->image.pixel(x, y) == 0xFF9A9A9A; };
        for (const LayoutCell& cell : layout.pages[0].cells) {
            const auto px = [](double mm) { return int(std::lround(mm * 300 / 25.4)); };
            const int left = px(cell.mm.left()), right = px(cell.mm.right());
            const int top = px(cell.mm.top()), bottom = px(cell.mm.bottom());
            const int x = (left + right) / 2, y = (top + bottom) / 2, i = inside;
            QVERIFY(grey(left - 1 + i, y) && grey(right - i, y) && grey(x, top - 1 + i)
                    && grey(x, bottom - i));
            QVERIFY(!grey(left + i, y) && !grey(right - 1 - i, y) && !grey(x, top + i)
                    && !grey(x, bottom - 1 - i));
        }
    }
}

void TestSheets::pictureOfItsSpec()
{
    const Layout& layout = layoutNamed(u"layout_1"_s);
    SheetJob job = jobOf(layout, 0, plain(chsiBlue));
    job.pictures.push_back({u"1寸"_s, plain(lightGrey), {}, {}});
    const auto sheet = composeSheet(job, bareOptions());
    QVERIFY(sheet.has_value());
    for (const LayoutCell& cell : layout.pages[0].cells) {
        const QPointF corner =
            cell.turned ? cell.mm.topRight() + QPointF(-1, 1) : cell.mm.topLeft() + QPointF(1, 1);
        QCOMPARE(sheet->image.pixel((corner * 300 / 25.4).toPoint()),
                 cell.spec == u"1寸"_s ? lightGrey : chsiBlue);
    }
    job.pictures = {{u"1寸"_s, plain(lightGrey), {}, {}}};
    QCOMPARE(errorOf(composeSheet(job, bareOptions())), u"not_found"_s);
}

void TestSheets::warnsOfFewPixels()
{
    const Layout& layout = layoutNamed(u"layout_1"_s);
    const auto facts = [&](QSize size, int dpi) {
        return composeSheet(jobOf(layout, 0, quarters(size)), bareOptions(dpi));
    };
    const auto full = facts({480, 640}, 300);
    QVERIFY(full && !full->facts.pictureSmall);
    QVERIFY(std::abs(full->facts.effectiveDpi - 331.8) < 0.1); // of the 2寸; the 1寸 have 464
    QVERIFY(!facts({480, 640}, 600)->facts.pictureSmall);      // 300 is what paper shows
    const auto small = facts({240, 320}, 300);
    QVERIFY(small && small->facts.pictureSmall);
    QVERIFY(std::abs(small->facts.effectiveDpi - 165.9) < 0.1);
    QCOMPARE(errorOf(facts({210, 280}, 300)), u"too_few_pixels"_s);
    QCOMPARE(errorOf(facts({1, 1}, 300)), u"too_few_pixels"_s);
}

void TestSheets::copiesAreNumberedThrough()
{
    const SheetJob order = jobOf(layoutNamed(u"layout_1_5in"_s), 0, quarters());
    const auto jobs = sheetsOf(order, 3).value();
    QCOMPARE(jobs.size(), std::size_t(6));
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(jobs[std::size_t(i)].page, i % 2);
        QCOMPARE(jobs[std::size_t(i)].sheet, i + 1);
        QCOMPARE(jobs[std::size_t(i)].sheets, 6);
    }
    QVERIFY(sheetsOf(order, 0)->empty());
    QCOMPARE(sheetsOf(order, 100)->size(), 200U);
    for (const int copies : {-1, 101, 1'500'000'000}) // twice the last is beyond int
        QCOMPARE(sheetsOf(order, copies).error().code, ErrorCode::InvalidField);
}

void TestSheets::jpegForTheHotFolder()
{
    QElapsedTimer timer;
    timer.start();
    const auto sheet = composeSheet(jobOf(layoutNamed(u"layout_2"_s), 0, quarters()));
    QVERIFY(sheet.has_value());
    const auto jpeg = sheetJpeg(*sheet);
    QVERIFY(jpeg.has_value());
    say(u"hot folder: a sheet composed and encoded in %1 ms, %2 KB"_s.arg(timer.elapsed())
            .arg(jpeg->size() / 1024));
    const QImage read = QImage::fromData(*jpeg, "JPEG");
    QCOMPARE(read.size(), sheet->image.size());
    QCOMPARE(read.dotsPerMeterX(), 11811);
    QVERIFY(worstEdge(read, 300 / 25.4, layoutNamed(u"layout_2"_s).pages[0]) < 0.05);
}

void TestSheets::sameBytesAgain()
{
    const SheetJob job = jobOf(layoutNamed(u"layout_1"_s), 0, quarters());
    const auto one = composeSheet(job), two = composeSheet(job);
    QVERIFY(one && two);
    QVERIFY(one->image == two->image);
    QCOMPARE(sheetJpeg(*one).value(), sheetJpeg(*two).value());
}

void TestSheets::refuses_data()
{
    QTest::addColumn<SheetJob>("job");
    QTest::addColumn<SheetOptions>("options");
    QTest::addColumn<QString>("error");
    const SheetJob good = jobOf(layoutNamed(u"layout_1"_s), 0, quarters());
    const QString bad = u"invalid_field"_s;
    const auto row = [&](const char* name, const QString& error, auto change) {
        SheetJob job = good;
        SheetOptions options = bareOptions();
        change(job, options);
        QTest::newRow(name) << job << options << error;
    };
    const auto number = [&](const char* name, const QString& error, const QString& text) {
        row(name, error, [&](SheetJob& job, SheetOptions&) { job.order.number = text; });
    };
    row("good", u"none"_s, [](SheetJob&, SheetOptions&) {});
    row("its paper", u"none"_s, [](SheetJob&, SheetOptions& o) { o.loadedPaperMm = {102, 152}; });
    row("4 × 6 inch for 6寸", u"none"_s, [](SheetJob&, SheetOptions& o) {
        o.loadedPaperMm = {152.4, 101.6};
    });
    row("other paper", bad, [](SheetJob&, SheetOptions& o) { o.loadedPaperMm = {127, 89}; });
    row("no such page", bad, [](SheetJob& job, SheetOptions&) { job.page = 1; });
    row("page before the first", bad, [](SheetJob& job, SheetOptions&) { job.page = -1; });
    row("sheet 2 of 1", bad, [](SheetJob& job, SheetOptions&) { job.sheet = 2; });
    row("sheet 0", bad, [](SheetJob& job, SheetOptions&) { job.sheet = 0; });
    row("no pictures", u"not_found"_s, [](SheetJob& job, SheetOptions&) { job.pictures.clear(); });
    row("null picture", u"not_found"_s,
        [](SheetJob& job, SheetOptions&) { job.pictures[0].image = QImage(); });
    row("overlap", bad, [](SheetJob& job, SheetOptions&) { job.layout.pages[0].cells[0].mm.moveLeft(30); });
    row("beyond the paper", bad, [](SheetJob& job, SheetOptions&) { job.layout.paperMm = {127, 89}; });
    row("no dpi", bad, [](SheetJob&, SheetOptions& o) { o.dpi = 0; });
    row("too many dpi", bad, [](SheetJob&, SheetOptions& o) { o.dpi = 4800; });
    row("wild scale", bad, [](SheetJob&, SheetOptions& o) { o.calibration.scale = {2, 1}; });
    row("no number", bad, [](SheetJob&, SheetOptions& o) { o.calibration.offsetMm = {std::nan(""), 0}; });
    number("no order number", bad, {});
    number("order number with a dot", bad, u"R1.2"_s);
    number("order number in Chinese", bad, u"订单1"_s);
    number("order number and a line feed", bad, u"R1\n"_s);
    number("40 characters", u"none"_s, QString(40, u'8'));
    number("41 characters", bad, QString(41, u'8'));
}

void TestSheets::refuses()
{
    QFETCH(SheetJob, job);
    QFETCH(SheetOptions, options);
    QFETCH(QString, error);
    QCOMPARE(errorOf(composeSheet(job, options)), error);
}

QTEST_MAIN(TestSheets)
#include "tst_sheets.moc"
