#include "server/services/housekeeping.h"

#include "server/services/bulk_state.h"
#include "server/services/settings.h"
#include "server/store/accounts.h"
#include "server/store/database.h"
#include "server/store/idempotency.h"
#include "server/store/returned_photos.h"
#include "server/store/students.h"

namespace photodesk::server::services {

Outcome<void> tidy(const Context& context)
{
    constexpr qint64 dayMs = 86'400'000; // the longest window any limit looks back
    return context.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context.clock.nowMs();
        PD_TRY(store::tidyIdempotency(c, now - context.settings.idempotencyKeepMs));
        PD_TRY(store::tidyAccounts(c, now - dayMs));
        PD_TRY(store::tidyStudents(c, now - dayMs));
        PD_TRY(store::tidyReturnedPhotos(c, now));
        PD_TRY(endOverdueBulks(c, now));
        return {};
    });
}

} // namespace photodesk::server::services
