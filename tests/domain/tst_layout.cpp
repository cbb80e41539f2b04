#include "domain/json.h"
#include "domain/layout.h"
#include "resources/resources.h"

#include <QTest>

#include <algorithm>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

QByteArray rect(double x, double y, double w, double h)
{
    return QStringLiteral(R"("x":%1,"y":%2,"w":%3,"h":%4)").arg(x).arg(y).arg(w).arg(h).toUtf8();
}

QByteArray cell(double x, double y, double w = 25, double h = 35, int turn = 0)
{
    return R"({"spec":"1寸","rot":)" + QByteArray::number(turn) + "," + rect(x, y, w, h) + "}";
}

QByteArray sheet(const QByteArray& cells, const QByteArray& more = {}, const QByteArray& areas = {},
                 const QByteArray& paper = R"({"w":100,"h":60})")
{
    return R"({"layouts":[{"id":"t","name":{"zh":"试","en":"t"},"paper_mm":)" + paper + more
           + R"(,"pages":[{"cells":[)" + cells + R"(],"free_areas":[)" + areas + "]}]}]}";
}

std::vector<Layout> shipped()
{
    auto layouts = resources::sheetLayouts();
    return layouts ? std::move(*layouts) : std::vector<Layout>{};
}

const Layout* named(const std::vector<Layout>& layouts, const QString& id)
{
    const auto found = std::ranges::find(layouts, id, &Layout::id);
    return found == layouts.end() ? nullptr : &*found;
}

std::vector<double> stops(const std::vector<LayoutCut>& cuts, bool vertical)
{
    std::vector<double> at;
    for (const LayoutCut& cut : cuts) {
        if (cut.vertical == vertical)
            at.push_back(cut.at);
    }
    std::ranges::sort(at);
    return at;
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersSeeTheTwoProducts();
    void everyArrangementHoldsItsProduct();
    void everyPictureHasItsSize();
    void everyPageCanBeCut();
    void cutsOfLayoutOne();
    void noGuillotineForAPinwheel();
    void survivesItsRoundTrip();
    void refusesBadData_data();
    void refusesBadData();
};

void TestLayout::ordersSeeTheTwoProducts()
{
    const auto layouts = resources::layouts();
    QVERIFY(layouts.has_value());
    QCOMPARE(layouts->size(), std::size_t(2));
    const Layout* one = named(*layouts, u"layout_1"_s);
    const Layout* two = named(*layouts, u"layout_2"_s);
    QVERIFY(one && two);
    for (const Layout* layout : {one, two}) {
        QCOMPARE(layout->paperMm, QSizeF(152, 102)); // 6寸
        QCOMPARE(layout->pages.size(), std::size_t(1));
    }
}

void TestLayout::everyArrangementHoldsItsProduct()
{
    const auto layouts = resources::sheetLayouts();
    QVERIFY2(layouts.has_value(), layouts ? "" : qPrintable(layouts.error().detail));
    QCOMPARE(layouts->size(), std::size_t(12));
    for (const Layout& layout : *layouts) {
        const bool one = layout.product == u"layout_1"_s;
        QVERIFY(one || layout.product == u"layout_2"_s);
        QCOMPARE(layout.count(u"1寸"), one ? 8 : 0);
        QCOMPARE(layout.count(u"2寸"), one ? 4 : 8);
        QVERIFY(layout.paperMm == QSizeF(152, 102) || layout.paperMm == QSizeF(127, 89));
        QCOMPARE(layout.paperZh, layout.paperMm == QSizeF(152, 102) ? u"6寸"_s : u"5寸"_s);
        QVERIFY(!layout.nameZh.isEmpty() && !layout.nameEn.isEmpty() && !layout.paperEn.isEmpty());
    }
}

