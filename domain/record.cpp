#include "domain/record.h"

#include <algorithm>
#include <array>

namespace photodesk {
namespace {

using S = RecordState;
using A = RecordAction;
using W = Actor;
using G = Guard;

constexpr Guards enrolment = G::BatchOpen | G::FeatureCodeLive | G::Last4Equal | G::NoLiveRecord;
constexpr Guards decision = G::VersionCurrent | G::LeaseAllows;
constexpr Guards rejection = decision | G::ReasonForStudent;
constexpr Guards secondDecision = decision | G::OtherReviewer;
constexpr Guards secondRejection = rejection | G::OtherReviewer;
constexpr Guards single = G::VersionCurrent | G::NoSecondReviewer | G::WrittenReason;
constexpr Guards undo = G::SameReviewer | G::UndoWindowOpen | G::StudentNotActed | G::VersionCurrent;
constexpr Guards written = G::VersionCurrent | G::WrittenReason;

constexpr TransitionRule rules[] = {
    {S::None, A::Enrol, W::Student, S::Unpaid, enrolment},

    {S::Unpaid, A::Pay, W::Payment, S::AwaitingUpload, G::PaymentVerified},
    {S::Unpaid, A::Cancel, W::Student, S::Cancelled, G::VersionCurrent},
    {S::Unpaid, A::Cancel, W::System, S::Cancelled, G::None},
    {S::Cancelled, A::Revive, W::Payment, S::AwaitingUpload, G::PaymentVerified | G::BatchOpen},

    {S::AwaitingUpload, A::AcceptUpload, W::System, S::Draft, G::HardChecksPassed},
    {S::Draft, A::AcceptUpload, W::System, S::Draft, G::HardChecksPassed},
    {S::Rejected, A::AcceptUpload, W::System, S::Draft, G::HardChecksPassed},
    {S::Reopened, A::AcceptUpload, W::System, S::Draft, G::HardChecksPassed},

    {S::Draft, A::Submit, W::Student, S::InReview, G::VersionCurrent | G::PictureReady | G::NoUploadInWork},
    {S::InReview, A::Withdraw, W::Student, S::Draft, G::VersionCurrent},
    {S::SecondReview, A::Withdraw, W::Student, S::Draft, G::VersionCurrent},

    {S::InReview, A::Rework, W::Reviewer, S::InReview, decision},
    {S::InReview, A::Rework, W::SeniorReviewer, S::InReview, decision},
    {S::SecondReview, A::Rework, W::Reviewer, S::SecondReview, secondDecision},
    {S::SecondReview, A::Rework, W::SeniorReviewer, S::SecondReview, secondDecision},
    {S::InReview, A::Approve, W::Reviewer, S::Approved, decision},
    {S::InReview, A::Reject, W::Reviewer, S::Rejected, rejection},
    {S::InReview, A::SendToSecond, W::Reviewer, S::SecondReview, decision},
    {S::InReview, A::Approve, W::SeniorReviewer, S::Approved, decision},
    {S::InReview, A::Reject, W::SeniorReviewer, S::Rejected, rejection},
    {S::InReview, A::SendToSecond, W::SeniorReviewer, S::SecondReview, decision},
    {S::InReview, A::BulkApprove, W::SeniorReviewer, S::Approved, decision | G::SampleApproved},

    {S::SecondReview, A::Approve, W::Reviewer, S::Approved, secondDecision},
    {S::SecondReview, A::Reject, W::Reviewer, S::Rejected, secondRejection},
    {S::SecondReview, A::Approve, W::SeniorReviewer, S::Approved, secondDecision},
    {S::SecondReview, A::Reject, W::SeniorReviewer, S::Rejected, secondRejection},
    {S::SecondReview, A::Approve, W::Administrator, S::Approved, single},
    {S::SecondReview, A::Reject, W::Administrator, S::Rejected, single | G::ReasonForStudent},

    {S::Approved, A::Undo, W::Reviewer, S::InReview, undo},
    {S::Approved, A::Undo, W::Reviewer, S::SecondReview, undo},
    {S::Rejected, A::Undo, W::Reviewer, S::InReview, undo},
    {S::Rejected, A::Undo, W::Reviewer, S::SecondReview, undo},
    {S::SecondReview, A::Undo, W::Reviewer, S::InReview, undo},
    {S::Approved, A::Undo, W::SeniorReviewer, S::InReview, undo},
    {S::Approved, A::Undo, W::SeniorReviewer, S::SecondReview, undo},
    {S::Rejected, A::Undo, W::SeniorReviewer, S::InReview, undo},
    {S::Rejected, A::Undo, W::SeniorReviewer, S::SecondReview, undo},
    {S::SecondReview, A::Undo, W::SeniorReviewer, S::InReview, undo},

    {S::Approved, A::Recall, W::SeniorReviewer, S::SecondReview, written},
    {S::Approved, A::Recall, W::Administrator, S::SecondReview, written},
    {S::Approved, A::Produce, W::Job, S::Producing, G::UndoWindowOver},
    {S::Producing, A::Deliver, W::Registry, S::Delivered, G::None},
    {S::Producing, A::Deliver, W::Administrator, S::Delivered, G::VersionCurrent},
    {S::Producing, A::Reopen, W::Registry, S::Reopened, G::None},
    {S::Delivered, A::Reopen, W::Registry, S::Reopened, G::None},
    {S::Producing, A::Reopen, W::Administrator, S::Reopened, written},
    {S::Delivered, A::Reopen, W::Administrator, S::Reopened, written},

    {S::AwaitingUpload, A::Refund, W::Administrator, S::Cancelled, written},
    {S::Draft, A::Refund, W::Administrator, S::Cancelled, written},
    {S::InReview, A::Refund, W::Administrator, S::Cancelled, written},
    {S::SecondReview, A::Refund, W::Administrator, S::Cancelled, written},
    {S::Rejected, A::Refund, W::Administrator, S::Cancelled, written},
    {S::Approved, A::Refund, W::Administrator, S::Cancelled, written},
    {S::Producing, A::Refund, W::Administrator, S::Cancelled, written},
    {S::Reopened, A::Refund, W::Administrator, S::Cancelled, written},
    // consent withdrawn
    {S::AwaitingUpload, A::Refund, W::Student, S::Cancelled, G::None},
    {S::Draft, A::Refund, W::Student, S::Cancelled, G::None},
    {S::InReview, A::Refund, W::Student, S::Cancelled, G::None},
    {S::SecondReview, A::Refund, W::Student, S::Cancelled, G::None},
    {S::Rejected, A::Refund, W::Student, S::Cancelled, G::None},
    {S::Approved, A::Refund, W::Student, S::Cancelled, G::None},
    {S::Producing, A::Refund, W::Student, S::Cancelled, G::None},
    {S::Reopened, A::Refund, W::Student, S::Cancelled, G::None},
};

struct GuardError {
    Guard guard;
    ErrorCode code;
};

// In this order: the version first, since a stale client can't judge the rest.
constexpr GuardError guardErrors[] = {
    {G::VersionCurrent, ErrorCode::StaleVersion},
    {G::LeaseAllows, ErrorCode::LeaseLost},
    {G::SameReviewer, ErrorCode::NotYourDecision},
    {G::StudentNotActed, ErrorCode::StudentActed},
    {G::UndoWindowOpen, ErrorCode::UndoExpired},
    {G::OtherReviewer, ErrorCode::SecondReviewerNeeded},
    {G::NoSecondReviewer, ErrorCode::SecondReviewerNeeded},
    {G::ReasonForStudent, ErrorCode::ReasonRequired},
    {G::WrittenReason, ErrorCode::ReasonRequired},
    {G::FeatureCodeLive, ErrorCode::FeatureCodeUnknown},
    {G::BatchOpen, ErrorCode::BatchClosed},
    {G::Last4Equal, ErrorCode::Last4Mismatch},
    {G::NoLiveRecord, ErrorCode::AlreadyEnrolled},
    {G::PaymentVerified, ErrorCode::PaymentMismatch},
    {G::HardChecksPassed, ErrorCode::NotAnImage},
    {G::PictureReady, ErrorCode::NothingToSubmit},
    {G::NoUploadInWork, ErrorCode::UploadInWork},
    {G::UndoWindowOver, ErrorCode::NotAllowedInState},
    {G::SampleApproved, ErrorCode::SampleNotFinished},
};

struct StateName {
    S state;
    const char* name;
};

constexpr StateName stateNames[] = {
    {S::None, "none"},           {S::Unpaid, "unpaid"},       {S::AwaitingUpload, "awaiting_upload"},
    {S::Draft, "draft"},         {S::InReview, "in_review"},  {S::SecondReview, "second_review"},
    {S::Rejected, "rejected"},   {S::Approved, "approved"},   {S::Producing, "producing"},
    {S::Delivered, "delivered"}, {S::Cancelled, "cancelled"}, {S::Reopened, "reopened"},
};

constexpr auto states = [] {
    std::array<S, std::size(stateNames)> list{};
    std::ranges::transform(stateNames, list.begin(), &StateName::state);
    return list;
}();

constexpr std::array actors = {W::Student,        W::Payment,       W::System, W::Reviewer,
                               W::SeniorReviewer, W::Administrator, W::Job,    W::Registry};

constexpr std::array actions = {A::Enrol,        A::Pay,      A::Cancel,     A::Revive,  A::AcceptUpload,
                                A::Submit,       A::Withdraw, A::Rework,     A::Approve, A::Reject,
                                A::SendToSecond, A::Undo,     A::Recall,     A::Produce, A::Deliver,
                                A::Reopen,       A::Refund,   A::BulkApprove};

} // namespace

std::span<const TransitionRule> recordTransitions()
{
    return rules;
}

Result<void> checkTransition(const TransitionRequest& request)
{
    bool moveExists = false;
    for (const TransitionRule& rule : rules) {
        if (rule.from != request.from || rule.action != request.action || rule.to != request.to)
            continue;
        moveExists = true;
        if (rule.actor != request.actor)
            continue;
        for (const GuardError& entry : guardErrors) {
            if (rule.guards.testFlag(entry.guard) && !request.held.testFlag(entry.guard))
                return fail(entry.code);
        }
        return {};
    }
    return fail(moveExists ? ErrorCode::Forbidden : ErrorCode::NotAllowedInState,
                QLatin1String(recordStateName(request.from)));
}

QLatin1StringView recordStateName(RecordState state)
{
    return QLatin1StringView(std::ranges::find(stateNames, state, &StateName::state)->name);
}

std::optional<RecordState> recordStateFromName(QStringView name)
{
    for (const StateName& entry : stateNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.state;
    }
    return std::nullopt;
}

std::span<const RecordState> allRecordStates()
{
    return states;
}

std::span<const Actor> allActors()
{
    return actors;
}

std::span<const RecordAction> allRecordActions()
{
    return actions;
}

bool acceptsUpload(RecordState state)
{
    return std::ranges::any_of(rules, [state](const TransitionRule& rule) {
        return rule.from == state && rule.action == A::AcceptUpload;
    });
}

bool isReviewable(RecordState state)
{
    return state == S::InReview || state == S::SecondReview;
}

} // namespace photodesk
