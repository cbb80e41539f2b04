#pragma once

#include "server/services/outcome.h"
#include "server/services/views.h"
#include "server/store/records.h"

namespace photodesk::server::services {

struct Move {
    RecordAction action;
    Actor actor;
    RecordState to;
    Guards held; ///< proven by the caller
};

/// The only way a record changes its state: asks the domain's table, then writes the row (with whatever else
/// the caller has changed in it) one version on. A record that is no longer reviewable loses its lease.
[[nodiscard]] Result<void> applyMove(store::Connection& connection, store::RecordRow& row, const Move& move,
                                     qint64 now);

[[nodiscard]] RecordBrief briefOf(const store::RecordRow& row);
/// The error together with the record as it stands.
[[nodiscard]] Refusal withRecord(Error error, const store::RecordRow& row);

/// Who did it, as the audit log writes it.
[[nodiscard]] QString auditActor(const Staff& staff);
[[nodiscard]] QString auditActor(const Student& student);
[[nodiscard]] QString auditSubject(const store::RecordRow& row);

} // namespace photodesk::server::services
