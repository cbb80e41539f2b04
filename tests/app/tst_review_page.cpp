#include "app/pages/refused_panel.h"
#include "app/pages/review_page.h"
#include "app/pages/screen_photo.h"
#include "resources/resources.h"
#include "tests/app/support/desk.h"
#include "widgets/check_list.h"
#include "widgets/decision_bar.h"
#include "widgets/queue_strip.h"
#include "widgets/reason_picker.h"
#include "widgets/toast_line.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

/// A page on a desk with photos, shown and focused; keys go in as a person presses them.
class TestReviewPage : public QObject {
    Q_OBJECT

    struct Screen : test::Desk {
        explicit Screen(int photos) : Desk(photos, paintForScreen)
        {
            if (!signIn())
                return;
            page = std::make_unique<ReviewPage>(*work);
            page->resize(1384, 860);
            page->show();
            page->activateWindow();
            ok = QTest::qWaitForWindowActive(page.get()) && QTest::qWaitFor([this] { return shown(); });
            page->takeFocus();
        }
        bool shown() const
        {
            return work->review().stage() == ReviewController::Stage::Deciding
                   && !page->pane()->mainView()->photo().isNull();
        }
        QString current() const
        {
            const ReviewItem* item = work->review().current();
            return item ? item->record.id : QString();
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::keyClick(page->windowHandle(), key, modifiers);
        }
        bool settled()
        {
            return QTest::qWaitFor([this] { return shown() && work->outbox().unsent() == 0; });
        }
        std::unique_ptr<ReviewPage> page;
        bool ok = false;
    };

private Q_SLOTS:
    void approveShowsTheNextAtOnce()
    {
        Screen s(4);
        QVERIFY(s.ok);
        const QString first = s.current(), second = s.work->queue().items()[1].record.id;
        QSignalSpy kept(&s.work->review(), &ReviewController::decided);
        qsizetype keptAtChange = -1;
        connect(&s.work->review(), &ReviewController::currentChanged, &s.work->review(),
                [&] { keptAtChange = kept.size(); });
        s.press(Qt::Key_A);
        QCOMPARE(s.current(), second);
        QCOMPARE(keptAtChange, 0); // the next one was shown before the disk had answered
        QVERIFY(s.settled());
        QCOMPARE(s.server.applied().size(), 1u);
        QCOMPARE(s.server.applied().front().recordId, first);
        QCOMPARE(s.server.applied().front().verdict, Verdict::Approve);
        QVERIFY(s.server.applied().front().reasons.isEmpty());
        QCOMPARE(s.work->review().today(), 1);
        QVERIFY(!s.page->pane()->toast()->text().isEmpty());
    }

    void theNextDecisionWaitsForTheCommit()
    {
        Screen s(4);
        QVERIFY(s.ok);
        const QString first = s.current(), second = s.work->queue().items()[1].record.id;
        const Opinion approve;
        s.work->review().decide(approve);
        s.work->review().decide(approve); // in the same breath: no event has been handled between
        QCOMPARE(s.work->review().stage(), ReviewController::Stage::Committing);
        QCOMPARE(s.current(), second);
        QTRY_COMPARE(s.server.applied().size(), 2u);
        QCOMPARE(s.server.applied()[0].recordId, first);
        QCOMPARE(s.server.applied()[1].recordId, second);
    }

    void rejectAsksThenTakesTheReasons()
    {
        Screen s(3);
        QVERIFY(s.ok);
        const QString first = s.current();
        QCOMPARE(s.page->picker()->suggested(), QStringList{u"G01"_s}); // the machine's finding
        s.press(Qt::Key_R);
        QVERIFY(s.page->isRejecting());
        QCOMPARE(s.current(), first);
        s.press(Qt::Key_1); // L01 besides
        s.press(Qt::Key_Return);
        QVERIFY(s.settled());
        const Decision& d = s.server.applied().front();
        QCOMPARE(d.verdict, Verdict::Reject);
        QCOMPARE(d.recordId, first);
        QCOMPARE(d.reasons, (QStringList{u"G01"_s, u"L01"_s}));
        QCOMPARE(d.mainReason, u"G01"_s);
        QVERIFY(!s.page->isRejecting());
    }

