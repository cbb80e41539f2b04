#include "server/api/api.h"

#include "server/api/routes.h"

namespace photodesk::server::api {

http::Router buildRouter(const Api& api)
{
    http::Router router;
    addHealthRoutes(router, api);
    addStaffRoutes(router, api);
    addReviewRoutes(router, api);
    addDeskRoutes(router, api);
    addReworkRoutes(router, api);
    addSheetRoutes(router, api);
    addStudentRoutes(router, api);
    addStudentUploadRoutes(router, api);
    return router;
}

} // namespace photodesk::server::api
