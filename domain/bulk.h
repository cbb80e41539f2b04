#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace photodesk {

/// Approving many clean photos at once (批量通过): a random sample of them is looked at singly first, by the
/// same person. Only a bulk that is Sampling holds photos.
enum class BulkState {
    Sampling,
    Approved,
    Dissolved, ///< a photo of the sample was not approved
    Expired,
    Cancelled,
    Undone,
};

/// Why a photo chosen for a bulk is not part of it (any more).
enum class LeftOut {
    NotGreen, ///< the machine found something
    Flagged,  ///< a note of the student's, nothing was rendered, or the same shot stands elsewhere
    OtherBatch,
    Leased,    ///< somebody else has it
    Changed,   ///< another version than the one seen
    Withdrawn, ///< by the student, or otherwise no longer in first review
    DecidedSingly,
};

[[nodiscard]] QLatin1StringView bulkStateName(BulkState state); ///< as stored and sent
[[nodiscard]] std::optional<BulkState> bulkStateFromName(QStringView name);
[[nodiscard]] QLatin1StringView leftOutName(LeftOut why);
[[nodiscard]] std::optional<LeftOut> leftOutFromName(QStringView name);

/// How many of `photos` are to be looked at singly: the share, rounded up, but never fewer than `least`; 0
/// where that leaves none over, since then there is nothing to approve together.
[[nodiscard]] int bulkSampleSize(int photos, int percent, int least);

} // namespace photodesk
