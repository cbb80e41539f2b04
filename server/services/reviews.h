#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::store {
class Connection;
}

namespace photodesk::server::services {

struct ClaimRequest {
    enum class Attempts { All, First, Repeated };
    int count = 1;
    QString batchId; ///< empty: every batch
    Attempts attempts = Attempts::All;
    std::optional<MachineVerdict> machineVerdict;
    bool secondReview = false;            ///< claims from the second-review queue
    std::optional<qint64> waitsMs, ageMs; ///< waits, or is enrolled, that long at least

    /// Errors: InvalidField.
    [[nodiscard]] static Result<ClaimRequest> fromJson(const QJsonObject& object);
};

/// The reviewers' queue: leases, decisions, undo. Any thread. Conflicts carry the present record.
class Reviews {
public:
    explicit Reviews(const Context& context);

    [[nodiscard]] Outcome<Queue> queue(const Staff& staff, const QString& batchId) const;
    /// What the caller holds comes first and counts (and is renewed), then repeated attempts, then the
    /// longest waiting. Nobody is offered the second review of their own first opinion. Errors: InvalidField,
    /// Forbidden.
    [[nodiscard]] Outcome<Claims> claim(const Staff& staff, const ClaimRequest& request);
    [[nodiscard]] Outcome<Heartbeat> heartbeat(const Staff& staff, const QStringList& recordIds);
    /// Ids that were the caller's and are free now.
    [[nodiscard]] Outcome<QStringList> release(const Staff& staff, const QStringList& recordIds);

    /// As release(), and the photos do not come to the caller again for a while: somebody else is to look.
    [[nodiscard]] Outcome<QStringList> giveBack(const Staff& staff, const QStringList& recordIds);
    /// What a claim may be filtered by, with how much waits for the caller under each alone.
    [[nodiscard]] Outcome<QueueFilters> filters(const Staff& staff, bool secondReview) const;

    /// Takes decision.recordId and decision.idempotencyKey too. Answer: DecisionResult, word for word the
    /// first one for a repeated key. A lease that ran out does not void a decision unless somebody claimed
    /// the photo since. Errors: NotFound, StaleVersion, LeaseLost, NotAllowedInState, SecondReviewerNeeded,
    /// ReasonUnknown, ReasonRequired, InvalidField, Forbidden, IdempotencyConflict.
    [[nodiscard]] Outcome<QJsonObject> decide(const Staff& staff, const Decision& decision);
    /// Errors: NotFound, NotYourDecision, UndoExpired, StudentActed, StaleVersion, LeaseLost (repeated after
    /// the lease went), NotAllowedInState.
    [[nodiscard]] Outcome<ReviewItem> undo(const Staff& staff, const QString& decisionId);
    /// The caller's own, newest first; `after` is DecisionPage::next. Error: InvalidField.
    [[nodiscard]] Outcome<DecisionPage> myDecisions(const Staff& staff, const QString& after,
                                                    int limit) const;

    [[nodiscard]] Outcome<StaffRecord> record(const QString& recordId) const;
    [[nodiscard]] Outcome<PhotoFile> photo(const QString& recordId, int attempt, PhotoKind kind) const;

private:
    Outcome<QStringList> releaseUntil(const Staff& staff, const QStringList& recordIds,
                                      std::optional<qint64> keepAwayMs);
    Outcome<QJsonObject> decideIn(store::Connection& connection, const Staff& staff,
                                  const Decision& decision);
    Outcome<ReviewItem> undoIn(store::Connection& connection, const Staff& staff, const QString& decisionId);

    Context context_;
};

} // namespace photodesk::server::services
