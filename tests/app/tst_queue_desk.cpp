#include "app/client/api_json.h"
#include "app/pages/main_window.h"
#include "app/pages/queue_filter_menu.h"
#include "app/pages/review_page.h"
#include "app/pages/screen_photo.h"
#include "tests/app/support/desk.h"
#include "widgets/check_list.h"
#include "widgets/empty_state.h"
#include "widgets/toast_line.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

/// What a person does with the queue: choose, give back, lose.
class TestQueueDesk : public QObject {
    Q_OBJECT

    struct Screen : test::Desk {
        explicit Screen(int photos) : Desk(photos, paintForScreen) {}
        bool open()
        {
            window = std::make_unique<MainWindow>(*work);
            window->resize(1440, 900);
            window->show();
            window->activateWindow();
            page = window->reviewPage();
            if (!QTest::qWaitForWindowActive(window.get()) || !signIn()
                || !QTest::qWaitFor([this] { return shown(); }))
                return false;
            page->takeFocus();
            menu = page->findChild<QueueFilterMenu*>();
            return menu;
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
            QTest::keyClick(window->windowHandle(), key, modifiers);
        }
        /// As typed by a person who walks down the menu.
        bool choose(const QString& words)
        {
            page->takeFocus();
            press(Qt::Key_W);
            const auto offered = [&] {
                const auto actions = menu->actions();
                return menu->isVisible() && std::ranges::any_of(actions, [&](const QAction* action) {
                           return action->text().startsWith(words);
                       });
            };
            if (!QTest::qWaitFor(offered)) // some choices come with the server's answer
                return false;
            for (const QAction* action : menu->actions()) {
                if (action->isSeparator())
                    continue;
                QTest::keyClick(menu, Qt::Key_Down);
                if (menu->activeAction() && menu->activeAction()->text().startsWith(words)) {
                    QTest::keyClick(menu, Qt::Key_Return);
                    return true;
                }
            }
            QTest::keyClick(menu, Qt::Key_Escape);
            return false;
        }
        std::unique_ptr<MainWindow> window;
        ReviewPage* page = nullptr;
        QueueFilterMenu* menu = nullptr;
    };

private Q_SLOTS:
    void filtersAreTextAndBack()
    {
        ClaimFilter filter;
        QCOMPARE(api::filterText(filter), QString());
        filter.batchId = u"5f0c3a52-9a43-4a55-8c3e-0d8f3f3e1a11"_s;
        filter.attempts = ClaimFilter::Attempts::Repeated;
        filter.verdict = MachineVerdict::Amber;
        filter.secondReview = true;
        filter.waitsMs = 3'600'000;
        filter.ageMs = 7;
        QCOMPARE(api::filterFromText(api::filterText(filter)), filter);
        QCOMPARE(api::filterFromText(u"{ nonsense"_s), ClaimFilter());
        QCOMPARE(api::filterFromText(u"{\"waits_ms\": -5, \"attempts\": 3}"_s), ClaimFilter());
    }

    void theMenuFiltersAndRemembers()
    {
        Screen s(3);
        s.server.record(test::FakeServer::plainRecord(2).id)->waitsMs = 2 * 86'400'000;
        QVERIFY(s.open());
        const QString plain = s.menu->button()->text();
        QVERIFY(s.choose(QueueFilterMenu::tr("Waits at least %1").arg(u"1"_s)));
        QTRY_COMPARE(s.work->queue().items().size(), 1u);
        QTRY_COMPARE(s.current(), test::FakeServer::plainRecord(2).id);
        QCOMPARE(s.work->queue().filter().waitsMs, 3'600'000);
        QVERIFY(s.menu->button()->text() != plain);
        QCOMPARE(api::filterFromText(s.work->settings().text(Setting::QueueFilter)),
                 s.work->queue().filter());
        // The same person tomorrow.
        s.work->signOut();
        QVERIFY(s.signIn());
        QTRY_COMPARE(s.work->queue().items().size(), 1u);
        QCOMPARE(s.work->queue().filter().waitsMs, 3'600'000);
        // All of it again.
        QVERIFY(QTest::qWaitFor([&] { return s.shown(); }));
        QVERIFY(s.choose(QueueFilterMenu::tr("Show everything")));
        QTRY_COMPARE(s.work->queue().items().size(), 3u);
        QCOMPARE(s.menu->button()->text(), plain);
        QVERIFY(s.work->settings().text(Setting::QueueFilter).isEmpty());
    }

