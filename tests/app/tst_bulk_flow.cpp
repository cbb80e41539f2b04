#include "tests/app/support/sheet_screen.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using test::FakeRequest;
using test::FakeResponse;
using test::SheetScreen;

/// From a choice on the sheet through the sample to the approval, by keys, and whatever comes between.
class TestBulkFlow : public QObject {
    Q_OBJECT

    /// The next call of a route is refused for now.
    static std::function<std::optional<FakeResponse>(const FakeRequest&)> busyOnce(const QByteArray& end)
    {
        return [end, done = false](const FakeRequest& request) mutable -> std::optional<FakeResponse> {
            if (done || !request.path.endsWith(end))
                return std::nullopt;
            done = true;
            return FakeResponse::problem(503, "overloaded");
        };
    }

private Q_SLOTS:
    void byKeysFromTheChoiceToTheApproval()
    {
        SheetScreen s(10);
        QVERIFY(s.ok && s.openSheet(10));
        QVERIFY(s.drawAndLook());
        QVERIFY(s.window.reviewPage()->isVisible());
        SampleBar* bar = s.window.reviewPage()->sampleBar();
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(u"1 of 3"_s), qPrintable(bar->text()));
        QVERIFY(s.approveOne());
        QVERIFY2(bar->text().contains(u"2 of 3"_s), qPrintable(bar->text()));
        QVERIFY(s.approveOne());
        QVERIFY(!s.bulk().isReady());
        QVERIFY(s.approveOne());
        QTRY_VERIFY(s.bulk().isReady());
        QCOMPARE(s.sheet.approved, 0); // nothing happens by itself
        s.press(Qt::Key_T);
        QTRY_VERIFY(s.page().panel()->isVisible());
        s.page().panel()->mainButton()->setFocus();
        s.press(Qt::Key_Space);
        QTRY_COMPARE(s.sheet.approved, 1);
        QTRY_COMPARE(s.bulk().bulk()->state, BulkState::Approved);
        QTRY_COMPARE(s.grid().model()->rowCount(), 0);
        QVERIFY2(s.page().panel()->text().contains(u"7"_s), qPrintable(s.page().panel()->text()));
        QVERIFY(!s.bulk().isLooking()); // the queue is the person's own again
        // And all of it back.
        QVERIFY(!s.page().panel()->mainButton()->hasFocus()); // not by the same key pressed once too often
        s.page().panel()->mainButton()->click();
        QTRY_COMPARE(s.sheet.undone, 1);
        QTRY_COMPARE(s.grid().model()->rowCount(), 7);
        s.page().panel()->otherButton()->click();
        QVERIFY(!s.page().panel()->isVisible());
    }

    void onePhotoNotApprovedEndsIt()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        QVERIFY(s.approveOne());
        QTRY_VERIFY(s.current());
        s.press(Qt::Key_S); // a second opinion is no approval
        QTRY_COMPARE(s.bulk().bulk()->state, BulkState::Dissolved);
        QVERIFY(!s.bulk().isLooking());
        QVERIFY(!s.window.reviewPage()->sampleBar()->isVisible());
        s.press(Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(s.page().panel()->isVisible());
        QVERIFY(s.page().panel()->text().contains(u"back in the queue"_s));
        QCOMPARE(s.sheet.approved, 0);
    }

    void takenBackIsToBeLookedAtAgain()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        QVERIFY(s.approveOne());
        QVERIFY(s.approveOne());
        QTRY_COMPARE(s.bulk().looked(), 2);
        s.press(Qt::Key_Z);
        QTRY_COMPARE(s.server.undone(), 1);
        QTRY_COMPARE(s.bulk().looked(), 1);
    }

    void aLostAnswerStartsNothingTwice()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        bool dropped = false;
        s.sheet.first = [&](const FakeRequest& request) -> std::optional<FakeResponse> {
            if (dropped || !request.path.endsWith("/review/bulks"))
                return std::nullopt;
            dropped = true;
            s.sheet.state = u"sampling"_s; // it has happened, but nobody says so
            for (int i = 1; i <= 8; ++i)
                (i <= 3 ? s.sheet.sample : s.sheet.rest) << test::FakeServer::plainRecord(i).id;
            FakeResponse response;
            response.drop = true;
            return response;
        };
        s.press(Qt::Key_A, Qt::ControlModifier);
        s.press(Qt::Key_B, Qt::ControlModifier);
        s.press(Qt::Key_Space);
        QTRY_VERIFY(s.bulk().isSampling());
        QSet<QByteArray> keys; // the network may send it again by itself, but as the same request
        for (const FakeRequest& request : s.server.requests()) {
            if (request.path.endsWith("/review/bulks"))
                keys.insert(request.header("idempotency-key"));
        }
        QCOMPARE(keys.size(), 1);
    }

    void theServerIsAwayInTheMiddle()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        QTRY_VERIFY(std::ranges::all_of(s.work->queue().items(), [&](const ReviewItem& item) {
            return s.work->prefetcher().paintable({item.record.id, 1, PhotoKind::Derived}) != nullptr;
        }));
        s.server.setListening(false);
        for (int i = 0; i < 3; ++i) {
            QTRY_VERIFY(s.current());
            s.press(Qt::Key_A);
            QTRY_COMPARE(s.work->outbox().unsent(), i + 1);
        }
        QTRY_COMPARE(s.bulk().looked(), 3); // here it is known
        QVERIFY(!s.bulk().isReady());       // but it can't be confirmed yet
        s.server.setListening(true);
        QTRY_COMPARE_WITH_TIMEOUT(s.work->outbox().unsent(), 0, 20'000);
        QTRY_VERIFY(s.bulk().isReady());
    }

    void aFailedConfirmationCanBeRepeated()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        for (int i = 0; i < 3; ++i)
            QVERIFY(s.approveOne());
        QTRY_VERIFY(s.bulk().isReady());
        s.sheet.first = busyOnce("/approval");
        s.press(Qt::Key_T);
        QTRY_VERIFY(s.page().panel()->isVisible());
        s.page().panel()->mainButton()->click();
        QTRY_VERIFY(s.page().banner()->isVisible());
        QTRY_VERIFY(s.bulk().isReady() && !s.bulk().isBusy());
        s.page().panel()->mainButton()->click();
        QTRY_COMPARE(s.sheet.approved, 1);
        QTRY_COMPARE(s.bulk().bulk()->state, BulkState::Approved);
    }

    void lockedAndUnlockedTheSampleGoesOn()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        QVERIFY(s.approveOne());
        s.work->lock();
        QTRY_COMPARE(s.work->session().state(), Session::State::Locked);
        QVERIFY(s.signIn());
        QTRY_VERIFY(s.bulk().isLooking() && s.current());
        QTRY_COMPARE(s.bulk().looked(), 1);
        QVERIFY(s.approveOne());
        QVERIFY(s.approveOne());
        QTRY_VERIFY(s.bulk().isReady());
    }

    void aNewWorkstationPicksItUp()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        QVERIFY(s.approveOne());
        s.work->signOut();
        QTRY_COMPARE(s.work->session().state(), Session::State::SignedOut);
        QVERIFY(!s.bulk().bulk()); // nothing of it stays on the desk
        QVERIFY(s.signIn());
        QTRY_VERIFY(s.bulk().isSampling());
        QVERIFY(!s.bulk().isLooking());
        QCOMPARE(s.bulk().looked(), 1);
        s.press(Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(s.page().panel()->isVisible());
        s.page().panel()->mainButton()->click();
        QTRY_VERIFY(s.bulk().isLooking() && s.current());
    }

    void givenUp()
    {
        SheetScreen s(8);
        QVERIFY(s.ok && s.openSheet(8));
        QVERIFY(s.drawAndLook());
        s.press(Qt::Key_T);
        QTRY_VERIFY(s.page().panel()->isVisible());
        s.page().panel()->otherButton()->click();
        QTRY_VERIFY(!s.bulk().bulk());
        QTRY_VERIFY(!s.page().panel()->isVisible());
        QCOMPARE(s.sheet.state, u"cancelled"_s);
        QVERIFY(!s.bulk().isLooking());
    }

    void thePanelSaysWhatStaysOut()
    {
        SheetScreen s(8);
        s.server.addRecord(test::FakeServer::plainRecord(9)); // red
        s.sheet.notes.insert(test::FakeServer::plainRecord(1).id);
        s.sheet.elsewhere.insert(test::FakeServer::plainRecord(2).id);
        QVERIFY(s.ok && s.openSheet(9));
        s.press(Qt::Key_A, Qt::ControlModifier);
        s.press(Qt::Key_B, Qt::ControlModifier);
        const QString text = s.page().panel()->text();
        for (const QString& words : {u"1 with findings"_s, u"1 with a note"_s, u"1 at somebody"_s})
            QVERIFY2(text.contains(words), qPrintable(text));
        s.press(Qt::Key_Escape);
        QVERIFY(!s.page().panel()->isVisible());
        QCOMPARE(s.server.count("POST", "/review/bulks"), 0);
    }

    void refusedWhereTheBatchDoesNotAllowIt()
    {
        SheetScreen s(8);
        s.sheet.bulkAllowed = false;
        QVERIFY(s.ok && s.openSheet(8));
        s.press(Qt::Key_A, Qt::ControlModifier);
        s.press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(s.page().panel()->text().contains(u"does not allow"_s));
        QVERIFY(!s.page().panel()->mainButton()->isVisible());
    }

    void tooFewAreLookedAtSingly()
    {
        SheetScreen s(5);
        QVERIFY(s.ok && s.openSheet(5));
        s.press(Qt::Key_A, Qt::ControlModifier);
        s.press(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(s.page().panel()->text().contains(u"At least 6"_s));
        QVERIFY(!s.page().panel()->mainButton()->isVisible());
    }
};

QTEST_MAIN(TestBulkFlow)
#include "tst_bulk_flow.moc"
