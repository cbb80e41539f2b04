#pragma once

#include "server/services/context.h"
#include "server/services/outcome.h"

namespace photodesk::server::services {

struct LifecycleMove {
    QString recordId;
    RecordAction action;
    Actor actor;
    RecordState to;
    QString by;  ///< for the audit log
    QString why; ///< what an administrator writes, or the registry's code; some moves need it
};

/// Moves that are neither a student's nor a reviewer's own: production, delivery, reopening, cancelling. Any
/// thread.
class Lifecycle {
public:
    explicit Lifecycle(const Context& context);

    /// Errors: NotFound, and those of checkTransition(), with the present record.
    [[nodiscard]] Outcome<RecordBrief> move(const LifecycleMove& move);

private:
    Context context_;
};

} // namespace photodesk::server::services
