#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

/// The student hands a draft in, or takes it back. Any thread. Conflicts carry the present record.
class Submissions {
public:
    explicit Submissions(const Context& context);

    /// Errors: NotFound, StaleVersion, NothingToSubmit, UploadInWork, NotAllowedInState, InvalidField (note).
    [[nodiscard]] Outcome<StudentRecord> submit(const Student& student, const QString& recordId,
                                                qint64 version, const QString& note);
    /// Ends the reviewer's lease. Of a withdrawal and a decision at once, exactly one wins; the other gets
    /// StaleVersion or NotAllowedInState.
    [[nodiscard]] Outcome<StudentRecord> withdraw(const Student& student, const QString& recordId,
                                                  qint64 version);

private:
    Context context_;
};

} // namespace photodesk::server::services
