#include "domain/layout.h"
#include "resources/resources.h"

#include <QTest>

#include <algorithm>

using namespace photodesk;
using namespace Qt::StringLiterals;

namespace {

QByteArray sheet(const QByteArray& cells, const QByteArray& paper = R"({"w":100,"h":60})")
{
    return R"({"layouts":[{"id":"t","name":{"zh":"试","en":"t"},"paper_mm":)" + paper + R"(,"cells":[)"
           + cells + "]}]}";
}

QByteArray cell(double x, double y, double w = 25, double h = 35, int turn = 0)
{
    return QStringLiteral(R"({"spec":"1寸","x":%1,"y":%2,"w":%3,"h":%4,"rot":%5})")
        .arg(x)
        .arg(y)
        .arg(w)
        .arg(h)
        .arg(turn)
        .toUtf8();
}

const Layout* named(const std::vector<Layout>& layouts, const QString& id)
{
    const auto found = std::ranges::find(layouts, id, &Layout::id);
    return found == layouts.end() ? nullptr : &*found;
}

qsizetype count(const Layout& layout, const QString& spec)
{
    return std::ranges::count(layout.cells, spec, &LayoutCell::spec);
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedLayouts();
    void everyPictureHasItsSize();
    void refusesBadData_data();
    void refusesBadData();
};

void TestLayout::shippedLayouts()
{
    const auto layouts = resources::layouts();
    QVERIFY(layouts.has_value());
    const Layout* one = named(*layouts, u"layout_1"_s);
    const Layout* two = named(*layouts, u"layout_2"_s);
    QVERIFY(one && two);
    QCOMPARE(one->cells.size(), std::size_t(12));
    QCOMPARE(count(*one, u"1寸"_s), 8);
    QCOMPARE(count(*one, u"2寸"_s), 4);
    QCOMPARE(two->cells.size(), std::size_t(8));
    QCOMPARE(count(*two, u"2寸"_s), 8);
    for (const Layout& layout : *layouts) {
        QCOMPARE(layout.paperMm, QSizeF(152, 102)); // 6寸
        QVERIFY(!layout.nameZh.isEmpty() && !layout.nameEn.isEmpty());
    }
}

void TestLayout::everyPictureHasItsSize()
{
    const auto layouts = resources::layouts();
    QVERIFY(layouts.has_value());
    for (const Layout& layout : *layouts) {
        for (const LayoutCell& c : layout.cells) {
            const QSizeF upright = c.turned ? c.mm.size().transposed() : c.mm.size();
            QCOMPARE(upright, c.spec == u"1寸"_s ? QSizeF(25, 35) : QSizeF(35, 49));
            // Borderless printers trim 1 to 2 mm a side.
            QVERIFY(c.mm.left() >= 1.5 && c.mm.top() >= 1.5);
            QVERIFY(c.mm.right() <= layout.paperMm.width() - 1.5
                    && c.mm.bottom() <= layout.paperMm.height() - 1.5);
        }
    }
}

void TestLayout::refusesBadData_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    const QString bad = u"invalid_field"_s;
    QTest::newRow("one") << sheet(cell(1, 1)) << QString();
    QTest::newRow("side by side without gutter") << sheet(cell(0, 0) + "," + cell(25, 0)) << QString();
    QTest::newRow("up to the edge") << sheet(cell(75, 25)) << QString();
    QTest::newRow("turned") << sheet(cell(1, 1, 35, 25, 90)) << QString();
    QTest::newRow("overlap") << sheet(cell(0, 0) + "," + cell(24.9, 0)) << bad;
    QTest::newRow("one inside the other") << sheet(cell(0, 0) + "," + cell(5, 5, 10, 10)) << bad;
    QTest::newRow("the same twice") << sheet(cell(1, 1) + "," + cell(1, 1)) << bad;
    QTest::newRow("beyond the right") << sheet(cell(75.1, 1)) << bad;
    QTest::newRow("beyond the bottom") << sheet(cell(1, 25.1)) << bad;
    QTest::newRow("beyond the left") << sheet(cell(-0.1, 1)) << bad;
    QTest::newRow("no area") << sheet(cell(1, 1, 0, 35)) << bad;
    QTest::newRow("negative width") << sheet(cell(30, 1, -25, 35)) << bad;
    QTest::newRow("odd turn") << sheet(cell(1, 1, 25, 35, 45)) << bad;
    QTest::newRow("no place") << sheet(R"({"spec":"1寸","w":25,"h":35})") << bad;
    QTest::newRow("no paper") << sheet(cell(1, 1), "{}") << bad;
    QTest::newRow("no name") << QByteArray(R"({"layouts":[{"id":"t","paper_mm":{"w":9,"h":9},"cells":[]}]})")
                             << bad;
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
