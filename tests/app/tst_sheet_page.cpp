#include "tests/app/support/sheet_screen.h"
#include "widgets/chip.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using test::SheetScreen;

class TestSheetPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingThatWaitsPageAfterPage()
    {
        SheetScreen s(23);
        QVERIFY(s.ok);
        s.sheet.pageSize = 5;
        const QAbstractItemModelTester tester(&s.work->sheet().model());
        QVERIFY(s.openSheet(23));
        QCOMPARE(s.server.count("GET", "/review/photos"), 5);
        QTRY_VERIFY(!s.grid().describe(s.grid().model()->index(0, 0)).image.isNull());
    }

    void keysMoveAndChoose()
    {
        SheetScreen s(40);
        QVERIFY(s.ok && s.openSheet(40));
        auto& grid = s.grid();
        QVERIFY(grid.hasFocus());
        QCOMPARE(grid.currentIndex().row(), 0);
        s.press(Qt::Key_Right);
        s.press(Qt::Key_Right);
        QCOMPARE(grid.currentIndex().row(), 2);
        QCOMPARE(grid.selectedCount(), 0); // moving chooses nothing
        s.press(Qt::Key_Space);
        s.press(Qt::Key_Down);
        QCOMPARE(grid.currentIndex().row(), 2 + grid.columns());
        QCOMPARE(grid.selectedCount(), 1); // and loses nothing
        s.press(Qt::Key_Space);
        s.press(Qt::Key_Right, Qt::ShiftModifier);
        s.press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(grid.selectedCount() >= 4);
        s.press(Qt::Key_Space); // takes the last one out again
        const int chosen = grid.selectedCount();
        s.press(Qt::Key_End);
        QCOMPARE(grid.currentIndex().row(), 39);
        QCOMPARE(grid.selectedCount(), chosen);
        s.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(grid.selectedCount(), 40);
        QVERIFY(s.page().countLabel()->text().contains(u"40"_s));
        s.press(Qt::Key_Escape);
        QCOMPARE(grid.selectedCount(), 0);
    }

    void enterOpensOneSingly()
    {
        SheetScreen s(30);
        QVERIFY(s.ok && s.openSheet(30));
        s.press(Qt::Key_End);
        const QString wanted = s.work->sheet().model().at(29)->recordId;
        s.press(Qt::Key_Return);
        QTRY_VERIFY(s.window.reviewPage()->isVisible());
        QCOMPARE(s.work->review().current()->record.id, wanted);
        QCOMPARE(s.server.record(wanted)->leaseHolder, u"li"_s);
    }

    void whatSomebodyElseHasIsNotOpened()
    {
        SheetScreen s(3);
        s.sheet.elsewhere.insert(test::FakeServer::plainRecord(1).id);
        QVERIFY(s.ok && s.openSheet(3));
        s.press(Qt::Key_Return);
        QTRY_VERIFY(s.page().banner()->isVisible());
        QVERIFY(s.page().isVisible());
        QVERIFY2(s.page().banner()->text().contains(u"Somebody else"_s),
                 qPrintable(s.page().banner()->text()));
    }

    void thereAndBackByOneKey()
    {
        SheetScreen s(3);
        QVERIFY(s.ok);
        s.press(Qt::Key_T);
        QTRY_VERIFY(s.page().isVisible());
        QTRY_VERIFY(s.grid().hasFocus());
        s.press(Qt::Key_T);
        QTRY_VERIFY(s.window.reviewPage()->isVisible());
    }

    void sortedByACheckAndTurnedRound()
    {
        SheetScreen s(12);
        QVERIFY(s.ok && s.openSheet(12));
        s.page().filters()->sortBy(SheetSort::Check, u"pose.yaw"_s);
        SheetModel& model = s.work->sheet().model();
        QTRY_COMPARE(model.at(0)->checkValue, std::optional(88.0)); // the last record has the smallest
        QCOMPARE(s.grid().describe(model.index(0)).text, u"88"_s);
        QVERIFY(std::ranges::any_of(s.server.requests(), [](const test::FakeRequest& request) {
            return request.query.contains("check=pose.yaw");
        }));
        s.page().findChild<QToolButton*>(u"directionButton"_s)->click();
        QCOMPARE(model.at(0)->checkValue, std::optional(99.0));
    }

    void everyCheckCanBeSortedBy()
    {
        SheetScreen s(1);
        QVERIFY(s.ok && s.openSheet(1));
        QMenu* menu = s.page().filters()->sortButton()->menu();
        QVERIFY(!menu->actions().isEmpty());
        QMenu* checks = menu->actions().back()->menu();
        QVERIFY(checks && checks->actions().size() > 40);
    }

    void filteredByColour()
    {
        SheetScreen s(6);
        for (int i = 7; i <= 9; ++i)
            s.server.addRecord(test::FakeServer::plainRecord(i)); // with glasses
        QVERIFY(s.ok && s.openSheet(9));
        const auto chips = s.page().filters()->colours()->findChildren<widgets::Chip*>();
        QCOMPARE(chips.size(), 4);
        chips[3]->click();
        QCOMPARE(s.grid().model()->rowCount(), 3);
        chips[2]->click();
        QCOMPARE(s.grid().model()->rowCount(), 0); // nothing amber: the page says so
        chips[0]->click();
        QCOMPARE(s.grid().model()->rowCount(), 9);
    }

    void largerPictures()
    {
        SheetScreen s(60);
        QVERIFY(s.ok && s.openSheet(60));
        const int before = s.grid().columns();
        s.page().filters()->size()->setValue(224);
        QVERIFY(s.grid().columns() < before);
        QVERIFY(s.grid().pictureSize().width() >= 224);
        const auto [first, last] = s.grid().rowsInView();
        QCOMPARE(first, 0);
        QVERIFY(last < 59);
    }

    void onlyWhatIsInViewIsFetched()
    {
        SheetScreen s(400);
        QVERIFY(s.ok && s.openSheet(400));
        const auto [first, last] = s.grid().rowsInView(1);
        QTRY_VERIFY(!s.grid().describe(s.grid().model()->index(last, 0)).image.isNull());
        // The review page's strip fetches its own twenty.
        QVERIFY2(s.server.count("GET", "/photo/thumbnail") <= last - first + 1 + 30,
                 qPrintable(QString::number(s.server.count("GET", "/photo/thumbnail"))));
    }

    void emptyAndOffline()
    {
        SheetScreen s(1);
        QVERIFY(s.ok);
        s.server.record(test::FakeServer::plainRecord(1).id)->state = u"approved"_s;
        QVERIFY(s.openSheet(0));
        QVERIFY(!s.grid().isVisible());
        s.server.addRecord(test::FakeSheet::cleanRecord(2, 0));
        s.press(Qt::Key_F5);
        QTRY_VERIFY(s.grid().isVisible());
        s.server.setListening(false);
        s.press(Qt::Key_F5);
        QTRY_VERIFY(s.page().banner()->isVisible());
        QVERIFY(s.grid().isVisible()); // what is there stays
        s.server.setListening(true);
        QTRY_VERIFY_WITH_TIMEOUT(!s.page().banner()->isVisible(), 20'000);
    }

    void lockingLeavesNoPictureBehind()
    {
        SheetScreen s(5);
        QVERIFY(s.ok && s.openSheet(5));
        QTRY_VERIFY(s.work->sheet().thumbnails().bytes() > 0);
        s.work->lock();
        QCOMPARE(s.work->sheet().thumbnails().bytes(), 0);
        QCOMPARE(s.grid().model()->rowCount(), 0);
    }

    void withoutTheRightNothingIsOffered()
    {
        SheetScreen s(8);
        const int asked = s.server.count("GET", "/review/bulk");
        s.server.roles = {u"reviewer"_s};
        s.work->signOut();
        QTRY_COMPARE(s.work->session().state(), Session::State::SignedOut);
        QVERIFY(s.signIn());
        QTRY_VERIFY(s.work->review().current());
        QVERIFY(s.openSheet(8));
        s.press(Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!s.page().approveButton()->isVisible());
        s.press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!s.page().panel()->isVisible());
        QCOMPARE(s.server.count("GET", "/review/bulk"), asked);
    }
};

QTEST_MAIN(TestSheetPage)
#include "tst_sheet_page.moc"
