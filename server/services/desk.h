#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

/// What this installation allows and asks for at every workstation.
struct DeskPolicy {
    bool watermark = true;       ///< user and time, faint, over every photo
    bool photoClipboard = false; ///< a photo may be copied; each time stands in the audit log
    qint64 idleLockMs = 0;

    /// Errors: InvalidField.
    [[nodiscard]] static Result<DeskPolicy> fromJson(const QJsonObject& object);
};

/// The caller's own day, from midnight UTC+8.
struct OwnDay {
    qint64 decided = 0;                           ///< decisions that stand
    qint64 left = 0;                              ///< claimable by the caller, or theirs already
    std::optional<double> perHour, medianSeconds; ///< of the time worked; none before the second decision
    /// Of the caller's approvals and rejections of the agreement window (not only of today): how many
    /// somebody else decided again (after a recall), and how many of these stood.
    qint64 lookedAgain = 0, stood = 0;
};

/// What reviewers thought of one check.
struct CheckOpinions {
    QString checkId;
    qint64 warned = 0, failed = 0, disagreed = 0, approved = 0;
};

/// What belongs to a desk rather than to a photo: policy, the person's own numbers, the checks' standing.
/// Any thread.
class Desk {
public:
    explicit Desk(const Context& context);

    [[nodiscard]] Outcome<DeskPolicy> policy() const;
    /// Audited. Errors: Forbidden, InvalidField (idle lock out of range).
    [[nodiscard]] Outcome<DeskPolicy> setPolicy(const Staff& staff, const DeskPolicy& policy);
    [[nodiscard]] Outcome<OwnDay> today(const Staff& staff) const;
    /// The caller is about to put this picture on the clipboard. Audited. Errors: NotFound, Forbidden.
    [[nodiscard]] Outcome<void> photoCopied(const Staff& staff, const QString& recordId, int attempt);
    /// Of decisions that stand, made at `since` (ms) or later; by check id.
    [[nodiscard]] Outcome<std::vector<CheckOpinions>> checkOpinions(qint64 since) const;

private:
    Context context_;
};

[[nodiscard]] QJsonObject toJson(const DeskPolicy& policy);
[[nodiscard]] QJsonObject toJson(const OwnDay& day);
[[nodiscard]] QJsonObject toJson(const CheckOpinions& opinions);

} // namespace photodesk::server::services
