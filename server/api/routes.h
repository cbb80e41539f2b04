#pragma once

#include "server/api/api.h"

namespace photodesk::server::api {

// One function per group of routes; buildRouter() calls them all.
void addHealthRoutes(http::Router& router, const Api& api);
void addStaffRoutes(http::Router& router, const Api& api);
void addDeskRoutes(http::Router& router, const Api& api);
void addReviewRoutes(http::Router& router, const Api& api);
void addReworkRoutes(http::Router& router, const Api& api);
void addSheetRoutes(http::Router& router, const Api& api);
void addStudentRoutes(http::Router& router, const Api& api);
void addStudentUploadRoutes(http::Router& router, const Api& api);

} // namespace photodesk::server::api
