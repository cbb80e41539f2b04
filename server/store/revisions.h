#pragma once

#include "server/store/attempts.h"

/// Every derived picture an attempt has had.
namespace photodesk::server::store {

struct RevisionRow {
    QString record;
    int attempt = 0, number = 0;
    QString kind; ///< machine, rework, restore
    std::optional<QString> staff;
    QString staffName;  ///< read only
    QString parameters; ///< JSON
    QString beforeSha;  ///< of what a reviewer saw until then; empty for the machine's own
    std::optional<BlobRow> derived;
    BlobRow thumbnail;
    QString report, machineVerdict;
    qint64 madeAt = 0;
};

/// Blobs included; those known already stay as they are.
[[nodiscard]] Result<void> insertRevision(Connection& c, const RevisionRow& row);
[[nodiscard]] Result<std::optional<RevisionRow>> revision(Connection& c, const QString& record, int attempt,
                                                          int number);
/// Of all attempts, oldest first; without parameters and report, which may be long.
[[nodiscard]] Result<std::vector<RevisionRow>> revisionsOf(Connection& c, const QString& record);
/// Of one attempt, whole.
[[nodiscard]] Result<std::vector<RevisionRow>> revisionsOf(Connection& c, const QString& record, int attempt);
/// The attempt carries this one from now on.
[[nodiscard]] Result<void> showRevision(Connection& c, const RevisionRow& row);

} // namespace photodesk::server::store