    void theMenuSaysHowMuchWaits()
    {
        Screen s(30);
        QVERIFY(s.open());
        s.press(Qt::Key_W);
        QTRY_VERIFY(s.menu->isVisible());
        const auto red = [&] {
            for (const QAction* action : s.menu->actions()) {
                if (action->text().startsWith(QueueFilterMenu::tr("A rule is broken")))
                    return action->text().section(u'\t', 1);
            }
            return QString();
        };
        QTRY_COMPARE(red(), u"10"_s); // twenty are claimed
        QTest::keyClick(s.menu, Qt::Key_Escape);
        QTRY_VERIFY(!s.menu->isVisible());
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u); // keys are the photo's again
    }

    void anEmptyChoiceIsNotAnEmptyQueue()
    {
        Screen s(2);
        QVERIFY(s.open());
        QVERIFY(s.choose(QueueFilterMenu::tr("Repeated attempts")));
        auto* state = s.page->pane()->emptyState();
        QTRY_VERIFY(state->isVisible());
        QTRY_COMPARE(s.work->review().stage(), ReviewController::Stage::Empty);
        const auto* button = state->findChild<QPushButton*>();
        QTRY_COMPARE(button->text(), ReviewPage::tr("Show everything"));
        QTest::mouseClick(const_cast<QPushButton*>(button), Qt::LeftButton);
        QTRY_COMPARE(s.work->queue().items().size(), 2u);
        QVERIFY(!s.menu->isFiltered());
    }

    void aPhotoGivenBackGoesToOthersOnly()
    {
        Screen s(3);
        QVERIFY(s.open());
        const QString first = s.current();
        s.press(Qt::Key_X);
        QVERIFY(s.current() != first);
        QTRY_COMPARE(s.server.record(first)->keptFrom, u"li"_s);
        QTRY_VERIFY(!s.page->pane()->toast()->text().isEmpty());
        QTRY_COMPARE(s.server.count("POST", "/claims"), 2);
        QCOMPARE(s.work->queue().items().size(), 2u);
        QVERIFY(!s.work->queue().find(first));
        QVERIFY(s.server.applied().empty());
        // Half an hour later the server offers it again.
        s.server.record(first)->keptFrom.clear();
        QTRY_VERIFY(!s.work->queue().isClaiming()); // what is under way can't bring it
        s.work->queue().refresh();
        QTRY_VERIFY(s.work->queue().find(first));
    }

    void aPhotoThatCannotBeGivenBackStays()
    {
        Screen s(3);
        QVERIFY(s.open());
        const QString first = s.current();
        s.server.intercept = [](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.endsWith("/return"))
                return std::nullopt;
            return test::FakeResponse::problem(403, "forbidden");
        };
        QSignalSpy failed(&s.work->queue(), &ReviewQueue::returnFailed);
        s.press(Qt::Key_X);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(s.work->queue().find(first));
        QVERIFY(!s.page->pane()->toast()->text().isEmpty());
    }

    void aLeaseLostIsSaidAndTheNextIsHere()
    {
        Screen s(3);
        QVERIFY(s.open());
        const QString first = s.current(), second = s.work->queue().items()[1].record.id;
        s.server.loseOnHeartbeat.insert(first);
        s.press(Qt::Key_R); // in the middle of it
        QVERIFY(s.page->isRejecting());
        ReviewQueue::Options options = ReviewQueue::Options::from(s.work->session().settings());
        options.heartbeatMs = 20;
        s.work->queue().start(options);
        QTRY_COMPARE(s.current(), second);
        QVERIFY(!s.page->isRejecting()); // nothing begun on the lost one is sent for the next
        QTRY_VERIFY(s.page->pane()->toast()->text().contains(
            ReviewPage::tr("The photo that was here went to somebody else; this is the next one.")));
        QVERIFY(s.window->banner()->isVisible());
        QVERIFY(s.server.applied().empty());
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        QCOMPARE(s.server.applied().front().recordId, second);
    }

    void aDisagreementIsSentWithTheDecision()
    {
        Screen s(2);
        QVERIFY(s.open());
        s.press(Qt::Key_D); // nothing chosen yet: nothing to disagree with
        s.press(Qt::Key_Down);
        s.press(Qt::Key_D);
        QCOMPARE(s.page->checks()->disagreements(), QStringList{u"wear.glasses"_s});
        s.press(Qt::Key_A);
        QTRY_COMPARE(s.server.applied().size(), 1u);
        QCOMPARE(s.server.applied().front().disagreements, QStringList{u"wear.glasses"_s});
        QVERIFY(s.page->checks()->disagreements().isEmpty()); // the next photo's are its own
    }
};

QTEST_MAIN(TestQueueDesk)
#include "tst_queue_desk.moc"
