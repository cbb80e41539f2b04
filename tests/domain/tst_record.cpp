#include "domain/record.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <vector>

using namespace photodesk;
using S = RecordState;
using A = RecordAction;
using W = Actor;
using G = Guard;

// The expectation is written from the product's table of states, not from domain/record.cpp: if the two part,
// one of them is wrong and a person has to say which.
namespace {

struct Move {
    S from;
    A action;
    W actor;
    S to;
    Guards needs;
};

// Every write a client makes to a record carries the version it saw.
constexpr Guards version = G::VersionCurrent;
constexpr Guards lease = version | G::LeaseAllows;

void add(std::vector<Move>& moves, const std::vector<S>& from, A action, const std::vector<W>& actors, S to,
         Guards needs)
{
    for (const S state : from) {
        for (const W actor : actors)
            moves.push_back({state, action, actor, to, needs});
    }
}

void addEnrolment(std::vector<Move>& moves)
{
    // "new → unpaid | student | batch open, feature code live, last 4 equal, no live record for this
    // enrolment"
    add(moves, {S::None}, A::Enrol, {W::Student}, S::Unpaid,
        G::BatchOpen | G::FeatureCodeLive | G::Last4Equal | G::NoLiveRecord);
    // "unpaid → awaiting-upload | payment | signature and amount right"
    add(moves, {S::Unpaid}, A::Pay, {W::Payment}, S::AwaitingUpload, G::PaymentVerified);
    // "unpaid → cancelled | student, or time-out"
    add(moves, {S::Unpaid}, A::Cancel, {W::Student}, S::Cancelled, version);
    add(moves, {S::Unpaid}, A::Cancel, {W::System}, S::Cancelled, G::None);
    // "a verified payment that arrives later revives it if the batch is open"
    add(moves, {S::Cancelled}, A::Revive, {W::Payment}, S::AwaitingUpload, G::PaymentVerified | G::BatchOpen);
}

void addStudentsWay(std::vector<Move>& moves)
{
    // "awaiting-upload, draft, rejected, reopened → draft | processed upload | accepted by the hard checks"
    add(moves, {S::AwaitingUpload, S::Draft, S::Rejected, S::Reopened}, A::AcceptUpload, {W::System},
        S::Draft, G::HardChecksPassed);
    // "draft → in-review | student | derived image exists (or none can be made), no upload in work"
    add(moves, {S::Draft}, A::Submit, {W::Student}, S::InReview,
        version | G::PictureReady | G::NoUploadInWork);
    // "in-review, second-review → draft | student withdraws | not decided (compare-and-set on version)"
    add(moves, {S::InReview, S::SecondReview}, A::Withdraw, {W::Student}, S::Draft, version);
}

void addReview(std::vector<Move>& moves)
{
    const std::vector<W> reviewers{W::Reviewer, W::SeniorReviewer};
    // "in-review → in-review | staff rework | lease"; in second review the other reviewer needs the same
    // hands
    add(moves, {S::InReview}, A::Rework, reviewers, S::InReview, lease);
    add(moves, {S::SecondReview}, A::Rework, reviewers, S::SecondReview, lease | G::OtherReviewer);
    // "in-review → approved / rejected / second-review | reviewer | rejected needs ≥ 1 reason not
    // rework-only"
    add(moves, {S::InReview}, A::Approve, reviewers, S::Approved, lease);
    add(moves, {S::InReview}, A::Reject, reviewers, S::Rejected, lease | G::ReasonForStudent);
    add(moves, {S::InReview}, A::SendToSecond, reviewers, S::SecondReview, lease);
    // "bulk approval of clean photos behind a right and a random sample that must be looked at singly"
    add(moves, {S::InReview}, A::BulkApprove, {W::SeniorReviewer}, S::Approved, lease | G::SampleApproved);
    // "second-review → approved / rejected | another reviewer | not the first"
    add(moves, {S::SecondReview}, A::Approve, reviewers, S::Approved, lease | G::OtherReviewer);
    add(moves, {S::SecondReview}, A::Reject, reviewers, S::Rejected,
        lease | G::OtherReviewer | G::ReasonForStudent);
    // "where no second eligible account exists an administrator resolves with a reason"
    const Guards single = version | G::NoSecondReviewer | G::WrittenReason;
    add(moves, {S::SecondReview}, A::Approve, {W::Administrator}, S::Approved, single);
    add(moves, {S::SecondReview}, A::Reject, {W::Administrator}, S::Rejected, single | G::ReasonForStudent);
    // "approved, rejected, second-review → back | same reviewer undoes | within 10 minutes, student has not
    // acted"
    const Guards undo = version | G::SameReviewer | G::UndoWindowOpen | G::StudentNotActed;
    add(moves, {S::Approved, S::Rejected}, A::Undo, reviewers, S::InReview, undo);
    add(moves, {S::Approved, S::Rejected}, A::Undo, reviewers, S::SecondReview, undo);
    add(moves, {S::SecondReview}, A::Undo, reviewers, S::InReview, undo);
    // "approved → second-review | senior reviewer or administrator, with reason | before producing"
    add(moves, {S::Approved}, A::Recall, {W::SeniorReviewer, W::Administrator}, S::SecondReview,
        version | G::WrittenReason);
}

void addDelivery(std::vector<Move>& moves)
{
    // "approved → producing | delivery or print job | undo window over"
    add(moves, {S::Approved}, A::Produce, {W::Job}, S::Producing, G::UndoWindowOver);
    // "producing → delivered | receipt import or administrator"
    add(moves, {S::Producing}, A::Deliver, {W::Registry}, S::Delivered, G::None);
    add(moves, {S::Producing}, A::Deliver, {W::Administrator}, S::Delivered, version);
    // "producing, delivered → reopened | registry receipt (X01, X02) or administrator with reason"
    add(moves, {S::Producing, S::Delivered}, A::Reopen, {W::Registry}, S::Reopened, G::None);
    add(moves, {S::Producing, S::Delivered}, A::Reopen, {W::Administrator}, S::Reopened,
        version | G::WrittenReason);
    // "any paid state before delivered → cancelled | administrator, or consent withdrawn"; a reopened record
    // has its delivery still before it. Money goes back, so the administrator says why.
    const std::vector<S> paid{S::AwaitingUpload, S::Draft,    S::InReview,  S::SecondReview,
                              S::Rejected,       S::Approved, S::Producing, S::Reopened};
    add(moves, paid, A::Refund, {W::Administrator}, S::Cancelled, version | G::WrittenReason);
    add(moves, paid, A::Refund, {W::Student}, S::Cancelled, G::None);
}

const std::vector<Move>& expected()
{
    static const std::vector<Move> moves = [] {
        std::vector<Move> all;
        addEnrolment(all);
        addStudentsWay(all);
        addReview(all);
        addDelivery(all);
        return all;
    }();
    return moves;
}

struct GuardMeaning {
    G guard;
    ErrorCode without;
};

// What the one who asks is told when just this does not hold.
constexpr std::array meanings = {
    GuardMeaning{G::BatchOpen, ErrorCode::BatchClosed},
    GuardMeaning{G::FeatureCodeLive, ErrorCode::FeatureCodeUnknown},
    GuardMeaning{G::Last4Equal, ErrorCode::Last4Mismatch},
    GuardMeaning{G::NoLiveRecord, ErrorCode::AlreadyEnrolled},
    GuardMeaning{G::PaymentVerified, ErrorCode::PaymentMismatch},
    GuardMeaning{G::HardChecksPassed, ErrorCode::NotAnImage},
    GuardMeaning{G::PictureReady, ErrorCode::NothingToSubmit},
    GuardMeaning{G::NoUploadInWork, ErrorCode::UploadInWork},
    GuardMeaning{G::VersionCurrent, ErrorCode::StaleVersion},
    GuardMeaning{G::LeaseAllows, ErrorCode::LeaseLost},
    GuardMeaning{G::ReasonForStudent, ErrorCode::ReasonRequired},
    GuardMeaning{G::OtherReviewer, ErrorCode::SecondReviewerNeeded},
    GuardMeaning{G::UndoWindowOpen, ErrorCode::UndoExpired},
    GuardMeaning{G::SameReviewer, ErrorCode::NotYourDecision},
    GuardMeaning{G::StudentNotActed, ErrorCode::StudentActed},
    GuardMeaning{G::WrittenReason, ErrorCode::ReasonRequired},
    GuardMeaning{G::UndoWindowOver, ErrorCode::NotAllowedInState},
    GuardMeaning{G::NoSecondReviewer, ErrorCode::SecondReviewerNeeded},
    GuardMeaning{G::SampleApproved, ErrorCode::SampleNotFinished},
};

Guards everything()
{
    Guards all;
    for (const GuardMeaning& meaning : meanings)
        all |= meaning.guard;
    return all;
}

ErrorCode errorOf(const Result<void>& result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

QByteArray words(const Move& m)
{
    return QStringLiteral("%1 → %2, action %3, actor %4")
        .arg(recordStateName(m.from), recordStateName(m.to))
        .arg(int(m.action))
        .arg(int(m.actor))
        .toUtf8();
}

bool isExpected(S from, A action, W actor, S to)
{
    return std::ranges::any_of(expected(), [&](const Move& m) {
        return m.from == from && m.action == action && m.actor == actor && m.to == to;
    });
}

bool someoneMay(S from, A action, S to)
{
    return std::ranges::any_of(
        expected(), [&](const Move& m) { return m.from == from && m.action == action && m.to == to; });
}

} // namespace

class TestRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCombination();
    void guardsSufficeAndAreNeeded();
    void versionIsToldFirst();
    void tableHasNoRowTwice();
    void names();
    void helpers();
    void deadEnds();
};

