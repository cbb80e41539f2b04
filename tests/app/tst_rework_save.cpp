// Saving a rework, and everything that can come between.
#include "tests/app/support/rework_screen.h"

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using photodesk::test::draw;
using Screen = photodesk::test::ReworkScreen;
using Stage = ReworkController::Stage;

class TestReworkSave : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { imaging::initialise(); }

    void cancelAsksOnlyWhenSomethingIsLost()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        {
            widgets::ScriptedAnswers answers({false});
            s.press(Qt::Key_Escape);
            QTRY_COMPARE(answers.asked().size(), 1);
            QCOMPARE(s.rework().stage(), Stage::Ready);
        }
        widgets::ScriptedAnswers answers({true});
        s.press(Qt::Key_Escape);
        QVERIFY(s.closed());
        QCOMPARE(s.server.reworked(), 0);
    }

    void aFailedSaveKeepsTheWork()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        const ReworkState set = s.state();
        s.server.setListening(false);
        s.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(s.page().banner()->isVisible());
        QCOMPARE(s.rework().stage(), Stage::Ready);
        QCOMPARE(s.state(), set);
        s.server.setListening(true);
        s.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(s.closed());
        QCOMPARE(s.server.reworked(), 1);
    }

    void aLostAnswerIsNotASecondRework()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        QSet<QByteArray> keys;
        bool lost = true; // as often as the network library tries again by itself
        s.server.intercept = [&](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.endsWith("/rework"))
                return std::nullopt;
            keys << r.header("idempotency-key");
            if (!lost)
                return std::nullopt;
            test::FakeResponse gone;
            gone.drop = true;
            return gone;
        };
        s.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(s.page().banner()->isVisible());
        lost = false;
        s.page().banner()->actionButton()->click();
        QVERIFY(s.closed());
        QCOMPARE(keys.size(), 1); // the same request: applied once, whichever arrived first
        QCOMPARE(s.server.reworked(), 1);
    }

    void aBusyServerIsWaitedFor()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        int asked = 0;
        s.server.intercept = [&](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.endsWith("/rework") || ++asked > 2)
                return std::nullopt;
            test::FakeResponse busy = test::FakeResponse::problem(503, "overloaded");
            busy.headers.insert("Retry-After", "0");
            return busy;
        };
        s.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(s.closed());
        QCOMPARE(asked, 3);
        QCOMPARE(s.server.reworked(), 1);
    }

    void conflictsInPlainWords()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        s.server.record(s.rework().item()->record.id)->version = 7;
        s.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(s.rework().stage(), Stage::Lost);
        QVERIFY(s.page().banner()->isVisible());
        QVERIFY(!s.part<QPushButton>(u"reworkSave"_s)->isEnabled());
        s.press(Qt::Key_Escape); // nothing can be kept, so nothing is asked
        QVERIFY(s.closed());
    }

    void aLostLeaseIsTold()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        s.server.loseOnHeartbeat.insert(s.rework().item()->record.id);
        s.work->queue().take(s.rework().item()->record.id); // as the heartbeat's answer does
        QTRY_COMPARE(s.rework().stage(), Stage::Lost);
        QVERIFY(s.page().banner()->isVisible());
    }

    void theLockTakesThePhotoAndKeepsTheNumbers()
    {
        Screen s(1);
        QVERIFY(s.ok && s.opened());
        s.press(Qt::Key_Right);
        const QRectF set = s.state().crop;
        s.work->lock();
        QCOMPARE(s.rework().stage(), Stage::Closed);
        QVERIFY(s.rework().preview().isNull() && s.rework().picture().isNull());
        s.work->session().signIn(u"li"_s, u"right"_s).then(s.work.get(), [](const Result<void>&) {});
        QTRY_VERIFY(s.work->review().current() != nullptr);
        QTRY_VERIFY(s.window.reviewPage()->isVisible());
        QVERIFY(s.opened());
        QCOMPARE(s.state().crop, set);
        QVERIFY(s.rework().isChanged());
        s.work->signOut();
        QTRY_COMPARE(s.rework().stage(), Stage::Closed);
    }

    void backToTheMachinesOwn()
    {
        Screen s;
        QVERIFY(s.ok && s.opened());
        QVERIFY(!s.part<QPushButton>(u"reworkRestore"_s)->isEnabled());
        draw(s, {70, 200}, {100, 210});
        s.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(s.closed());
        QVERIFY(s.opened());
        QCOMPARE(s.state().strokes.size(), std::size_t(1)); // goes on where the last one ended
        QVERIFY(!s.rework().isChanged());
        s.part<QPushButton>(u"reworkRestore"_s)->click();
        QVERIFY(s.closed());
        QCOMPARE(s.server.reworked(), 2);
        QCOMPARE(s.work->review().current()->attempt.revisions.back().kind, Revision::Kind::Restore);
    }
};

QTEST_MAIN(TestReworkSave)
#include "tst_rework_save.moc"
