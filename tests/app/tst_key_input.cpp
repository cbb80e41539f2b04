// Whoever works by keys alone is there: the screen must not lock under their hands, nor their leases run out.
#include "app/pages/review_page.h"
#include "tests/app/support/desk.h"

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestKeyInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// One key for each way a key can go: a button's shortcut, a command of the page, a command while held.
    void everyKeyCountsAsInput_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addRow("approve") << Qt::Key_A;
        QTest::addRow("next photo") << Qt::Key_Space;
        QTest::addRow("magnifier") << Qt::Key_M;
        QTest::addRow("reason") << Qt::Key_1;
        QTest::addRow("nothing") << Qt::Key_F9;
    }

    void everyKeyCountsAsInput()
    {
        QFETCH(Qt::Key, key);
        test::Desk desk(4, paintForScreen);
        QVERIFY(desk.signIn());
        ReviewPage page(*desk.work);
        page.resize(1384, 860);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QTRY_COMPARE(desk.work->review().stage(), ReviewController::Stage::Deciding);
        page.takeFocus();
        constexpr qint64 longAgo = 240'000, justNow = 60'000;
        desk.clock->ms += longAgo;
        QVERIFY(!desk.work->idle().hadInputWithin(justNow));
        QTest::keyClick(page.windowHandle(), key);
        QVERIFY(desk.work->idle().hadInputWithin(justNow));
    }
};

QTEST_MAIN(TestKeyInput)
#include "tst_key_input.moc"