    void chosenReasonsNeedOnlyOneKey()
    {
        Screen s(3);
        QVERIFY(s.ok);
        s.press(Qt::Key_2);
        s.press(Qt::Key_R);
        QVERIFY(s.settled());
        QVERIFY(s.server.applied().front().reasons.contains(u"P01"_s));
    }

    void withoutAReasonNothingIsRejected()
    {
        Screen s(3);
        QVERIFY(s.ok);
        s.press(Qt::Key_6); // G01 off again
        QVERIFY(s.page->picker()->selection().codes.isEmpty());
        s.press(Qt::Key_R);
        s.press(Qt::Key_R);
        QVERIFY(s.page->isRejecting());
        QVERIFY(s.server.applied().empty());
        s.press(Qt::Key_Escape);
        QVERIFY(!s.page->isRejecting());
    }

    void secondOpinion()
    {
        Screen s(2);
        QVERIFY(s.ok);
        s.press(Qt::Key_S);
        QVERIFY(s.settled());
        QCOMPARE(s.server.applied().front().verdict, Verdict::SecondOpinion);
    }

    void skipAndBackDecideNothing()
    {
        Screen s(3);
        QVERIFY(s.ok);
        const QString first = s.current(), second = s.work->queue().items()[1].record.id;
        s.press(Qt::Key_Space);
        QCOMPARE(s.current(), second);
        s.press(Qt::Key_Backspace);
        QCOMPARE(s.current(), first);
        s.press(Qt::Key_Right);
        QCOMPARE(s.current(), second);
        QVERIFY(s.server.applied().empty());
        QCOMPARE(s.page->strip()->model()->current(), second);
    }

    void undoOfWhatTheServerHas()
    {
        Screen s(3);
        QVERIFY(s.ok);
        const QString first = s.current();
        s.press(Qt::Key_2);
        s.press(Qt::Key_R);
        QVERIFY(s.settled());
        QCOMPARE(s.work->review().today(), 1);
        s.press(Qt::Key_Z);
        QTRY_COMPARE(s.server.undone(), 1);
        QTRY_COMPARE(s.current(), first);
        QTRY_COMPARE(s.work->review().stage(), ReviewController::Stage::Deciding);
        QVERIFY(s.page->picker()->selection().codes.contains(u"P01"_s)); // as it was
        QCOMPARE(s.work->review().today(), 0);
        s.press(Qt::Key_A); // on the new version
        QTRY_COMPARE(s.server.applied().size(), 2u);
        QVERIFY(s.work->outbox().refused().empty());
    }