void TestLayout::everyPictureHasItsSize()
{
    for (const Layout& layout : shipped()) {
        const QSizeF two = layout.id.endsWith("33x48"_L1) ? QSizeF(33, 48) : QSizeF(35, 49);
        for (const LayoutPage& page : layout.pages) {
            for (const LayoutCell& c : page.cells)
                QCOMPARE(c.uprightMm(), c.spec == u"1寸"_s ? QSizeF(25, 35) : two);
        }
        // Borderless printers trim 1 to 2 mm a side; one variant trades that for turned pictures in one grid.
        QVERIFY(layout.marginMm >= 1.5 || layout.id == u"layout_1_6in_shared_turned"_s);
    }
}

void TestLayout::everyPageCanBeCut()
{
    for (const Layout& layout : shipped()) {
        for (const LayoutPage& page : layout.pages) {
            const auto cuts = guillotineCuts(page, layout.paperMm);
            QVERIFY2(cuts.has_value(), qPrintable(layout.id));
            QCOMPARE(cuts->size(), page.cells.size() - 1);
        }
    }
}

void TestLayout::cutsOfLayoutOne()
{
    const auto layouts = shipped();
    const Layout* one = named(layouts, u"layout_1"_s);
    const Layout* two = named(layouts, u"layout_2"_s);
    QVERIFY(one && two);
    const auto cuts = guillotineCuts(one->pages[0], one->paperMm).value();
    // x = 37 cuts the left block off first; x = 73 then splits it from the rest over the full height.
    QCOMPARE(stops(cuts, true), (std::vector<double>{37, 73, 99, 99, 112, 125, 125}));
    QCOMPARE(stops(cuts, false), (std::vector<double>{38, 51, 51, 74}));
    const auto grid = guillotineCuts(two->pages[0], two->paperMm).value();
    QCOMPARE(stops(grid, true), (std::vector<double>{39, 76, 113}));
    QCOMPARE(stops(grid, false), (std::vector<double>{51, 51, 51, 51}));
}

void TestLayout::noGuillotineForAPinwheel()
{
    LayoutPage page;
    for (const QRectF& mm : {QRectF(0, 0, 20, 10), QRectF(20, 0, 10, 20), QRectF(10, 20, 20, 10),
                             QRectF(0, 10, 10, 20), QRectF(10, 10, 10, 10)})
        page.cells.push_back({u"x"_s, mm, false});
    QVERIFY(!guillotineCuts(page, QSizeF(30, 30)));
    page.cells.pop_back();
    QVERIFY(!guillotineCuts(page, QSizeF(30, 30)));
    page.cells.pop_back();
    QVERIFY(guillotineCuts(page, QSizeF(30, 30)).has_value());
}

void TestLayout::survivesItsRoundTrip()
{
    for (const Layout& layout : shipped()) {
        const auto again = layoutFromJson(toJson(layout));
        QVERIFY(again.has_value());
        QVERIFY(*again == layout);
    }
}

