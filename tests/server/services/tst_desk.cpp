#include "server/services/housekeeping.h"
#include "server/services/lifecycle.h"
#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// What a desk asks the server for beside photos: filters with numbers, giving back, the own day, the policy,
/// what was thought of the checks.
class DeskTest : public QObject {
    Q_OBJECT

    static constexpr qint64 minute = 60'000, hour = 60 * minute, wholeDay = 24 * hour;
    std::unique_ptr<World> world_;
    Staff li_, wang_;

    static QStringList idsOf(const std::vector<ReviewItem>& items)
    {
        QStringList ids;
        for (const ReviewItem& item : items)
            ids << item.record.id;
        return ids;
    }
    QStringList claimAs(const Staff& staff, ClaimRequest request = {})
    {
        request.count = 10;
        const QStringList ids = idsOf(must(world_->services->reviews.claim(staff, request)).items);
        (void)must(world_->services->reviews.release(staff, ids));
        return ids;
    }
    QString redPhoto(const StaffBatch& batch)
    {
        const Student student = world_->student(u"13700000001"_s);
        const QString id = world_->enrol(student, batch, u"红"_s);
        world_->draft(student, id, "red picture");
        world_->submit(student, id);
        return id;
    }
    void recall(const QString& id)
    {
        (void)must(Lifecycle(world_->context())
                       .move({id, RecordAction::Recall, Actor::SeniorReviewer, RecordState::SecondReview,
                              u"operator"_s, u"再看一次"_s}));
    }
    void decideAgain(const Staff& staff, Verdict verdict)
    {
        ClaimRequest request;
        request.secondReview = true;
        const auto items = must(world_->services->reviews.claim(staff, request)).items;
        (void)must(world_->services->reviews.decide(
            staff, World::decisionOn(items.at(0), verdict,
                                     verdict == Verdict::Reject ? QStringList{u"L01"_s} : QStringList())));
    }
    qint64 audited(const QString& action)
    {
        return must(must(world_->database().local())
                        ->queryOne(u"SELECT COUNT(*) FROM audit WHERE action = ?"_s, {action}))
            ->integer(0);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        li_ = world_->staff(u"li"_s);
        wang_ = world_->staff(u"wang"_s);
    }
    void cleanup() { world_.reset(); }

    void waitingAndAgeFilter()
    {
        const QString old = world_->inReview();
        world_->clock.advance(2 * hour);
        const QString young = world_->inReview();
        ClaimRequest request;
        request.waitsMs = hour;
        QCOMPARE(claimAs(li_, request), QStringList{old});
        request.waitsMs = 2 * hour; // "at least": the border counts
        QCOMPARE(claimAs(li_, request), QStringList{old});
        request.waitsMs = 2 * hour + 1;
        QCOMPARE(claimAs(li_, request), QStringList());
        request.waitsMs = 0;
        QCOMPARE(claimAs(li_, request), (QStringList{old, young}));
        // A photo handed in just now of a record that is old.
        const Student owner = world_->owner(old);
        (void)must(world_->services->submissions.withdraw(owner, old, world_->record(owner, old).version));
        world_->submit(owner, old);
        request = {};
        request.waitsMs = minute;
        QCOMPARE(claimAs(li_, request), QStringList());
        request = {};
        request.ageMs = hour;
        QCOMPARE(claimAs(li_, request), QStringList{old});
        QCOMPARE(codeOf(ClaimRequest::fromJson({{"count"_L1, 1}, {"waits_ms"_L1, -1}})), u"invalid_field"_s);
        QCOMPARE(codeOf(ClaimRequest::fromJson({{"count"_L1, 1}, {"age_ms"_L1, "long"_L1}})),
                 u"invalid_field"_s);
        QCOMPARE(must(ClaimRequest::fromJson({{"count"_L1, 1}, {"age_ms"_L1, 7}})).ageMs,
                 std::optional<qint64>(7));
    }

