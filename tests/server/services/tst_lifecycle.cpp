#include "server/services/lifecycle.h"
#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// Moves that are neither the student's nor the reviewer's own.
class LifecycleTest : public QObject {
    Q_OBJECT

    using S = RecordState;
    using A = RecordAction;

    std::unique_ptr<World> world_;
    Staff li_, wang_;
    const QString why_ = u"学籍信息有误"_s;

    Outcome<RecordBrief> move(const QString& id, A action, Actor actor, S to, const QString& why = {})
    {
        return Lifecycle(world_->context()).move({id, action, actor, to, u"operator"_s, why});
    }
    S state(const QString& id) { return world_->record(world_->owner(id), id).state; }
    QString approved()
    {
        const QString id = world_->inReview();
        (void)world_->decided(li_, Verdict::Approve);
        return id;
    }
    QString delivered()
    {
        const QString id = approved();
        world_->clock.advance(world_->settings.undoMs);
        must(move(id, A::Produce, Actor::Job, S::Producing));
        must(move(id, A::Deliver, Actor::Registry, S::Delivered));
        return id;
    }
    QString inState(S wanted)
    {
        if (wanted == S::AwaitingUpload || wanted == S::Draft) {
            const Student student = world_->student(u"13700000001"_s);
            const QString id = world_->enrol(student, world_->batch(u"另一批"_s), u"吴小明"_s);
            if (wanted == S::Draft)
                world_->draft(student, id, "picture");
            return id;
        }
        const QString id = world_->inReview();
        if (wanted == S::SecondReview)
            (void)world_->decided(li_, Verdict::SecondOpinion);
        else if (wanted == S::Rejected)
            (void)world_->decided(li_, Verdict::Reject, {u"L01"_s});
        else if (wanted != S::InReview)
            (void)world_->decided(li_, Verdict::Approve);
        if (wanted == S::Producing || wanted == S::Reopened) {
            world_->clock.advance(world_->settings.undoMs);
            must(move(id, A::Produce, Actor::Job, S::Producing));
        }
        if (wanted == S::Reopened)
            must(move(id, A::Reopen, Actor::Registry, S::Reopened));
        return id;
    }
    qint64 number(const QString& sql)
    {
        return must(must(world_->database().local())->queryOne(sql))->integer(0);
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

    void producingWaitsForTheUndoWindow()
    {
        const QString id = approved();
        world_->clock.advance(world_->settings.undoMs - 1);
        const auto early = move(id, A::Produce, Actor::Job, S::Producing);
        QCOMPARE(codeOf(early), u"not_allowed_in_state"_s);
        QCOMPARE(early.error().record->state, S::Approved);
        world_->clock.advance(1);
        QCOMPARE(must(move(id, A::Produce, Actor::Job, S::Producing)).version, 6);
        const QString decision = must(world_->services->reviews.myDecisions(li_, {}, 1)).items[0].id;
        const auto late = world_->services->reviews.undo(li_, decision);
        QVERIFY(!late);
        QCOMPARE(late.error().record->state, S::Producing);
    }

    void refusedMoves()
    {
        const QString id = approved();
        QCOMPARE(codeOf(move(newId(), A::Produce, Actor::Job, S::Producing)), u"not_found"_s);
        world_->clock.advance(world_->settings.undoMs);
        const auto wrong = move(id, A::Produce, Actor::Reviewer, S::Producing);
        QCOMPARE(codeOf(wrong), u"forbidden"_s);
        QCOMPARE(wrong.error().record->version, 5);
        QCOMPARE(codeOf(move(id, A::Deliver, Actor::Registry, S::Delivered)), u"not_allowed_in_state"_s);
        QCOMPARE(codeOf(move(id, A::Reopen, Actor::Registry, S::Reopened)), u"not_allowed_in_state"_s);
        QCOMPARE(state(id), S::Approved);
        QCOMPARE(number(u"SELECT COUNT(*) FROM audit WHERE action = 'record.move'"_s), 0);
    }

    void theLogSaysWhy()
    {
        const QString id = delivered();
        must(move(id, A::Reopen, Actor::Administrator, S::Reopened, why_));
        const auto last = must(world_->services->audit.page({}, 100)).items.back();
        QCOMPARE(last.action, u"record.move"_s);
        QCOMPARE(last.subject, u"record:"_s + id);
        QCOMPARE(last.detail["from"_L1].toString(), u"delivered"_s);
        QCOMPARE(last.detail["to"_L1].toString(), u"reopened"_s);
        QCOMPARE(last.detail["why"_L1].toString(), why_);
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

    void reopenedGoesTheWayAgainWithoutFee()
    {
        const QString id = delivered();
        for (const QString& nothing : {QString(), u"  "_s}) {
            QCOMPARE(codeOf(move(id, A::Reopen, Actor::Administrator, S::Reopened, nothing)),
                     u"reason_required"_s);
        }
        must(move(id, A::Reopen, Actor::Registry, S::Reopened)); // a receipt is reason enough
        const Student owner = world_->owner(id);
        must(world_->services->uploads.admit(owner, id));
        world_->draft(owner, id, "another");
        world_->submit(owner, id);
        (void)world_->decided(wang_, Verdict::Approve);
        QCOMPARE(state(id), S::Approved);
        QCOMPARE(world_->record(owner, id).attempt, 2);
        // What was approved long ago does not open the door early.
        QCOMPARE(codeOf(move(id, A::Produce, Actor::Job, S::Producing)), u"not_allowed_in_state"_s);
    }

    void recalledIsForAnotherReviewer()
    {
        const QString id = approved();
        const QString decision = must(world_->services->reviews.myDecisions(li_, {}, 1)).items[0].id;
        QCOMPARE(codeOf(move(id, A::Recall, Actor::Reviewer, S::SecondReview, why_)), u"forbidden"_s);
        QCOMPARE(codeOf(move(id, A::Recall, Actor::SeniorReviewer, S::SecondReview)), u"reason_required"_s);
        const auto recalled = must(move(id, A::Recall, Actor::SeniorReviewer, S::SecondReview, why_));
        QCOMPARE(number(u"SELECT COUNT(*) FROM notices WHERE state = 'queued'"_s), 0);
        ClaimRequest request;
        request.secondReview = true;
        QVERIFY(must(world_->services->reviews.claim(li_, request)).items.empty());
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).secondReview, 0);
        QCOMPARE(codeOf(world_->services->reviews.undo(li_, decision)), u"stale_version"_s);
        // Nor by a decision sent without a claim.
        Decision own;
        own.recordId = id;
        own.version = recalled.version;
        own.attempt = 1;
        own.photoSha256 = must(world_->services->reviews.photo(id, 1, PhotoKind::Derived)).sha256;
        own.verdict = Verdict::Approve;
        own.decidedAt = QDateTime::currentDateTimeUtc();
        own.idempotencyKey = newId();
        QVERIFY(!world_->services->reviews.decide(li_, own));
        QCOMPARE(state(id), S::SecondReview);
        const auto item = must(world_->services->reviews.claim(wang_, request)).items.front();
        QCOMPARE(item.record.id, id);
        (void)must(world_->services->reviews.decide(wang_, World::decisionOn(item, Verdict::Approve)));
    }