void TestLayout::refusesBadData_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    const QString bad = u"invalid_field"_s;
    const QByteArray gutter = R"(,"gutter_mm":{"w":2,"h":1})";
    QTest::newRow("one") << sheet(cell(1, 1)) << QString();
    QTest::newRow("side by side without gutter") << sheet(cell(1, 1) + "," + cell(26, 1)) << QString();
    QTest::newRow("up to the margin") << sheet(cell(74, 24)) << QString();
    QTest::newRow("turned") << sheet(cell(1, 1, 35, 25, 90)) << QString();
    QTest::newRow("gutter kept") << sheet(cell(1, 1) + "," + cell(28, 1), gutter) << QString();
    QTest::newRow("gutter below kept")
        << sheet(cell(1, 1, 25, 20) + "," + cell(2, 22, 25, 20), gutter) << QString();
    QTest::newRow("size of its spec")
        << sheet(cell(1, 1, 35, 25, 90), R"(,"sizes":{"1寸":{"w":25,"h":35}})") << QString();
    QTest::newRow("free area between") << sheet(cell(1, 1), {}, "{" + rect(26, 1, 5, 20) + "}") << QString();
    QTest::newRow("overlap") << sheet(cell(1, 1) + "," + cell(25.9, 1)) << bad;
    QTest::newRow("one inside the other") << sheet(cell(1, 1) + "," + cell(5, 5, 10, 10)) << bad;
    QTest::newRow("the same twice") << sheet(cell(1, 1) + "," + cell(1, 1)) << bad;
    QTest::newRow("beyond the right") << sheet(cell(75.1, 1)) << bad;
    QTest::newRow("beyond the bottom") << sheet(cell(1, 25.1)) << bad;
    QTest::newRow("beyond the left") << sheet(cell(-0.1, 1)) << bad;
    QTest::newRow("in the safe margin") << sheet(cell(0.5, 1)) << bad;
    QTest::newRow("in its own margin") << sheet(cell(2.9, 3), R"(,"margin_mm":3)") << bad;
    QTest::newRow("unsafe margin") << sheet(cell(5, 5), R"(,"margin_mm":0.5)") << bad;
    QTest::newRow("gutter too small") << sheet(cell(1, 1) + "," + cell(27.9, 1), gutter) << bad;
    QTest::newRow("gutter below too small")
        << sheet(cell(1, 1, 25, 20) + "," + cell(1, 21.9, 25, 20), gutter) << bad;
    QTest::newRow("negative gutter") << sheet(cell(1, 1), R"(,"gutter_mm":{"w":-1,"h":0})") << bad;
    QTest::newRow("wrong size") << sheet(cell(1, 1, 25, 36), R"(,"sizes":{"1寸":{"w":25,"h":35}})") << bad;
    QTest::newRow("size turned the wrong way")
        << sheet(cell(1, 1, 25, 35, 90), R"(,"sizes":{"1寸":{"w":25,"h":35}})") << bad;
    QTest::newRow("no size") << sheet(cell(1, 1), R"(,"sizes":{"2寸":{"w":35,"h":49}})") << bad;
    QTest::newRow("free area on a picture") << sheet(cell(1, 1), {}, "{" + rect(25, 1, 5, 20) + "}") << bad;
    QTest::newRow("free area off the paper") << sheet(cell(1, 1), {}, "{" + rect(96, 1, 5, 20) + "}") << bad;
    QTest::newRow("free area of no size") << sheet(cell(1, 1), {}, "{" + rect(50, 1, 0, 20) + "}") << bad;
    QTest::newRow("no area") << sheet(cell(1, 1, 0, 35)) << bad;
    QTest::newRow("negative width") << sheet(cell(30, 1, -25, 35)) << bad;
    QTest::newRow("odd turn") << sheet(cell(1, 1, 25, 35, 45)) << bad;
    QTest::newRow("no place") << sheet(R"({"spec":"1寸","w":25,"h":35})") << bad;
    QTest::newRow("no paper") << sheet(cell(1, 1), {}, {}, "{}") << bad;
    QTest::newRow("no pictures") << sheet({}) << bad;
    QTest::newRow("no pages") << QByteArray(
        R"({"layouts":[{"id":"t","name":{"zh":"试","en":"t"},"paper_mm":{"w":9,"h":9},"pages":[]}]})")
                              << bad;
    QTest::newRow("no name") << QByteArray(R"({"layouts":[{"id":"t","paper_mm":{"w":9,"h":9},"pages":[]}]})")
                             << bad;
    const QByteArray one = QByteArray(sheet(cell(1, 1))).chopped(2).mid(int(qstrlen(R"({"layouts":[)")));
    QTest::newRow("the same id twice") << QByteArray(R"({"layouts":[)" + one + "," + one + "]}") << bad;
    QTest::newRow("no JSON") << QByteArray("layouts") << u"malformed_json"_s;
}

void TestLayout::refusesBadData()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const auto result = layoutsFromJson(json);
    QCOMPARE(result ? QString() : QString(errorName(result.error().code)), error);
}

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
