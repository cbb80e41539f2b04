#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class UndoTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    Staff li_, wang_;
    QString id_;

    Outcome<ReviewItem> undo(const Staff& staff, const QString& decision)
    {
        return world_->services->reviews.undo(staff, decision);
    }
    RecordState state() { return world_->record(world_->owner(id_), id_).state; }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        li_ = world_->staff(u"li"_s);
        wang_ = world_->staff(u"wang"_s);
        id_ = world_->inReview();
    }
    void cleanup() { world_.reset(); }

    void takenBack_data()
    {
        QTest::addColumn<QString>("verdict");
        for (const char* verdict : {"approve", "reject", "second_opinion"})
            QTest::newRow(verdict) << QString::fromLatin1(verdict);
    }
    void takenBack()
    {
        QFETCH(QString, verdict);
        const Verdict said = *verdictFromName(verdict);
        const QString decision =
            world_->decided(li_, said, said == Verdict::Reject ? QStringList{u"L01"_s} : QStringList());
        const ReviewItem item = must(undo(li_, decision));
        QCOMPARE(item.record.id, id_);
        QCOMPARE(item.record.state, RecordState::InReview);
        QCOMPARE(item.leaseExpiresAt, world_->clock.nowMs() + world_->settings.leaseMs);
        QCOMPARE(world_->claim(wang_).size(), std::size_t(0)); // the lease is back with li
        QVERIFY(must(world_->services->reviews.myDecisions(li_, {}, 5)).items[0].undone);
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).today, 0);
        // And another decision can follow, a second opinion included.
        (void)must(world_->services->reviews.decide(li_, World::decisionOn(item, Verdict::Approve)));
        QCOMPARE(state(), RecordState::Approved);
    }

    void untilTheWindowCloses()
    {
        const QString decision = world_->decided(li_, Verdict::Approve);
        world_->clock.advance(world_->settings.undoMs - 1);
        (void)must(undo(li_, decision));
        const QString second = world_->decided(li_, Verdict::Approve);
        world_->clock.advance(world_->settings.undoMs);
        const auto late = undo(li_, second);
        QCOMPARE(codeOf(late), u"undo_expired"_s);
        QCOMPARE(late.error().record->state, RecordState::Approved);
    }

    void onlyOnesOwn()
    {
        const QString decision = world_->decided(li_, Verdict::Approve);
        QCOMPARE(codeOf(undo(wang_, decision)), u"not_your_decision"_s);
        QCOMPARE(codeOf(undo(world_->staff(u"print"_s, {Role::Print}), decision)), u"forbidden"_s);
        QCOMPARE(codeOf(undo(li_, newId())), u"not_found"_s);
    }

    void notOnceTheStudentActed()
    {
        const QString decision = world_->decided(li_, Verdict::Reject, {u"L01"_s});
        (void)must(world_->upload(world_->owner(id_), id_, "better")); // in the very same millisecond
        QCOMPARE(codeOf(undo(li_, decision)), u"student_acted"_s);
        QVERIFY(must(world_->worker->runOne(world_->processor)));
        QCOMPARE(codeOf(undo(li_, decision)), u"student_acted"_s);
        QCOMPARE(state(), RecordState::Draft);
    }

    void notAWithdrawnSecondOpinion()
    {
        const QString decision = world_->decided(li_, Verdict::SecondOpinion);
        const Student owner = world_->owner(id_);
        (void)must(world_->services->submissions.withdraw(owner, id_, world_->record(owner, id_).version));
        QCOMPARE(codeOf(undo(li_, decision)), u"student_acted"_s);
    }

    void notTheFirstOpinionAfterTheSecond()
    {
        const QString first = world_->decided(li_, Verdict::SecondOpinion);
        ClaimRequest request;
        request.secondReview = true;
        const auto item = must(world_->services->reviews.claim(wang_, request)).items.front();
        const auto second =
            must(world_->services->reviews.decide(wang_, World::decisionOn(item, Verdict::Approve)));
        QCOMPARE(codeOf(undo(li_, first)), u"stale_version"_s);
        // The second opinion goes back to where it came from.
        QCOMPARE(must(undo(wang_, second["decision_id"_L1].toString())).record.state,
                 RecordState::SecondReview);
        QCOMPARE(must(world_->services->reviews.queue(li_, {})).secondReview,
                 0); // leased to wang, and li gave the first
    }

    void repeatedWhileTheLeaseIsHeld()
    {
        const QString decision = world_->decided(li_, Verdict::Approve);
        const qint64 version = must(undo(li_, decision)).record.version;
        QCOMPARE(must(undo(li_, decision)).record.version, version);
        (void)must(world_->services->reviews.release(li_, {id_}));
        QCOMPARE(codeOf(undo(li_, decision)), u"lease_lost"_s);
    }

    void theOldDecisionCanNotComeAgain()
    {
        const Decision decision = World::decisionOn(world_->claim(li_).front(), Verdict::Approve);
        const auto first = must(world_->services->reviews.decide(li_, decision));
        (void)must(undo(li_, first["decision_id"_L1].toString()));
        Decision copy = decision;
        copy.idempotencyKey = newId();
        QCOMPARE(codeOf(world_->services->reviews.decide(li_, copy)), u"stale_version"_s);
        // A late repetition of the very same request is answered, not applied.
        QCOMPARE(must(world_->services->reviews.decide(li_, decision)), first);
        QCOMPARE(state(), RecordState::InReview);
    }
};

QTEST_GUILESS_MAIN(UndoTest)
#include "tst_undo.moc"
