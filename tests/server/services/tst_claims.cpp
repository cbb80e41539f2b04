#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class ClaimsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    Staff li_, wang_;

    static QStringList idsOf(const std::vector<ReviewItem>& items)
    {
        QStringList ids;
        for (const ReviewItem& item : items)
            ids << item.record.id;
        return ids;
    }
    QString waiting()
    {
        world_->clock.advance(1000); // so that the order of the queue is told by time
        return world_->inReview();
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

    void longestWaitingFirst()
    {
        const QStringList ids{waiting(), waiting(), waiting()};
        QCOMPARE(idsOf(world_->claim(li_, 2)), ids.first(2));
        QCOMPARE(idsOf(world_->claim(wang_, 5)), ids.last(1));
    }

    void repeatedAttemptsGoAhead()
    {
        const QString refused = waiting();
        (void)world_->decided(li_, Verdict::Reject, {u"L01"_s});
        const QString older = waiting();
        world_->clock.advance(1000);
        world_->draft(world_->owner(refused), refused, "better");
        world_->submit(world_->owner(refused), refused);
        QCOMPARE(idsOf(world_->claim(li_, 5)), (QStringList{refused, older}));
    }

    void whatIsHeldComesFirstAndCounts()
    {
        const QStringList ids{waiting(), waiting(), waiting()};
        QCOMPARE(idsOf(world_->claim(li_, 1)), ids.first(1));
        QCOMPARE(idsOf(world_->claim(li_, 2)), ids.first(2));
        QCOMPARE(idsOf(world_->claim(li_, 1)), ids.first(2)); // never takes away
        const auto queue = must(world_->services->reviews.queue(li_, {}));
        QCOMPARE(queue.mine, 2);
        QCOMPARE(queue.waiting, 1);
    }

    void filters()
    {
        const QString first = waiting();
        const Student student = world_->student(u"13700000001"_s);
        const StaffBatch batch = world_->batch(u"另一批"_s);
        const QString red = world_->enrol(student, batch, u"红"_s);
        world_->draft(student, red, "red picture");
        world_->submit(student, red);
        const auto claim = [&](const ClaimRequest& request) {
            const QStringList ids = idsOf(must(world_->services->reviews.claim(li_, request)).items);
            (void)must(world_->services->reviews.release(li_, ids));
            return ids;
        };
        ClaimRequest request;
        request.count = 5;
        request.batchId = batch.id;
        QCOMPARE(claim(request), QStringList{red});
        request.batchId.clear();
        request.machineVerdict = MachineVerdict::Green;
        QCOMPARE(claim(request), QStringList{first});
        request.machineVerdict = MachineVerdict::Red;
        QCOMPARE(claim(request), QStringList{red});
        request.machineVerdict.reset();
        request.attempts = ClaimRequest::Attempts::Repeated;
        QCOMPARE(claim(request), QStringList());
        request.attempts = ClaimRequest::Attempts::First;
        QCOMPARE(claim(request).size(), 2);
    }

    void aLeaseRunsOut()
    {
        const QString id = waiting();
        (void)world_->claim(li_);
        world_->clock.advance(world_->settings.leaseMs - 1);
        QCOMPARE(idsOf(world_->claim(wang_)), QStringList());
        world_->clock.advance(1);
        QCOMPARE(idsOf(world_->claim(wang_)), QStringList{id});
        const auto beat = must(world_->services->reviews.heartbeat(li_, {id}));
        QCOMPARE(beat.lost, QStringList{id});
        QVERIFY(beat.held.isEmpty() && !beat.leaseExpiresAt);
    }

    void aHeartbeatRenews()
    {
        const QString id = waiting();
        (void)world_->claim(li_);
        for (int i = 0; i < 5; ++i) {
            world_->clock.advance(world_->settings.leaseMs - 1);
            const auto beat = must(world_->services->reviews.heartbeat(li_, {id, newId()}));
            QCOMPARE(beat.held, QStringList{id});
            QCOMPARE(beat.lost.size(), 1);
            QCOMPARE(beat.leaseExpiresAt, std::optional(world_->clock.nowMs() + world_->settings.leaseMs));
        }
        QCOMPARE(idsOf(world_->claim(wang_)), QStringList());
    }

    void givingBack()
    {
        const QString id = waiting();
        (void)world_->claim(li_);
        QCOMPARE(must(world_->services->reviews.release(wang_, {id})), QStringList()); // not hers
        QCOMPARE(must(world_->services->reviews.release(li_, {id, newId()})), QStringList{id});
        QCOMPARE(idsOf(world_->claim(wang_)), QStringList{id});
    }

    void signingOutGivesBack()
    {
        const QString id = waiting();
        const auto session = must(world_->services->staff.signIn(u"li"_s, u"password of li"_s));
        (void)world_->claim(session.staff);
        must(world_->services->staff.signOut(session.token));
        QCOMPARE(idsOf(world_->claim(wang_)), QStringList{id});
    }

    void withdrawingEndsTheLease()
    {
        const QString id = waiting();
        (void)world_->claim(li_);
        const Student owner = world_->owner(id);
        (void)must(world_->services->submissions.withdraw(owner, id, world_->record(owner, id).version));
        QCOMPARE(must(world_->services->reviews.heartbeat(li_, {id})).lost, QStringList{id});
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).mine, 0);
    }

    void nobodyGetsTheirOwnSecondReview()
    {
        const QString id = waiting();
        (void)world_->decided(li_, Verdict::SecondOpinion);
        ClaimRequest request;
        request.secondReview = true;
        QCOMPARE(must(world_->services->reviews.claim(li_, request)).items.size(), std::size_t(0));
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).secondReview, 0);
        QCOMPARE(must(world_->services->reviews.queue(wang_, {})).secondReview, 1);
        QCOMPARE(world_->claim(wang_).size(), std::size_t(0)); // not mixed into the first reviews
        QCOMPARE(idsOf(must(world_->services->reviews.claim(wang_, request)).items), QStringList{id});
    }

    void counts()
    {
        (void)waiting();
        const qint64 oldest = world_->clock.nowMs();
        (void)waiting();
        auto queue = must(world_->services->reviews.queue(li_, {}));
        QCOMPARE(queue.waiting, 2);
        QCOMPARE(queue.oldestWaitingAt, std::optional(oldest));
        QCOMPARE(queue.today, 0);
        (void)world_->decided(li_, Verdict::Approve);
        queue = must(world_->services->reviews.queue(li_, {}));
        QCOMPARE(queue.waiting, 1);
        QCOMPARE(queue.today, 1);
        QCOMPARE(must(world_->services->reviews.queue(wang_, {})).today, 0);
        world_->clock.advance(24 * 3'600'000);
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).today, 0);
    }

    void onlyReviewersClaim()
    {
        (void)waiting();
        const Staff print = world_->staff(u"print"_s, {Role::Print}),
                    admin = world_->staff(u"admin"_s, {Role::Administrator});
        for (const Staff& staff : {print, admin}) {
            QCOMPARE(codeOf(world_->services->reviews.claim(staff, {})), u"forbidden"_s);
            QCOMPARE(codeOf(world_->services->reviews.queue(staff, {})), u"forbidden"_s);
            QCOMPARE(codeOf(world_->services->reviews.heartbeat(staff, {})), u"forbidden"_s);
        }
    }

    void badRequests()
    {
        ClaimRequest request;
        request.count = int(world_->settings.claimDepthMax) + 1;
        QCOMPARE(codeOf(world_->services->reviews.claim(li_, request)), u"invalid_field"_s);
        QCOMPARE(codeOf(ClaimRequest::fromJson({})), u"invalid_field"_s);
        QCOMPARE(codeOf(ClaimRequest::fromJson({{"count"_L1, 0}})), u"invalid_field"_s);
        QCOMPARE(codeOf(ClaimRequest::fromJson({{"count"_L1, 1}, {"queue"_L1, "third"_L1}})),
                 u"invalid_field"_s);
        QCOMPARE(codeOf(ClaimRequest::fromJson({{"count"_L1, 1}, {"attempts"_L1, "some"_L1}})),
                 u"invalid_field"_s);
        QCOMPARE(codeOf(ClaimRequest::fromJson({{"count"_L1, 1}, {"machine_verdict"_L1, "blue"_L1}})),
                 u"invalid_field"_s);
        QVERIFY(
            must(ClaimRequest::fromJson({{"count"_L1, 1}, {"queue"_L1, "second_review"_L1}})).secondReview);
    }
};

QTEST_GUILESS_MAIN(ClaimsTest)
#include "tst_claims.moc"