    void filtersCountWhatWouldBeClaimed()
    {
        (void)world_->inReview();
        (void)world_->inReview();
        const StaffBatch other = world_->batch(u"另一批"_s);
        const QString red = redPhoto(other);
        world_->clock.advance(wholeDay);
        (void)world_->inReview();
        const auto check = [&] {
            const QueueFilters filters = must(world_->services->reviews.filters(li_, false));
            QCOMPARE(filters.waiting, claimAs(li_).size());
            for (const QueueFilters::Batch& batch : filters.batches) {
                ClaimRequest request;
                request.batchId = batch.id;
                QCOMPARE(batch.waiting, claimAs(li_, request).size());
            }
            for (const auto& [verdict, waiting] : filters.byVerdict) {
                ClaimRequest request;
                request.machineVerdict = verdict;
                QCOMPARE(waiting, claimAs(li_, request).size());
            }
            for (const QueueFilters::AtLeast& step : filters.waits) {
                ClaimRequest request;
                request.waitsMs = step.ms;
                QCOMPARE(step.waiting, claimAs(li_, request).size());
            }
            for (const QueueFilters::AtLeast& step : filters.ages) {
                ClaimRequest request;
                request.ageMs = step.ms;
                QCOMPARE(step.waiting, claimAs(li_, request).size());
            }
        };
        check();
        const QueueFilters before = must(world_->services->reviews.filters(li_, false));
        QCOMPARE(before.waiting, 4);
        QCOMPARE(before.batches.size(), std::size_t(2));
        QCOMPARE(before.waits.at(1).waiting, 3); // a day and more
        QCOMPARE(before.first, 4);
        QCOMPARE(before.repeated, 0);
        // What somebody else holds, and what the caller gave back, does not count.
        ClaimRequest request;
        request.batchId = other.id;
        QCOMPARE(idsOf(must(world_->services->reviews.claim(wang_, request)).items), QStringList{red});
        check();
        QCOMPARE(must(world_->services->reviews.filters(li_, false)).batches.size(), std::size_t(1));
        QCOMPARE(must(world_->services->reviews.filters(li_, true)).waiting, 0);
    }

    void secondReviewsAreCountedForOthersOnly()
    {
        (void)world_->inReview();
        (void)world_->decided(li_, Verdict::SecondOpinion);
        QCOMPARE(must(world_->services->reviews.filters(li_, true)).waiting, 0);
        QCOMPARE(must(world_->services->reviews.filters(wang_, true)).waiting, 1);
        QCOMPARE(must(world_->services->reviews.filters(wang_, false)).waiting, 0);
    }