    void nothingIsRecalledFromProduction()
    {
        const QString id = inState(S::Producing);
        QCOMPARE(codeOf(move(id, A::Recall, Actor::Administrator, S::SecondReview, why_)),
                 u"not_allowed_in_state"_s);
    }

    void refunds_data()
    {
        QTest::addColumn<QString>("from");
        for (const S from : {S::AwaitingUpload, S::Draft, S::InReview, S::SecondReview, S::Rejected,
                             S::Approved, S::Producing, S::Reopened})
            QTest::newRow(recordStateName(from).data()) << QString(recordStateName(from));
    }
    void refunds()
    {
        QFETCH(QString, from);
        const QString id = inState(*recordStateFromName(from));
        QCOMPARE(codeOf(move(id, A::Refund, Actor::Administrator, S::Cancelled)), u"reason_required"_s);
        QCOMPARE(QString(recordStateName(state(id))), from);
        must(move(id, A::Refund, Actor::Administrator, S::Cancelled, why_));
        QCOMPARE(state(id), S::Cancelled);
        QCOMPARE(number(u"SELECT COUNT(*) FROM records WHERE lease_user IS NOT NULL"_s), 0);
        QCOMPARE(codeOf(world_->upload(world_->owner(id), id, "late")), u"not_allowed_in_state"_s);
        QCOMPARE(codeOf(move(id, A::Refund, Actor::Administrator, S::Cancelled, why_)),
                 u"not_allowed_in_state"_s);
    }

    void whatIsDeliveredIsNotRefunded()
    {
        const QString id = delivered();
        for (const Actor actor : {Actor::Administrator, Actor::Student})
            QCOMPARE(codeOf(move(id, A::Refund, actor, S::Cancelled, why_)), u"not_allowed_in_state"_s);
    }

    void cancelledUnderTheReviewersHands()
    {
        const QString id = world_->inReview();
        const Decision decision = World::decisionOn(world_->claim(li_).front(), Verdict::Approve);
        must(move(id, A::Refund, Actor::Student, S::Cancelled)); // consent withdrawn
        QCOMPARE(must(world_->services->reviews.heartbeat(li_, {id})).lost, QStringList{id});
        const auto refused = world_->services->reviews.decide(li_, decision);
        QCOMPARE(codeOf(refused), u"not_allowed_in_state"_s);
        QCOMPARE(refused.error().record->state, S::Cancelled);
    }

    void cancelledWhileThePictureIsInWork()
    {
        const QString id = inState(S::AwaitingUpload);
        const Student owner = world_->owner(id);
        const Upload sent = must(world_->upload(owner, id, "picture"));
        must(move(id, A::Refund, Actor::Student, S::Cancelled));
        QVERIFY(must(world_->worker->runOne(world_->processor)));
        const Upload after = must(world_->services->uploads.state(owner, sent.id));
        QCOMPARE(after.state, UploadState::Refused);
        QCOMPARE(after.code, u"not_allowed_in_state"_s);
        QCOMPARE(state(id), S::Cancelled);
    }

    void anUnpaidOneRunsOut()
    {
        const Student student = world_->student(u"13700000001"_s);
        const StaffBatch batch = world_->batch(u"收费"_s, 2500);
        const QString id = world_->enrol(student, batch, u"吴小明"_s);
        must(move(id, A::Cancel, Actor::System, S::Cancelled));
        const Staff counter = world_->staff(u"counter"_s, {Role::Print});
        QCOMPARE(codeOf(world_->services->enrolments.counterPayment(counter, id, 2500, newId())),
                 u"not_allowed_in_state"_s);
        QCOMPARE(codeOf(move(id, A::Revive, Actor::Payment, S::AwaitingUpload)), u"payment_mismatch"_s);
        QVERIFY(world_->enrol(student, batch, u"吴小明"_s) != id); // the same enrolment may begin anew
    }
};

QTEST_GUILESS_MAIN(LifecycleTest)
#include "tst_lifecycle.moc"
