#include "tests/app/support/desk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestReviewQueue : public QObject {
    Q_OBJECT

    static ReviewQueue::Options quick(int depth = 20, int low = 8) { return {20, 300'000, 50, depth, low}; }

private Q_SLOTS:
    void heartbeatsOnlyWhileSomebodyIsThere()
    {
        test::Desk desk(3);
        QVERIFY(desk.signIn());
        ReviewQueue& queue = desk.work->queue();
        queue.start(quick());
        QTRY_COMPARE(queue.items().size(), 3u);
        QTRY_VERIFY(desk.server.count("POST", "/heartbeat") >= 2);
        desk.clock->ms += 300'001; // five minutes without a key
        // Those on their way may still arrive; then none for as long as ten beats would have taken.
        int quiet = desk.server.count("POST", "/heartbeat"), ticksWithout = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            const int now = desk.server.count("POST", "/heartbeat");
            ticksWithout = now == quiet ? ticksWithout + 1 : 0;
            quiet = now;
        });
        timer.start(20);
        QTRY_VERIFY(ticksWithout >= 10);
        timer.stop();
        desk.work->idle().noteInput();
        QTRY_VERIFY(desk.server.count("POST", "/heartbeat") > quiet);
    }

    void lostLeasesLeave()
    {
        test::Desk desk(3);
        QVERIFY(desk.signIn());
        ReviewQueue& queue = desk.work->queue();
        queue.start(quick());
        QTRY_COMPARE(queue.items().size(), 3u);
        QSignalSpy lost(&queue, &ReviewQueue::leasesLost);
        const QString id = queue.items()[1].record.id;
        desk.server.loseOnHeartbeat.insert(id);
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(lost.front().front().toStringList(), QStringList{id});
        QVERIFY(!queue.find(id));
        QCOMPARE(queue.items().size(), 2u);
    }

    void refillsWhenFewAreLeftAndNeverBringsBackADecidedOne()
    {
        test::Desk desk(12);
        QVERIFY(desk.signIn());
        ReviewQueue& queue = desk.work->queue();
        queue.clear();
        queue.start(quick(6, 3));
        QTRY_COMPARE(queue.items().size(), 6u);
        QStringList taken;
        for (int i = 0; i < 4; ++i) {
            taken << queue.items().front().record.id;
            queue.take(taken.last()); // decided, but the server does not know yet and still names it
        }
        QTRY_VERIFY(!queue.isClaiming());
        QCOMPARE(desk.server.count("POST", "/claims"), 3); // sign-in, start, refill
        for (const QString& id : taken)
            QVERIFY(!queue.find(id));
    }

    void whatWasDecidedInAnEarlierRunDoesNotComeAgain()
    {
        test::Desk desk(3);
        QVERIFY(desk.signIn());
        ReviewQueue& queue = desk.work->queue();
        QTRY_COMPARE(queue.items().size(), 3u);
        const RecordBrief decided = queue.items()[1].record;
        queue.clear();
        queue.expectDecided(decided.id, decided.version);
        queue.start(quick());
        QTRY_COMPARE(queue.items().size(), 2u);
        QVERIFY(!queue.find(decided.id));
    }

    void goesOnThroughAnOutage()
    {
        test::Desk desk(10);
        QVERIFY(desk.signIn());
        ReviewQueue& queue = desk.work->queue();
        queue.clear();
        queue.start(quick(4, 3));
        QTRY_COMPARE(queue.items().size(), 4u);
        desk.server.setListening(false);
        QSignalSpy failed(&queue, &ReviewQueue::claimFailed);
        queue.take(queue.items().front().record.id);
        queue.take(queue.items().front().record.id);
        QTRY_VERIFY(!failed.isEmpty());
        QCOMPARE(queue.items().size(), 2u); // those stay and can be decided
        desk.server.setListening(true);
        QTRY_VERIFY(queue.items().size() > 2u);
    }

    void putBackStandsWhereItStood()
    {
        test::Desk desk(4);
        QVERIFY(desk.signIn());
        ReviewQueue& queue = desk.work->queue();
        QTRY_COMPARE(queue.items().size(), 4u);
        const ReviewItem item = queue.items()[2];
        queue.take(item.record.id);
        queue.putBack(item, 2);
        QCOMPARE(queue.indexOf(item.record.id), 2);
        queue.putBack(item, 99);
        QCOMPARE(queue.items().size(), 4u);
        QCOMPARE(queue.indexOf(item.record.id), 3);
    }

    void aFilterGivesTheOthersBackFirst()
    {
        test::Desk desk(3);
        QVERIFY(desk.signIn());
        QTRY_COMPARE(desk.work->queue().items().size(), 3u);
        ClaimFilter filter;
        filter.verdict = MachineVerdict::Red;
        QByteArray body;
        desk.server.intercept = [&](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (r.path.endsWith("/claims")) {
                body = r.body;
                if (desk.server.count("POST", "/release") == 0)
                    return test::FakeResponse::problem(400, "bad_request");
            }
            return std::nullopt;
        };
        desk.work->queue().setFilter(filter);
        QTRY_COMPARE(desk.work->queue().items().size(), 3u);
        QVERIFY(body.contains("\"machine_verdict\":\"red\""));
    }
};

QTEST_GUILESS_MAIN(TestReviewQueue)
#include "tst_review_queue.moc"
