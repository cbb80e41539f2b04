#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

struct NewBatch {
    QString school; ///< by name; made when it does not exist
    QString name;
    QString standard = QStringLiteral("chsi_99_2017");
    QString background; ///< "#rrggbb"; empty: the standard's first
    qint64 feeFen = 0;
    QString captureMode = QStringLiteral("together"); ///< or "scattered"
    std::optional<qint64> opensAt, closesAt;
};

/// Schools, batches, feature codes. Any thread. `by` is the actor for the audit log: "staff:ID" or
/// "operator".
class Batches {
public:
    explicit Batches(const Context& context);

    [[nodiscard]] Outcome<std::vector<StaffBatch>> list() const; ///< newest first
    /// Errors: InvalidField (name, standard, background), Conflict (the school has a batch of this name).
    [[nodiscard]] Outcome<StaffBatch> create(const NewBatch& batch, const QString& by);
    /// A fresh code; older ones stay live. `expiresAt` in ms, absent: never. Error: NotFound.
    [[nodiscard]] Outcome<QString> issueFeatureCode(const QString& batchId, std::optional<qint64> expiresAt,
                                                    const QString& by);
    /// A code of the operator's choice (demo). Errors: FeatureCodeUnknown (not a code), Conflict, NotFound.
    [[nodiscard]] Outcome<void> addFeatureCode(const QString& batchId, const QString& code,
                                               const QString& by);
    [[nodiscard]] Outcome<void> revokeFeatureCode(const QString& code, const QString& by);
    [[nodiscard]] Outcome<void> expireFeatureCode(const QString& code, const QString& by);
    /// Stops or resumes new enrolments only. Error: NotFound.
    [[nodiscard]] Outcome<void> setOpen(const QString& batchId, bool open, const QString& by);
    /// Whether clean photos may be approved together, and how many percent of them are looked at singly
    /// first; absent: as the installation has it. Errors: InvalidField, NotFound.
    [[nodiscard]] Outcome<StaffBatch> setBulk(const QString& batchId, bool allowed,
                                              std::optional<qint64> samplePercent, const QString& by);

private:
    Context context_;
};

} // namespace photodesk::server::services
