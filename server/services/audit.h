#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

/// What a walk over the chain found.
struct AuditVerdict {
    qint64 entries = 0;
    std::optional<qint64> brokenAt; ///< first seq that does not fit; seq after the last when the end was cut
                                    ///< off; the last when the chain was rewritten up to its end
};

/// Reading the append-only log; writing happens inside the use cases. Any thread.
class Audit {
public:
    explicit Audit(const Context& context);

    /// In order of seq; `after` is AuditPage::next. Error: InvalidField.
    [[nodiscard]] Outcome<AuditPage> page(const QString& after, int limit) const;
    [[nodiscard]] Outcome<AuditVerdict> verify() const;

private:
    Context context_;
};

} // namespace photodesk::server::services
