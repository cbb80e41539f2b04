#pragma once

#include "server/services/audit.h"
#include "server/services/batches.h"
#include "server/services/bulks.h"
#include "server/services/contact_sheet.h"
#include "server/services/desk.h"
#include "server/services/enrolments.h"
#include "server/services/reviews.h"
#include "server/services/reworks.h"
#include "server/services/staff_accounts.h"
#include "server/services/student_accounts.h"
#include "server/services/submissions.h"
#include "server/services/uploads.h"

namespace photodesk::server::services {

/// All use cases over one context, for those who need several.
struct Services {
    Services(const Context& context, identity::CodeSender& sender)
        : staff(context), students(context, sender), batches(context), enrolments(context), uploads(context),
          submissions(context), reviews(context), desk(context), reworks(context), audit(context),
          sheet(context), bulks(context)
    {
    }

    StaffAccounts staff;
    StudentAccounts students;
    Batches batches;
    Enrolments enrolments;
    Uploads uploads;
    Submissions submissions;
    Reviews reviews;
    Desk desk;
    Reworks reworks;
    Audit audit;
    ContactSheet sheet;
    Bulks bulks;
};

} // namespace photodesk::server::services
