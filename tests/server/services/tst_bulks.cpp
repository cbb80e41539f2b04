#include "server/services/housekeeping.h"
#include "server/services/random.h"
#include "tests/support/bulk_hands.h"
#include "tests/support/databases.h"

#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// "A photo is approved or refused by a machine score alone" must never happen, except under this rule.
class BulksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    std::unique_ptr<BulkHands> hands_;
    Staff senior_, other_;

    Bulks& bulks() { return world_->services->bulks; }
    Outcome<QJsonObject> start(const QString& batch)
    {
        return bulks().start(senior_, hands_->everything(senior_, batch), newId());
    }
    QString whyOf(const Bulk& bulk, const QString& record)
    {
        const auto found =
            std::ranges::find(bulk.leftOut, record, [](const auto& entry) { return entry.first; });
        return found == bulk.leftOut.end() ? QString() : QString(leftOutName(found->second));
    }
    QJsonObject lastAudit()
    {
        const auto page = must(world_->services->audit.page({}, 200));
        return page.items.back().detail;
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        hands_ = std::make_unique<BulkHands>(*world_);
        senior_ = world_->staff(u"senior"_s, {Role::SeniorReviewer});
        other_ = world_->staff(u"other"_s, {Role::SeniorReviewer});
    }
    void cleanup()
    {
        hands_.reset();
        world_.reset();
    }

    void aSampleFirstThenTheRest()
    {
        const QString batch = hands_->waiting(12);
        const Bulk bulk = hands_->started(senior_, batch);
        QCOMPARE(bulk.state, BulkState::Sampling);
        QCOMPARE(bulk.sampleSize, 5); // 10 % would be 2; never fewer than the least
        QCOMPARE(bulk.sampleLeft.size(), 5);
        QCOMPARE(bulk.rest, 7);
        QCOMPARE(codeOf(bulks().approve(senior_, bulk.id)), u"sample_not_finished"_s);
        hands_->approveSample(senior_, bulk.id);
        QCOMPARE(hands_->current(senior_).sampleApproved, 5);
        const Bulk done = must(bulks().approve(senior_, bulk.id));
        QCOMPARE(done.state, BulkState::Approved);
        QCOMPARE(done.rest, 7);
        QCOMPARE(done.undoUntil, std::optional(world_->clock.nowMs() + world_->settings.undoMs));
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE state = 'approved'"_s), 12);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM decisions WHERE verdict = 'approve'"_s), 12);
        QCOMPARE(
            hands_->count(u"SELECT COUNT(*) FROM records WHERE lease_user IS NOT NULL OR bulk IS NOT NULL"_s),
            0);
        // Students hear of it when it can't be undone any more, as of any decision.
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM notices WHERE state = 'queued'"_s), 12);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM notices WHERE due_at < %1"_s.arg(*done.undoUntil)), 0);
        // Each has an entry of its own that names the bulk.
        QCOMPARE(
            hands_->count(
                u"SELECT COUNT(*) FROM audit WHERE action = 'decision.approve' AND detail LIKE '%%1%'"_s.arg(
                    bulk.id)),
            7);
        QCOMPARE(lastAudit()["approved"_L1].toInt(), 7);
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

    void askedAgainNothingHappensTwice()
    {
        const QString batch = hands_->waiting(8);
        const BulkRequest request = hands_->everything(senior_, batch);
        const QString key = newId();
        const QJsonObject first = must(bulks().start(senior_, request, key));
        QCOMPARE(must(bulks().start(senior_, request, key)), first);
        BulkRequest another = request;
        another.photos.pop_back();
        QCOMPARE(codeOf(bulks().start(senior_, another, key)), u"idempotency_conflict"_s);
        QCOMPARE(codeOf(bulks().start(senior_, request, newId())), u"bulk_in_work"_s);
        const QString id = first["id"_L1].toString();
        hands_->approveSample(senior_, id);
        const Bulk done = must(bulks().approve(senior_, id));
        world_->clock.advance(1000);
        QCOMPARE(toJson(must(bulks().approve(senior_, id))), toJson(done));
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM decisions"_s), 8);
        QCOMPARE(must(bulks().undo(senior_, id)).state, BulkState::Undone);
        QCOMPARE(must(bulks().undo(senior_, id)).state, BulkState::Undone);
        QCOMPARE(codeOf(bulks().approve(senior_, id)), u"bulk_ended"_s);
    }

    void nobodyElseGetsWhatItHolds()
    {
        const QString batch = hands_->waiting(8);
        const Bulk bulk = hands_->started(senior_, batch);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(0));
        QCOMPARE(must(world_->services->reviews.queue(other_, {})).waiting, 0);
        QCOMPARE(codeOf(world_->services->sheet.open(other_, bulk.sampleLeft.front())), u"lease_lost"_s);
        // Nor do its photos flood the person's own claims; a beat does not shorten, locking does not give
        // back.
        QCOMPARE(world_->claim(senior_, 20).size(), std::size_t(0));
        const QStringList sample = bulk.sampleLeft;
        QCOMPARE(must(world_->services->reviews.heartbeat(senior_, sample)).held, sample);
        QCOMPARE(must(world_->services->reviews.release(senior_, sample)), QStringList());
        const auto session = must(world_->services->staff.signIn(u"senior"_s, u"password of senior"_s));
        must(world_->services->staff.signOut(session.token));
        world_->clock.advance(world_->settings.leaseMs * 2);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(0));
        hands_->approveSample(senior_, bulk.id); // after all that the person goes on
        QCOMPARE(must(bulks().approve(senior_, bulk.id)).state, BulkState::Approved);
    }

    void onePhotoNotApprovedAndAllGoBack_data()
    {
        QTest::addColumn<QString>("verdict");
        QTest::newRow("rejected") << u"reject"_s;
        QTest::newRow("second opinion") << u"second_opinion"_s;
    }
    void onePhotoNotApprovedAndAllGoBack()
    {
        QFETCH(const QString, verdict);
        const QString batch = hands_->waiting(9);
        const Bulk bulk = hands_->started(senior_, batch);
        const auto sample = hands_->sample(senior_, bulk.id);
        for (std::size_t i = 0; i + 1 < sample.size(); ++i)
            (void)must(
                world_->services->reviews.decide(senior_, World::decisionOn(sample[i], Verdict::Approve)));
        const Decision last = World::decisionOn(sample.back(), *verdictFromName(verdict), {u"L01"_s});
        (void)must(world_->services->reviews.decide(senior_, last));
        // At once, whether or not the workstation is ever heard of again.
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE bulk IS NOT NULL"_s), 0);
        QCOMPARE(hands_->current(senior_).state, BulkState::Dissolved);
        QCOMPARE(codeOf(bulks().approve(senior_, bulk.id)), u"bulk_ended"_s);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(4));
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM decisions"_s), 5); // what was decided singly stands
    }

    void whatAStudentWithdrawsIsLeftOut()
    {
        const QString batch = hands_->waiting(10);
        const Bulk bulk = hands_->started(senior_, batch);
        QStringList rest;
        for (const SheetPhoto& photo : hands_->sheet(senior_)) {
            if (!bulk.sampleLeft.contains(photo.recordId))
                rest << photo.recordId;
        }
        hands_->withdraw(rest[0]);
        hands_->withdraw(rest[1]);
        world_->submit(world_->owner(rest[1]), rest[1]); // and thought again
        const Bulk now = hands_->current(senior_);
        QCOMPARE(whyOf(now, rest[0]), u"withdrawn"_s);
        QCOMPARE(whyOf(now, rest[1]), u"withdrawn"_s);
        QCOMPARE(now.rest, 3);
        hands_->approveSample(senior_, bulk.id);
        QCOMPARE(must(bulks().approve(senior_, bulk.id)).rest, 3);
        QCOMPARE(hands_->state(rest[0]), RecordState::Draft);
        QCOMPARE(hands_->state(rest[1]), RecordState::InReview);
    }

    void aWithdrawnPhotoOfTheSampleIsReplaced()
    {
        const QString batch = hands_->waiting(10);
        const Bulk bulk = hands_->started(senior_, batch);
        const QString gone = bulk.sampleLeft.front();
        hands_->withdraw(gone);
        const Bulk now = hands_->current(senior_);
        QCOMPARE(now.state, BulkState::Sampling);
        QCOMPARE(now.sampleSize, 5);
        QCOMPARE(now.sampleLeft.size(), 5);
        QVERIFY(!now.sampleLeft.contains(gone));
        QCOMPARE(now.rest, 4);
        hands_->approveSample(senior_, bulk.id);
        QCOMPARE(must(bulks().approve(senior_, bulk.id)).rest, 4);
    }

    void nothingIsApprovedOnAHalfSample()
    {
        const QString batch = hands_->waiting(7);
        const Bulk bulk = hands_->started(senior_, batch);
        hands_->withdraw(bulk.sampleLeft[0]);
        hands_->withdraw(
            bulk.sampleLeft[1]); // two over, both are drawn, and nothing is left to approve together
        QCOMPARE(hands_->current(senior_).state, BulkState::Dissolved);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(5));
    }

    void takenBackIsNotLookedAt()
    {
        const QString batch = hands_->waiting(10);
        const Bulk bulk = hands_->started(senior_, batch);
        const QStringList decisions = hands_->approveSample(senior_, bulk.id);
        (void)must(world_->services->reviews.undo(senior_, decisions.front()));
        QCOMPARE(codeOf(bulks().approve(senior_, bulk.id)), u"sample_not_finished"_s);
        const Bulk now = hands_->current(senior_);
        QCOMPARE(now.sampleApproved, 4);
        QCOMPARE(now.sampleLeft.size(), 1);
        world_->clock.advance(world_->settings.leaseMs * 2); // it is still held
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(0));
        hands_->approveSample(senior_, bulk.id);
        QCOMPARE(must(bulks().approve(senior_, bulk.id)).rest, 5);
    }

    void aSampleThatSomebodyElseDecidedIsNone()
    {
        const QString batch = hands_->waiting(10);
        const Bulk bulk = hands_->started(senior_, batch);
        const QStringList decisions = hands_->approveSample(senior_, bulk.id);
        const ReviewItem back = must(world_->services->reviews.undo(senior_, decisions.front()));
        (void)must(world_->services->reviews.release(senior_, {back.record.id}));
        const auto claimed = world_->claim(other_, 20);
        QCOMPARE(claimed.size(), std::size_t(1));
        (void)must(world_->services->reviews.decide(other_, World::decisionOn(claimed[0], Verdict::Approve)));
        QCOMPARE(hands_->current(senior_).state, BulkState::Dissolved); // no way to draw until it fits
        QCOMPARE(codeOf(bulks().approve(senior_, bulk.id)), u"bulk_ended"_s);
    }

    void timeRunsOut()
    {
        const QString batch = hands_->waiting(8);
        const Bulk bulk = hands_->started(senior_, batch);
        hands_->approveSample(senior_, bulk.id);
        world_->clock.advance(world_->settings.bulkExpiresMs);
        QCOMPARE(codeOf(bulks().approve(senior_, bulk.id)), u"bulk_ended"_s);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(3)); // without anybody's doing
        QCOMPARE(hands_->current(senior_).state, BulkState::Expired);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE lease_user = '%1'"_s.arg(other_.id)), 3);
        world_->clock.advance(world_->settings.undoMs);
        QVERIFY(!must(bulks().current(senior_)));
    }

    void overdueOnesAreTidiedAway()
    {
        const QString batch = hands_->waiting(8);
        (void)hands_->started(senior_, batch);
        world_->clock.advance(world_->settings.bulkExpiresMs);
        must(tidy(world_->context()));
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM bulks WHERE state = 'expired'"_s), 1);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE bulk IS NOT NULL"_s), 0);
        (void)must(start(batch)); // and the person may begin anew
    }

    void givenUp()
    {
        const QString batch = hands_->waiting(8);
        const Bulk bulk = hands_->started(senior_, batch);
        QCOMPARE(codeOf(bulks().cancel(other_, bulk.id)), u"not_found"_s);
        QCOMPARE(must(bulks().cancel(senior_, bulk.id)).state, BulkState::Cancelled);
        QCOMPARE(must(bulks().cancel(senior_, bulk.id)).state, BulkState::Cancelled);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(8));
    }

    void wholeBulkTakenBack()
    {
        const QString batch = hands_->waiting(9);
        const Bulk bulk = hands_->started(senior_, batch);
        hands_->approveSample(senior_, bulk.id);
        (void)must(bulks().approve(senior_, bulk.id));
        // One of them singly, from the history.
        const auto history = must(world_->services->reviews.myDecisions(senior_, {}, 50)).items;
        QCOMPARE(history.size(), std::size_t(9));
        const auto single = std::ranges::find_if(
            history, [&](const PastDecision& d) { return !bulk.sampleLeft.contains(d.recordId); });
        QCOMPARE(must(world_->services->reviews.undo(senior_, single->id)).record.state,
                 RecordState::InReview);
        const Bulk undone = must(bulks().undo(senior_, bulk.id));
        QCOMPARE(undone.state, BulkState::Undone);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE state = 'in_review'"_s), 4);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE state = 'approved'"_s), 5); // the sample
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM notices WHERE state = 'queued'"_s), 5);
        QCOMPARE(world_->claim(other_, 20).size(), std::size_t(3)); // one is with who took it back
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

    void takenBackOnlyInTime()
    {
        const QString batch = hands_->waiting(7);
        const Bulk bulk = hands_->started(senior_, batch);
        hands_->approveSample(senior_, bulk.id);
        (void)must(bulks().approve(senior_, bulk.id));
        world_->clock.advance(world_->settings.undoMs);
        QCOMPARE(codeOf(bulks().undo(senior_, bulk.id)), u"undo_expired"_s);
        QCOMPARE(codeOf(bulks().undo(other_, bulk.id)), u"not_found"_s);
    }
};

QTEST_GUILESS_MAIN(BulksTest)
#include "tst_bulks.moc"
