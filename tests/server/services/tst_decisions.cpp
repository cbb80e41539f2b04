#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class DecisionsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    Staff li_, wang_;
    QString id_;

    Outcome<QJsonObject> decide(const Staff& staff, const Decision& decision)
    {
        return world_->services->reviews.decide(staff, decision);
    }
    Decision claimed(Verdict verdict, const QStringList& reasons = {})
    {
        return World::decisionOn(world_->claim(li_).front(), verdict, reasons);
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

    void theAnswer()
    {
        const QJsonObject answer = must(decide(li_, claimed(Verdict::Approve)));
        QCOMPARE(answer["record"_L1]["id"_L1].toString(), id_);
        QCOMPARE(answer["record"_L1]["state"_L1].toString(), u"approved"_s);
        QCOMPARE(answer["record"_L1]["version"_L1].toInt(), 5);
        QVERIFY(!answer["decision_id"_L1].toString().isEmpty());
        const auto past = must(world_->services->reviews.myDecisions(li_, {}, 10)).items;
        QCOMPARE(past.size(), std::size_t(1));
        QCOMPARE(past[0].decidedAt, 1'795'000'000'123); // the workstation's clock is kept
        QCOMPARE(past[0].undoUntil, world_->clock.nowMs() + world_->settings.undoMs); // the server's rules
    }

    void staleVersion()
    {
        Decision decision = claimed(Verdict::Approve);
        ++decision.version;
        const auto refused = decide(li_, decision);
        QCOMPARE(codeOf(refused), u"stale_version"_s);
        QCOMPARE(refused.error().record->id, id_);
        QCOMPARE(refused.error().record->version, decision.version - 1);
        QCOMPARE(refused.error().record->state, RecordState::InReview);
    }

    void anotherPictureWasOnTheScreen()
    {
        Decision decision = claimed(Verdict::Approve);
        decision.photoSha256 = World::sha256("another");
        QCOMPARE(codeOf(decide(li_, decision)), u"stale_version"_s);
        decision = claimed(Verdict::Approve);
        ++decision.attempt;
        QCOMPARE(codeOf(decide(li_, decision)), u"stale_version"_s);
    }

    void neverClaimed()
    {
        const Decision decision = claimed(Verdict::Approve);
        QCOMPARE(codeOf(decide(wang_, decision)), u"lease_lost"_s);
        QCOMPARE(state(), RecordState::InReview);
    }

    void lateButNobodyClaimed()
    {
        const Decision decision = claimed(Verdict::Approve);
        world_->clock.advance(10 * world_->settings.leaseMs);
        (void)must(decide(li_, decision));
        QCOMPARE(state(), RecordState::Approved);
    }

    void lateAfterGivingBackButNobodyClaimed()
    {
        const Decision decision = claimed(Verdict::Approve);
        (void)must(world_->services->reviews.release(li_, {id_}));
        (void)must(decide(li_, decision));
    }

    void lateAndSomebodyClaimed()
    {
        const Decision decision = claimed(Verdict::Approve);
        world_->clock.advance(world_->settings.leaseMs);
        QCOMPARE(world_->claim(wang_).size(), std::size_t(1));
        const auto refused = decide(li_, decision);
        QCOMPARE(codeOf(refused), u"lease_lost"_s);
        QCOMPARE(refused.error().record->state, RecordState::InReview);
        (void)must(world_->services->reviews.release(wang_, {id_})); // even when she gives it back
        QCOMPARE(codeOf(decide(li_, decision)), u"lease_lost"_s);
    }

    void lateAndTheStudentTookItBackAndSentItAgain()
    {
        const Decision decision = claimed(Verdict::Approve);
        const Student owner = world_->owner(id_);
        (void)must(world_->services->submissions.withdraw(owner, id_, decision.version));
        QCOMPARE(codeOf(decide(li_, decision)), u"not_allowed_in_state"_s);
        world_->submit(owner, id_); // the same picture, which is another submission
        const auto refused = decide(li_, decision);
        QCOMPARE(codeOf(refused), u"stale_version"_s);
        QCOMPARE(refused.error().record->version, decision.version + 2);
    }

    void twiceIsNot()
    {
        const Decision decision = claimed(Verdict::Approve);
        (void)must(decide(li_, decision));
        Decision second = decision;
        second.idempotencyKey = newId();
        const auto refused = decide(li_, second);
        QCOMPARE(codeOf(refused), u"not_allowed_in_state"_s);
        QCOMPARE(refused.error().record->state, RecordState::Approved);
    }

    void theSameKeyGetsTheSameAnswer()
    {
        const Decision decision = claimed(Verdict::Approve);
        const QJsonObject first = must(decide(li_, decision));
        world_->clock.advance(3'600'000);
        QCOMPARE(must(decide(li_, decision)), first);
        Decision other = decision;
        other.verdict = Verdict::SecondOpinion;
        QCOMPARE(codeOf(decide(li_, other)), u"idempotency_conflict"_s);
        other = decision;
        other.recordId = newId();
        QCOMPARE(codeOf(decide(li_, other)), u"idempotency_conflict"_s);
        auto* c = must(world_->database().local());
        QCOMPARE(must(c->queryOne(u"SELECT COUNT(*) FROM decisions"_s))->integer(0), 1);
    }

    void aRefusedTryLeavesTheKeyFree()
    {
        Decision decision = claimed(Verdict::Reject, {u"L01"_s});
        ++decision.version;
        QCOMPARE(codeOf(decide(li_, decision)), u"stale_version"_s);
        --decision.version;
        (void)must(decide(li_, decision));
    }

    void reasons_data()
    {
        QTest::addColumn<QStringList>("reasons");
        QTest::addColumn<QString>("main");
        QTest::addColumn<QString>("note");
        QTest::addColumn<QString>("code");
        const QString required = u"reason_required"_s;
        QTest::newRow("none") << QStringList{} << QString() << QString() << required;
        QTest::newRow("rework only") << QStringList{u"B03"_s} << u"B03"_s << u"x"_s << required;
        QTest::newRow("unknown") << QStringList{u"XX9"_s} << u"XX9"_s << QString() << u"reason_unknown"_s;
        QTest::newRow("main not among them") << QStringList{u"L01"_s} << u"L02"_s << QString() << required;
        QTest::newRow("other, without a note") << QStringList{u"Z99"_s} << u"Z99"_s << u" "_s << required;
        QTest::newRow("other, with a note") << QStringList{u"Z99"_s} << u"Z99"_s << u"说明"_s << QString();
        QTest::newRow("good") << QStringList{u"L01"_s, u"B03"_s} << u"L01"_s << QString() << QString();
    }
    void reasons()
    {
        QFETCH(QStringList, reasons);
        QFETCH(QString, main);
        QFETCH(QString, note);
        QFETCH(QString, code);
        Decision decision = claimed(Verdict::Reject, reasons);
        decision.mainReason = main;
        decision.note = note;
        QCOMPARE(codeOf(decide(li_, decision)), code);
        QCOMPARE(state(), code.isEmpty() ? RecordState::Rejected : RecordState::InReview);
    }

    void badFields()
    {
        Decision decision = claimed(Verdict::Approve);
        decision.note = QString(int(world_->settings.noteMaxChars) + 1, u'x');
        QCOMPARE(codeOf(decide(li_, decision)), u"invalid_field"_s);
        decision.note.clear();
        decision.idempotencyKey = u"not a uuid"_s;
        QCOMPARE(codeOf(decide(li_, decision)), u"invalid_field"_s);
        decision.idempotencyKey = newId();
        decision.recordId = newId();
        QCOMPARE(codeOf(decide(li_, decision)), u"not_found"_s);
        decision.recordId = id_;
        decision.note = QString(u"a\0b"_s);
        QCOMPARE(codeOf(decide(li_, decision)), u"invalid_field"_s);
        QCOMPARE(state(), RecordState::InReview);
    }

    void wrongRights()
    {
        const Decision decision = claimed(Verdict::Approve);
        QCOMPARE(codeOf(decide(world_->staff(u"print"_s, {Role::Print}), decision)), u"forbidden"_s);
        QCOMPARE(codeOf(decide(world_->staff(u"auditor"_s, {Role::Auditor}), decision)), u"forbidden"_s);
        QCOMPARE(codeOf(decide(world_->staff(u"admin"_s, {Role::Administrator}), decision)), u"forbidden"_s);
    }

    void secondOpinionIsAnothers()
    {
        (void)must(decide(li_, claimed(Verdict::SecondOpinion)));
        QCOMPARE(state(), RecordState::SecondReview);
        ClaimRequest request;
        request.secondReview = true;
        const auto item = must(world_->services->reviews.claim(wang_, request)).items.front();
        QCOMPARE(codeOf(decide(li_, World::decisionOn(item, Verdict::Approve))), u"lease_lost"_s);
        (void)must(decide(wang_, World::decisionOn(item, Verdict::Reject, {u"L01"_s})));
        QCOMPARE(state(), RecordState::Rejected);
    }

    void ownSecondOpinionIsRefused()
    {
        Decision decision = claimed(Verdict::SecondOpinion);
        (void)must(decide(li_, decision));
        decision.verdict = Verdict::Approve;
        decision.version += 1;
        decision.idempotencyKey = newId();
        QCOMPARE(codeOf(decide(li_, decision)), u"second_reviewer_needed"_s);
    }

    void anAdministratorStandsInForAMissingSecond()
    {
        const Staff admin = world_->staff(u"chief"_s, {Role::Reviewer, Role::Administrator});
        Decision decision = World::decisionOn(world_->claim(admin).front(), Verdict::SecondOpinion);
        (void)must(decide(admin, decision));
        decision.verdict = Verdict::Approve;
        decision.version += 1;
        decision.note = u"只有一位审核员"_s;
        decision.idempotencyKey = newId();
        QCOMPARE(codeOf(decide(admin, decision)), u"second_reviewer_needed"_s); // there are li and wang
        must(world_->services->staff.setDisabled(u"li"_s, true));
        must(world_->services->staff.setDisabled(u"wang"_s, true));
        decision.note = u" "_s;
        QCOMPARE(codeOf(decide(admin, decision)), u"reason_required"_s);
        decision.note = u"只有一位审核员"_s;
        (void)must(decide(admin, decision));
        QCOMPARE(state(), RecordState::Approved);
        const auto log = must(world_->services->audit.page({}, 100)).items;
        QVERIFY(log.back().detail["single_person"_L1].toBool());
    }

    void pagesOfPastDecisions()
    {
        QStringList made{world_->decided(li_, Verdict::Approve)};
        for (int i = 0; i < 4; ++i) {
            (void)world_->inReview();
            made.prepend(world_->decided(li_, Verdict::Approve)); // some within the same millisecond
        }
        QStringList seen;
        QString after;
        do {
            const auto page = must(world_->services->reviews.myDecisions(li_, after, 2));
            for (const PastDecision& decision : page.items)
                seen << decision.id;
            after = page.next.value_or(QString());
        } while (!after.isEmpty());
        QCOMPARE(seen.size(), made.size());
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(made.begin(), made.end()));
        QCOMPARE(must(world_->services->reviews.myDecisions(wang_, {}, 2)).items.size(), std::size_t(0));
        for (const QString& bad : {u"x"_s, u".x"_s, u"12"_s})
            QCOMPARE(codeOf(world_->services->reviews.myDecisions(li_, bad, 2)), u"invalid_field"_s);
    }

    void theRecordShowsEverything()
    {
        (void)must(decide(li_, claimed(Verdict::Reject, {u"L01"_s})));
        const auto view = must(world_->services->reviews.record(id_));
        QCOMPARE(view.attempts.size(), std::size_t(1));
        QCOMPARE(view.attempts[0].decisions.size(), std::size_t(1));
        QCOMPARE(view.attempts[0].decisions[0].reasons, QStringList{u"L01"_s});
        QCOMPARE(codeOf(world_->services->reviews.record(newId())), u"not_found"_s);
        QCOMPARE(must(world_->services->reviews.photo(id_, 1, PhotoKind::Thumbnail)).contentType,
                 u"image/jpeg"_s);
        QCOMPARE(codeOf(world_->services->reviews.photo(id_, 2, PhotoKind::Original)), u"not_found"_s);
    }
};

QTEST_GUILESS_MAIN(DecisionsTest)
#include "tst_decisions.moc"