void TestRecord::everyCombination()
{
    int allowed = 0;
    for (const S from : allRecordStates()) {
        for (const A action : allRecordActions()) {
            for (const W actor : allActors()) {
                for (const S to : allRecordStates()) {
                    const Move move{from, action, actor, to, {}};
                    const auto result = checkTransition({from, action, actor, to, everything()});
                    const bool may = isExpected(from, action, actor, to);
                    QVERIFY2(result.has_value() == may, words(move).constData());
                    if (may) {
                        ++allowed;
                        continue;
                    }
                    const auto code =
                        someoneMay(from, action, to) ? ErrorCode::Forbidden : ErrorCode::NotAllowedInState;
                    QVERIFY2(errorOf(result) == code, words(move).constData());
                }
            }
        }
    }
    QCOMPARE(allowed, int(expected().size()));
    QCOMPARE(recordTransitions().size(), expected().size());
}

void TestRecord::guardsSufficeAndAreNeeded()
{
    for (const Move& m : expected()) {
        const auto ask = [&m](Guards held) {
            return checkTransition({m.from, m.action, m.actor, m.to, held});
        };
        QVERIFY2(ask(m.needs).has_value(), words(m).constData());
        for (const GuardMeaning& meaning : meanings) {
            Guards held = everything();
            held.setFlag(meaning.guard, false);
            const auto result = ask(held);
            if (m.needs.testFlag(meaning.guard))
                QVERIFY2(errorOf(result) == meaning.without, words(m).constData());
            else
                QVERIFY2(result.has_value(), words(m).constData());
        }
    }
}

