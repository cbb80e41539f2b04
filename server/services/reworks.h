#pragma once

#include "server/services/context.h"
#include "server/services/photo_reworker.h"
#include "server/services/views.h"

namespace photodesk::server::store {
class Connection;
struct AttemptRow;
struct RecordRow;
struct RevisionRow;
} // namespace photodesk::server::store

namespace photodesk::server::services {

/// What the reviewer saw, and what is to be made of it.
struct ReworkRequest {
    QString recordId;
    qint64 version = 0;
    int attempt = 0;
    QString photoSha256;
    QJsonObject parameters; ///< as imaging/rework.h writes them; empty for restore()
    QString idempotencyKey;

    /// Errors: InvalidField, also for parameters no photo could fit.
    [[nodiscard]] static Result<ReworkRequest> fromJson(const QJsonObject& body);
};

/// Staff's own crop, turn and cut-out of a photo in review: a new derived picture out of the untouched
/// original, everything earlier kept. Any thread; conflicts carry the present record.
class Reworks {
public:
    explicit Reworks(const Context& context);

    /// Without this, rework() answers Overloaded. `factory` is called on request threads.
    void openRenders(ReworkerFactory factory);

    /// Renders on the calling thread, before the transaction, and checks everything again in it. Answer:
    /// {"item": ReviewItem}, word for word the first one for a repeated key. The lease stays with the caller,
    /// renewed. Errors: NotFound, StaleVersion, LeaseLost, NotAllowedInState, SecondReviewerNeeded,
    /// Forbidden, InvalidField, IdempotencyConflict, Overloaded (with the time to wait), those of imaging and
    /// storage.
    [[nodiscard]] Outcome<QJsonObject> rework(const Staff& staff, const ReworkRequest& request);
    /// Back to the machine's own picture, which becomes the newest revision. Errors as rework(); NotFound
    /// where nothing was reworked.
    [[nodiscard]] Outcome<QJsonObject> restore(const Staff& staff, const ReworkRequest& request);
    /// Oldest first; none before the first rework.
    [[nodiscard]] Outcome<std::vector<Revision>> revisions(const QString& recordId, int attempt) const;

private:
    struct Change;
    [[nodiscard]] Outcome<ProcessedPhoto> render(const store::RecordRow& row, const store::AttemptRow& shown,
                                                 const QJsonObject& parameters);
    [[nodiscard]] Outcome<QJsonObject> apply(store::Connection& c, const Staff& staff,
                                             const ReworkRequest& request, const Change& change);

    Context context_;
    std::unique_ptr<RenderSlots> slots_;
};

} // namespace photodesk::server::services