    void whatIsGivenBackGoesToOthers()
    {
        const QString id = world_->inReview();
        (void)world_->claim(li_);
        QCOMPARE(must(world_->services->reviews.giveBack(wang_, {id})), QStringList()); // not hers
        QCOMPARE(must(world_->services->reviews.giveBack(li_, {id, newId()})), QStringList{id});
        QCOMPARE(claimAs(li_), QStringList());
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).waiting, 0);
        QCOMPARE(must(world_->services->reviews.queue(wang_, {})).waiting, 1);
        QCOMPARE(claimAs(wang_), QStringList{id});
        world_->clock.advance(world_->settings.returnKeepAwayMs - 1);
        QCOMPARE(claimAs(li_), QStringList());
        world_->clock.advance(1);
        QCOMPARE(claimAs(li_), QStringList{id});
        // Again, which counts from now.
        (void)world_->claim(li_);
        (void)must(world_->services->reviews.giveBack(li_, {id}));
        must(tidy(world_->context()));
        QCOMPARE(claimAs(li_), QStringList());
        world_->clock.advance(world_->settings.returnKeepAwayMs);
        must(tidy(world_->context()));
        QCOMPARE(must(must(world_->database().local())->queryOne(u"SELECT COUNT(*) FROM returned_photos"_s))
                     ->integer(0),
                 0);
        QCOMPARE(claimAs(li_), QStringList{id});
    }

    void theOwnDay()
    {
        OwnDay day = must(world_->services->desk.today(li_));
        QCOMPARE(day.decided, 0);
        QVERIFY(!day.perHour && !day.medianSeconds);
        for (int i = 0; i < 5; ++i)
            (void)world_->inReview();
        // At 0, 10, 20 and 50 seconds, and after a pause of an hour.
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(world_->clock.nowMs(), Qt::UTC);
        for (const qint64 second : {0, 10, 20, 50, 3650}) {
            const auto items = world_->claim(li_);
            Decision decision = World::decisionOn(items.at(0), Verdict::Approve);
            decision.decidedAt = start.addSecs(second);
            (void)must(world_->services->reviews.decide(li_, decision));
        }
        (void)world_->inReview();
        day = must(world_->services->desk.today(li_));
        QCOMPARE(day.decided, 5);
        QCOMPARE(day.left, 1);
        QCOMPARE(day.medianSeconds, std::optional(10.0));
        QVERIFY(qAbs(*day.perHour - 3 * 3600 / 50.0) < 0.001); // three steps in fifty seconds of work
        QCOMPARE(must(world_->services->desk.today(wang_)).decided, 0);
        world_->clock.advance(wholeDay);
        QCOMPARE(must(world_->services->desk.today(li_)).decided, 0);
    }

    void agreementIsWhatStood()
    {
        QStringList ids;
        for (int i = 0; i < 3; ++i) {
            ids << world_->inReview();
            (void)world_->decided(li_, Verdict::Approve);
        }
        QCOMPARE(must(world_->services->desk.today(li_)).lookedAgain, 0); // nobody has looked yet
        recall(ids[0]);
        QCOMPARE(must(world_->services->desk.today(li_)).lookedAgain, 0); // doubted, but not decided
        decideAgain(wang_, Verdict::Approve);
        recall(ids[1]);
        decideAgain(wang_, Verdict::Reject);
        const OwnDay day = must(world_->services->desk.today(li_));
        QCOMPARE(day.lookedAgain, 2);
        QCOMPARE(day.stood, 1);
        QCOMPARE(must(world_->services->desk.today(wang_)).lookedAgain, 0); // nobody looked at hers
        world_->clock.advance(world_->settings.agreementWindowMs + 1);
        QCOMPARE(must(world_->services->desk.today(li_)).lookedAgain, 0);
    }

    void disagreementsAreCountedPerCheck()
    {
        const StaffBatch batch = world_->batch(u"另一批"_s);
        (void)redPhoto(batch);
        const auto items = world_->claim(li_);
        QStringList flagged;
        for (const QJsonValue& check : items.at(0).report["checks"_L1].toArray()) {
            if (check["status"_L1] == "fail"_L1 || check["status"_L1] == "warn"_L1)
                flagged << check["id"_L1].toString();
        }
        QVERIFY(!flagged.isEmpty());
        Decision decision = World::decisionOn(items.at(0), Verdict::Approve);
        decision.disagreements = {flagged.front(), u"no.such_check"_s};
        const auto answer = must(world_->services->reviews.decide(li_, decision));
        auto list = must(world_->services->desk.checkOpinions(0));
        QCOMPARE(qsizetype(list.size()), flagged.size());
        for (const CheckOpinions& row : list) {
            QCOMPARE(row.warned + row.failed, 1);
            QCOMPARE(row.approved, 1);
            QCOMPARE(row.disagreed, row.checkId == flagged.front() ? 1 : 0);
        }
        QVERIFY(must(world_->services->desk.checkOpinions(world_->clock.nowMs() + 1)).empty());
        (void)must(world_->services->reviews.undo(li_, answer["decision_id"_L1].toString()));
        QVERIFY(must(world_->services->desk.checkOpinions(0)).empty()); // taken back is not said
    }

    void thePolicy()
    {
        const Staff admin = world_->staff(u"admin"_s, {Role::Administrator});
        DeskPolicy policy = must(world_->services->desk.policy());
        QVERIFY(policy.watermark && !policy.photoClipboard);
        QCOMPARE(policy.idleLockMs, world_->settings.idleLockMs);
        policy = {false, true, 5 * minute};
        QCOMPARE(codeOf(world_->services->desk.setPolicy(li_, policy)), u"forbidden"_s);
        for (const qint64 ms : {world_->settings.idleLockMinMs - 1, world_->settings.idleLockMaxMs + 1})
            QCOMPARE(codeOf(world_->services->desk.setPolicy(admin, {true, true, ms})), u"invalid_field"_s);
        QCOMPARE(audited(u"policy.change"_s), 0);
        (void)must(world_->services->desk.setPolicy(admin, policy));
        const DeskPolicy now = must(world_->services->desk.policy());
        QVERIFY(!now.watermark && now.photoClipboard);
        QCOMPARE(now.idleLockMs, 5 * minute);
        QCOMPARE(audited(u"policy.change"_s), 1);
        QCOMPARE(codeOf(DeskPolicy::fromJson({{"watermark"_L1, true}, {"idle_lock_ms"_L1, 1}})),
                 u"invalid_field"_s);
        QVERIFY(DeskPolicy::fromJson(toJson(policy)));
    }

    void copyingAPhotoIsAllowedAndLogged()
    {
        const Staff admin = world_->staff(u"admin"_s, {Role::Administrator});
        const QString id = world_->inReview();
        QCOMPARE(codeOf(world_->services->desk.photoCopied(li_, id, 1)), u"forbidden"_s);
        QCOMPARE(audited(u"photo.copy"_s), 0);
        (void)must(world_->services->desk.setPolicy(admin, {true, true, 5 * minute}));
        must(world_->services->desk.photoCopied(li_, id, 1));
        QCOMPARE(audited(u"photo.copy"_s), 1);
        QCOMPARE(codeOf(world_->services->desk.photoCopied(li_, id, 2)), u"not_found"_s);
        QCOMPARE(codeOf(world_->services->desk.photoCopied(li_, newId(), 1)), u"not_found"_s);
        QCOMPARE(audited(u"photo.copy"_s), 1);
    }

    void onlyReviewers()
    {
        const Staff print = world_->staff(u"print"_s, {Role::Print});
        QCOMPARE(codeOf(world_->services->desk.today(print)), u"forbidden"_s);
        QCOMPARE(codeOf(world_->services->reviews.filters(print, false)), u"forbidden"_s);
        QCOMPARE(codeOf(world_->services->reviews.giveBack(print, {})), u"forbidden"_s);
    }
};

QTEST_GUILESS_MAIN(DeskTest)
#include "tst_desk.moc"