void TestRecord::versionIsToldFirst()
{
    // A stale client can't judge the rest: it hears that first.
    for (const Move& m : expected()) {
        if (m.needs.testFlag(G::VersionCurrent))
            QCOMPARE(errorOf(checkTransition({m.from, m.action, m.actor, m.to, {}})),
                     ErrorCode::StaleVersion);
    }
}

void TestRecord::tableHasNoRowTwice()
{
    const auto rules = recordTransitions();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        for (std::size_t j = i + 1; j < rules.size(); ++j) {
            QVERIFY(rules[i].from != rules[j].from || rules[i].action != rules[j].action
                    || rules[i].actor != rules[j].actor || rules[i].to != rules[j].to);
        }
    }
}

void TestRecord::names()
{
    const std::vector<std::pair<S, const char*>> known{
        {S::None, "none"},           {S::Unpaid, "unpaid"},       {S::AwaitingUpload, "awaiting_upload"},
        {S::Draft, "draft"},         {S::InReview, "in_review"},  {S::SecondReview, "second_review"},
        {S::Rejected, "rejected"},   {S::Approved, "approved"},   {S::Producing, "producing"},
        {S::Delivered, "delivered"}, {S::Cancelled, "cancelled"}, {S::Reopened, "reopened"}};
    QCOMPARE(allRecordStates().size(), known.size());
    for (const auto& [state, name] : known) {
        QCOMPARE(recordStateName(state), QLatin1StringView(name));
        QVERIFY(recordStateFromName(QLatin1StringView(name).toString()) == state);
    }
    QVERIFY(!recordStateFromName(u"In_Review"));
    QVERIFY(!recordStateFromName(u""));
}

void TestRecord::helpers()
{
    for (const S state : allRecordStates()) {
        const bool upload =
            state == S::AwaitingUpload || state == S::Draft || state == S::Rejected || state == S::Reopened;
        QCOMPARE(acceptsUpload(state), upload);
        QCOMPARE(isReviewable(state), state == S::InReview || state == S::SecondReview);
    }
}

void TestRecord::deadEnds()
{
    // Approved is locked for the student: nothing but the withdrawal of consent.
    for (const TransitionRule& rule : recordTransitions()) {
        const bool studentActs = rule.actor == W::Student;
        if (studentActs && (rule.from == S::Approved || rule.from == S::Producing))
            QVERIFY(rule.action == A::Refund);
        if (rule.from == S::Delivered)
            QVERIFY(rule.to == S::Reopened);
        if (rule.from == S::Cancelled)
            QVERIFY(rule.action == A::Revive);
        QVERIFY(rule.to != S::None);
    }
}

QTEST_APPLESS_MAIN(TestRecord)
#include "tst_record.moc"