    void undoOfWhatIsNotSentYet()
    {
        Screen s(3);
        QVERIFY(s.ok);
        const QString first = s.current();
        s.work->outbox().setSending(false);
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.work->outbox().unsent(), 1);
        s.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(s.current(), first);
        QCOMPARE(s.work->outbox().unsent(), 0);
        s.work->outbox().setSending(true);
        QVERIFY(s.server.applied().empty());
        QCOMPARE(s.server.undone(), 0);
    }

    void decidesThroughAnOutage()
    {
        Screen s(3);
        QVERIFY(s.ok);
        QTRY_VERIFY(s.work->photos().count() >= 9); // prefetched: three photos, each with three pictures
        s.server.setListening(false);
        s.press(Qt::Key_A);
        QTRY_VERIFY(s.shown());
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.work->outbox().unsent(), 2);
        s.server.setListening(true);
        QTRY_COMPARE(s.server.applied().size(), 2u);
    }

    void aDiskThatFailsBringsThePhotoBack()
    {
        Screen s(3);
        QVERIFY(s.ok);
        const QString first = s.current();
        s.work->outbox().close();
        QSignalSpy failed(&s.work->review(), &ReviewController::decisionFailed);
        s.press(Qt::Key_A);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(s.current(), first);
        QVERIFY(s.server.applied().empty());
        QCOMPARE(s.work->review().today(), 0);
        QVERIFY(!s.page->pane()->toast()->text().isEmpty());
    }

    void aRefusalShowsInThePanel()
    {
        Screen s(3);
        QVERIFY(s.ok);
        s.server.record(s.current())->version = 9;
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.page->refusedPanel()->count(), 1);
        s.page->showRefused(true);
        QVERIFY(s.page->refusedPanel()->isVisible());
        s.press(Qt::Key_Escape);
        QVERIFY(!s.page->refusedPanel()->isVisible());
    }

    void heldKeysLastAsLongAsTheyAreHeld()
    {
        Screen s(2);
        QVERIFY(s.ok);
        QTest::keyPress(s.page->windowHandle(), Qt::Key_O);
        QVERIFY(s.page->pane()->mainView()->overlaysHidden());
        QTest::keyRelease(s.page->windowHandle(), Qt::Key_O);
        QVERIFY(!s.page->pane()->mainView()->overlaysHidden());
        s.press(Qt::Key_C); // tapped: stays
        QCOMPARE(s.page->pane()->mode(), PhotoPane::Mode::Second);
        s.press(Qt::Key_C);
        QCOMPARE(s.page->pane()->mode(), PhotoPane::Mode::First);
    }

    void zoomStaysFromPhotoToPhoto()
    {
        Screen s(3);
        QVERIFY(s.ok);
        s.press(Qt::Key_0);
        const auto view = s.page->pane()->mainView()->viewState();
        QVERIFY(s.page->pane()->isZoomed());
        s.press(Qt::Key_A);
        QVERIFY(s.settled());
        QCOMPARE(s.page->pane()->mainView()->viewState().mode, view.mode);
        s.press(Qt::Key_F);
        QVERIFY(!s.page->pane()->isZoomed());
    }

    void lettersTypedIntoTheNoteDecideNothing()
    {
        Screen s(2);
        QVERIFY(s.ok);
        s.press(Qt::Key_N);
        auto* note = s.page->picker()->findChild<QLineEdit*>();
        QTRY_VERIFY(note && s.page->picker()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClicks(QApplication::focusWidget(), u"a bad star zone 1"_s);
        QVERIFY(s.server.applied().empty());
        QCOMPARE(s.work->outbox().unsent(), 0);
        QCOMPARE(s.page->picker()->selection().note, u"a bad star zone 1"_s);
    }

    void singleKeysOff()
    {
        Screen s(3);
        QVERIFY(s.ok);
        s.work->settings().set(Setting::SingleKeys, false);
        s.press(Qt::Key_A);
        s.press(Qt::Key_Space);
        QCOMPARE(s.work->review().stage(), ReviewController::Stage::Deciding);
        QVERIFY(s.server.applied().empty());
        s.press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(s.server.applied().size(), 1u);
    }

    void anEmptyQueueSaysSoAndFillsByItself()
    {
        Screen s(1);
        QVERIFY(s.ok);
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.work->review().stage(), ReviewController::Stage::Empty);
        QVERIFY(!s.page->bar()->isReady());
        s.server.addRecord(test::FakeServer::plainRecord(50));
        s.work->queue().refresh();
        QTRY_VERIFY(s.shown());
        QVERIFY(s.page->bar()->isReady());
    }

    void aPictureThatIsNotWhatItShouldBeIsNotShown()
    {
        test::Desk desk(1, paintForScreen);
        desk.server.intercept = [](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.contains("/photo/"))
                return std::nullopt;
            test::FakeResponse response;
            response.type = "image/jpeg";
            response.body = "not a picture";
            return response;
        };
        QVERIFY(desk.signIn());
        ReviewPage page(*desk.work);
        page.show();
        QSignalSpy failed(&desk.work->prefetcher(), &Prefetcher::failed);
        QTRY_VERIFY(!failed.isEmpty());
        QVERIFY(page.pane()->mainView()->photo().isNull());
    }

    void modelsAreModels()
    {
        Screen s(5);
        QVERIFY(s.ok);
        QAbstractItemModelTester strip(s.page->strip()->model(),
                                       QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester checks(s.page->checks()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 3; ++i) {
            s.press(Qt::Key_A);
            QVERIFY(s.settled());
        }
        s.press(Qt::Key_Z);
        QTRY_COMPARE(s.server.undone(), 1);
    }
};

QTEST_MAIN(TestReviewPage)
#include "tst_review_page.moc"
