#include "widgets/contact_sheet.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

using namespace photodesk;
using namespace photodesk::widgets;
using namespace Qt::StringLiterals;

class TestContactSheet : public QObject {
    Q_OBJECT

    struct Screen {
        explicit Screen(int photos, QSize size = {900, 600})
        {
            QStringList names;
            for (int i = 0; i < photos; ++i)
                names << QString::number(i);
            model.setStringList(names);
            sheet.setModel(&model);
            sheet.setDescribe([this](const QModelIndex& index) {
                ++described;
                SheetTile tile;
                tile.verdict = MachineVerdict(index.row() % 3);
                tile.text = u"3 h"_s;
                return tile;
            });
            sheet.resize(size);
            sheet.show();
            sheet.activateWindow();
            ok = QTest::qWaitForWindowActive(&sheet);
            sheet.setFocus();
            sheet.setCurrentIndex(model.index(0));
        }
        QStringListModel model;
        ContactSheet sheet;
        int described = 0;
        bool ok = false;
    };

private Q_SLOTS:
    void onlyWhatIsInViewIsAskedFor()
    {
        Screen s(10'000);
        QVERIFY(s.ok);
        s.described = 0;
        s.sheet.viewport()->repaint();
        const auto [first, last] = s.sheet.rowsInView();
        QCOMPARE(first, 0);
        QVERIFY(last > 10 && last < 100);
        QVERIFY2(s.described <= last + 1, qPrintable(QString::number(s.described)));
        const auto [wide, far] = s.sheet.rowsInView(1);
        QVERIFY(wide == 0 && far > last && far <= 2 * (last + 1) + s.sheet.columns());
    }

    void rowsFillTheWidth()
    {
        Screen s(500);
        QVERIFY(s.ok);
        for (const int width : {72, 112, 160, 224}) {
            s.sheet.setPictureWidth(width);
            QVERIFY(s.sheet.pictureSize().width() >= width);
            QCOMPARE(s.sheet.columns(), s.sheet.viewport()->width() / s.sheet.gridSize().width());
            QCoreApplication::processEvents();
            const int columns = s.sheet.columns();
            const QRect before = s.sheet.visualRect(s.model.index(columns - 1));
            QCOMPARE(before.top(), s.sheet.visualRect(s.model.index(0)).top());
            QVERIFY(s.sheet.visualRect(s.model.index(columns)).top() > before.top());
            QVERIFY(before.right() <= s.sheet.viewport()->width());
        }
    }

    void whatIsInViewIsWhatIsPainted()
    {
        Screen s(10'000);
        QVERIFY(s.ok);
        for (const double part : {0.0, 0.31, 0.77, 1.0}) {
            s.sheet.verticalScrollBar()->setValue(int(part * s.sheet.verticalScrollBar()->maximum()));
            const auto [first, last] = s.sheet.rowsInView();
            const QRect view = s.sheet.viewport()->rect();
            QVERIFY(s.sheet.visualRect(s.model.index(first)).intersects(view));
            QVERIFY(first == 0 || !s.sheet.visualRect(s.model.index(first - 1)).intersects(view));
            QVERIFY(last == 9999 || !s.sheet.visualRect(s.model.index(last + 1)).intersects(view));
        }
    }

    void movingLosesNothing()
    {
        Screen s(200);
        QVERIFY(s.ok);
        QSignalSpy counted(&s.sheet, &ContactSheet::selectedCountChanged);
        QTest::keyClick(&s.sheet, Qt::Key_Space);
        QTest::keyClick(&s.sheet, Qt::Key_Right);
        QTest::keyClick(&s.sheet, Qt::Key_Down);
        QTest::keyClick(&s.sheet, Qt::Key_PageDown);
        QCOMPARE(s.sheet.selectedCount(), 1);
        QCOMPARE(counted.size(), 1);
        QTest::keyClick(&s.sheet, Qt::Key_Space);
        QCOMPARE(s.sheet.selectedCount(), 2);
        QTest::keyClick(&s.sheet, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(s.sheet.selectedCount(), 200);
    }

    void openedByReturnAndDoubleClick()
    {
        Screen s(20);
        QVERIFY(s.ok);
        QSignalSpy opened(&s.sheet, &ContactSheet::opened);
        QTest::keyClick(&s.sheet, Qt::Key_Right);
        QTest::keyClick(&s.sheet, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toModelIndex().row(), 1);
        QTest::mouseDClick(s.sheet.viewport(), Qt::LeftButton, {},
                           s.sheet.visualRect(s.model.index(3)).center());
        QCOMPARE(opened[1][0].toModelIndex().row(), 3);
    }

    void anotherSizeKeepsThePlace()
    {
        Screen s(2000);
        QVERIFY(s.ok);
        s.sheet.setCurrentIndex(s.model.index(1000));
        s.sheet.setPictureWidth(200);
        QCoreApplication::processEvents();
        QVERIFY(s.sheet.viewport()->rect().intersects(s.sheet.visualRect(s.model.index(1000))));
    }

    void stateIsNeverColourAlone()
    {
        // With the same colour for everything the three verdicts still differ: by their marks.
        Screen s(3);
        QVERIFY(s.ok);
        const QImage all = s.sheet.viewport()->grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        const QRect cell = s.sheet.visualRect(s.model.index(1)), next = s.sheet.visualRect(s.model.index(2));
        const auto mark = [&](const QRect& rect) {
            QImage image = all.copy(rect.left() + 10, rect.bottom() - 26, 16, 20);
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    image.setPixel(x, y, uint(qGray(image.pixel(x, y)) < 200 ? 0 : 255));
            }
            return image;
        };
        QVERIFY(mark(cell) != mark(next));
    }

    void spokenAsAList()
    {
        Screen s(5);
        QVERIFY(s.ok);
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&s.sheet);
        QVERIFY(spoken);
        QCOMPARE(spoken->role(), QAccessible::List);
        QCOMPARE(spoken->childCount(), 5);
    }
};

QTEST_MAIN(TestContactSheet)
#include "tst_contact_sheet.moc"
