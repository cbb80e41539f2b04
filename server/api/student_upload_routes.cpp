#include "server/api/guard.h"
#include "server/api/photo_reply.h"
#include "server/api/reply.h"
#include "server/api/routes.h"

#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::RouteOptions;

/// Signed in, own record, right state: asked before twelve megabytes are taken in.
http::Admit mayUpload(const Api& api)
{
    return [api, signedIn = signedInStudent(api)](Request& request) -> std::optional<Response> {
        if (auto refused = signedIn(request))
            return refused;
        if (const auto admitted = api.services.uploads.admit(studentOf(request), request.param("id"_L1));
            !admitted)
            return refusal(admitted.error());
        return std::nullopt;
    };
}

Response upload(const Api& api, const Request& request)
{
    const http::SpooledBody& body = *request.spooled;
    const services::SpooledPhoto photo{body.path(), QString::fromLatin1(body.sha256()), body.size()};
    return reply(202,
                 api.services.uploads.accept(studentOf(request), request.param("id"_L1), photo,
                                             request.queryValue("capture_source"_L1).value_or(u"album"_s)));
}

Response photo(const Api& api, const Request& request)
{
    const auto kind = services::photoKindFromName(request.param("kind"_L1));
    if (!kind)
        return Response::problem(ErrorCode::NotFound);
    return photoReply(api, api.services.enrolments.photo(studentOf(request), request.param("id"_L1), *kind));
}

} // namespace

void addStudentUploadRoutes(http::Router& router, const Api& api)
{
    RouteOptions options = RouteOptions::spool(
        resources::limit("upload_max_bytes"_L1),
        {"image/jpeg", "image/png", "image/webp", "image/heic", "application/octet-stream"}, mayUpload(api));
    options.tooLarge = ErrorCode::FileTooLarge;
    router.add(Method::Put, u"/api/v1/student/records/{id}/upload"_s, options,
               [api](const Request& request) { return upload(api, request); });
    router.add(Method::Get, u"/api/v1/student/uploads/{id}"_s, RouteOptions::none(signedInStudent(api)),
               [api](const Request& request) {
                   return reply(200, api.services.uploads.state(studentOf(request), request.param("id"_L1)));
               });
    router.add(Method::Get, u"/api/v1/student/records/{id}/photo/{kind}"_s,
               RouteOptions::none(signedInStudent(api)),
               [api](const Request& request) { return photo(api, request); });
}

} // namespace photodesk::server::api
