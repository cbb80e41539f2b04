#pragma once

#include "domain/bulk.h"
#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::store {
class Connection;
}

namespace photodesk::server::services {

struct BulkChoice {
    QString recordId;
    qint64 version = 0; ///< that was seen
};

struct BulkRequest {
    QString batchId;
    std::vector<BulkChoice> photos;

    /// Error: InvalidField.
    [[nodiscard]] static Result<BulkRequest> fromJson(const QJsonObject& object);
};

/// Bulk of docs/api/openapi.yaml.
struct Bulk {
    QString id, batchId;
    BulkState state = BulkState::Sampling;
    qint64 createdAt = 0, expiresAt = 0;
    int sampleSize = 0, sampleApproved = 0;
    QStringList sampleLeft; ///< still to be looked at
    int rest = 0;           ///< to be approved together, or approved together by it
    std::vector<std::pair<QString, LeftOut>> leftOut;
    std::optional<qint64> undoUntil;
};
[[nodiscard]] QJsonObject toJson(const Bulk& bulk);

/// Approving many clean photos at once: behind a right, where the batch allows it, and only after the person
/// who asks has looked at a random sample singly and approved every photo of it. Any thread.
class Bulks {
public:
    explicit Bulks(const Context& context);

    /// Holds the photos for the caller and draws the sample; what may not be part of it is left out and
    /// named. Answer: Bulk, the first one for a repeated key. Errors: Forbidden, NotFound (batch),
    /// InvalidField, BulkNotAllowed, BulkTooFew, BulkInWork, IdempotencyConflict.
    [[nodiscard]] Outcome<QJsonObject> start(const Staff& staff, const BulkRequest& request,
                                             const QString& idempotencyKey);
    /// The caller's in work, or the last one as long as it could be undone; else none. Error: Forbidden.
    [[nodiscard]] Outcome<std::optional<Bulk>> current(const Staff& staff);
    /// Up to `count` photos of the sample that are still to be looked at; decided like any other. Errors:
    /// Forbidden, NotFound, InvalidField.
    [[nodiscard]] Outcome<Claims> sample(const Staff& staff, const QString& bulkId, int count);
    /// Approves the rest, each with a decision of its own. Asked again it answers the same. Errors:
    /// Forbidden, NotFound, SampleNotFinished, BulkEnded.
    [[nodiscard]] Outcome<Bulk> approve(const Staff& staff, const QString& bulkId);
    /// Gives everything back that is undecided. Errors: Forbidden, NotFound.
    [[nodiscard]] Outcome<Bulk> cancel(const Staff& staff, const QString& bulkId);
    /// Takes back what the bulk itself has approved, as far as the students have not acted since; it goes
    /// back to the queue. Decisions on the sample stand. Errors: Forbidden, NotFound, UndoExpired, BulkEnded.
    [[nodiscard]] Outcome<Bulk> undo(const Staff& staff, const QString& bulkId);

private:
    Outcome<QJsonObject> startIn(store::Connection& c, const Staff& staff, const BulkRequest& request);

    Context context_;
};

} // namespace photodesk::server::services
