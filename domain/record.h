#pragma once

#include "domain/result.h"

#include <QFlags>
#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace photodesk {

/// One enrolment of one student in one batch (采集记录). `None` is "before it exists".
enum class RecordState {
    None,
    Unpaid,
    AwaitingUpload,
    Draft,
    InReview,
    SecondReview,
    Rejected,
    Approved,
    Producing,
    Delivered,
    Cancelled,
    Reopened,
};

/// Who asks. One person may act as several; the server picks the one whose rights they hold.
enum class Actor {
    Student,
    Payment, ///< a verified notice of the payment party, or counter staff
    System,  ///< upload worker and time-outs
    Reviewer,
    SeniorReviewer,
    Administrator,
    Job,      ///< delivery or print job
    Registry, ///< a receipt of the national registry
};

enum class RecordAction {
    Enrol,
    Pay,
    Cancel,
    Revive, ///< a verified payment arrives after cancellation
    AcceptUpload,
    Submit,
    Withdraw,
    Rework,
    Approve,
    Reject,
    SendToSecond,
    Undo,
    Recall, ///< approved → second review
    Produce,
    Deliver,
    Reopen,
    Refund,      ///< cancelled after payment
    BulkApprove, ///< with others, after a sample of them was looked at singly
};

/// What must hold for a move; the store proves each before it asks.
enum class Guard : quint32 {
    None = 0,
    BatchOpen = 1u << 0,
    FeatureCodeLive = 1u << 1,
    Last4Equal = 1u << 2,
    NoLiveRecord = 1u << 3,
    PaymentVerified = 1u << 4,
    HardChecksPassed = 1u << 5,
    PictureReady = 1u << 6, ///< a derived image exists, or none can be made
    NoUploadInWork = 1u << 7,
    VersionCurrent = 1u << 8,
    LeaseAllows = 1u << 9,       ///< holds the lease, or it ran out and nobody claimed since
    ReasonForStudent = 1u << 10, ///< at least one reason that is not rework-only
    OtherReviewer = 1u << 11,    ///< not the one who gave the first opinion
    UndoWindowOpen = 1u << 12,
    SameReviewer = 1u << 13,
    StudentNotActed = 1u << 14,
    WrittenReason = 1u << 15,
    UndoWindowOver = 1u << 16,
    NoSecondReviewer = 1u << 17, ///< no other eligible account exists
    SampleApproved = 1u << 18, ///< every photo of the bulk's random sample was looked at singly and approved
};
Q_DECLARE_FLAGS(Guards, Guard)
Q_DECLARE_OPERATORS_FOR_FLAGS(Guards)

/// One row of the table in record.cpp.
struct TransitionRule {
    RecordState from;
    RecordAction action;
    Actor actor;
    RecordState to;
    Guards guards;
};

struct TransitionRequest {
    RecordState from = RecordState::None;
    RecordAction action = RecordAction::Enrol;
    Actor actor = Actor::Student;
    RecordState to = RecordState::None; ///< undo and cancel can lead to more than one state, so it is said
    Guards held;
};

[[nodiscard]] std::span<const TransitionRule> recordTransitions();

/// Forbidden: this actor may not. NotAllowedInState: no such move. Otherwise the code of the first guard that
/// does not hold (StaleVersion, LeaseLost, ReasonRequired, UndoExpired, …).
[[nodiscard]] Result<void> checkTransition(const TransitionRequest& request);

[[nodiscard]] QLatin1StringView recordStateName(RecordState state); ///< "in_review", as stored and sent
[[nodiscard]] std::optional<RecordState> recordStateFromName(QStringView name);
[[nodiscard]] std::span<const RecordState> allRecordStates();
[[nodiscard]] std::span<const Actor> allActors();
[[nodiscard]] std::span<const RecordAction> allRecordActions();

/// A picture may be put into the record by its student.
[[nodiscard]] bool acceptsUpload(RecordState state);
[[nodiscard]] bool isReviewable(RecordState state);

} // namespace photodesk
