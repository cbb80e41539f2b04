#include "server/api/guard.h"
#include "server/api/input.h"
#include "server/api/reply.h"
#include "server/api/routes.h"

#include "domain/json.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::api {
namespace {

using http::Method;
using http::Request;
using http::Response;
using http::RouteOptions;

Response requestCode(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    json::Reader in(*body);
    const QString phone = in.string("phone"_L1);
    if (!in.ok())
        return Response::problem(in.error());
    return emptyReply(202, api.services.students.requestCode(phone));
}

Response signIn(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return Response::problem(body.error());
    json::Reader in(*body);
    const QString phone = in.string("phone"_L1), code = in.string("code"_L1);
    std::optional<services::Consent> consent;
    if (body->contains("consent"_L1)) {
        json::Reader given(in.object("consent"_L1), u"consent."_s);
        consent = services::Consent{given.optionalString("terms_version"_L1).value_or(QString()),
                                    given.optionalString("face_version"_L1).value_or(QString())};
        if (!given.ok())
            return Response::problem(given.error());
    }
    if (!in.ok())
        return Response::problem(in.error());
    return reply(201, api.services.students.signIn(phone, code, consent));
}

Response enrol(const Api& api, const Request& request)
{
    const auto body = bodyOf(request);
    const auto key = idempotencyKeyOf(request);
    if (!body || !key)
        return Response::problem(!body ? body.error() : key.error());
    const auto wanted = services::EnrolmentRequest::fromJson(*body);
    if (!wanted)
        return Response::problem(wanted.error());
    return reply(201,
                 api.services.enrolments.enrol(studentOf(request), request.remoteAddress, *wanted, *key));
}

struct VersionAndNote {
    qint64 version = 0;
    QString note;
};

Result<VersionAndNote> versionAndNote(const Request& request)
{
    PD_ASSIGN(const QJsonObject body, bodyOf(request));
    json::Reader in(body);
    VersionAndNote given{in.integer("version"_L1), in.optionalString("note"_L1).value_or(QString())};
    if (!in.ok())
        return fail(in.error());
    return given;
}

Response submit(const Api& api, const Request& request)
{
    const auto given = versionAndNote(request);
    if (!given)
        return Response::problem(given.error());
    return reply(200, api.services.submissions.submit(studentOf(request), request.param("id"_L1),
                                                      given->version, given->note));
}

Response withdraw(const Api& api, const Request& request)
{
    const auto given = versionAndNote(request);
    if (!given)
        return Response::problem(given.error());
    return reply(
        200, api.services.submissions.withdraw(studentOf(request), request.param("id"_L1), given->version));
}

} // namespace

void addStudentRoutes(http::Router& router, const Api& api)
{
    const qint64 most = resources::limit("json_body_max_bytes"_L1);
    const auto student = signedInStudent(api);
    const auto session = u"/api/v1/student/session"_s;
    router.add(Method::Post, u"/api/v1/student/codes"_s, RouteOptions::memory(most),
               [api](const Request& request) { return requestCode(api, request); });
    router.add(Method::Post, session, RouteOptions::memory(most),
               [api](const Request& request) { return signIn(api, request); });
    router.add(Method::Delete, session, RouteOptions::none(student), [api](const Request& request) {
        return emptyReply(204, api.services.students.signOut(QString::fromLatin1(request.bearerToken())));
    });
    router.add(Method::Get, u"/api/v1/student/batches/{code}"_s, RouteOptions::none(student),
               [api](const Request& request) {
                   return reply(200,
                                api.services.enrolments.batchByCode(studentOf(request), request.remoteAddress,
                                                                    request.param("code"_L1)));
               });
    router.add(Method::Post, u"/api/v1/student/records"_s, RouteOptions::memory(most, student),
               [api](const Request& request) { return enrol(api, request); });
    router.add(Method::Get, u"/api/v1/student/records"_s, RouteOptions::none(student),
               [api](const Request& request) {
                   return reply(200, api.services.enrolments.list(studentOf(request)),
                                [](const auto& records) { return services::itemsToJson(records); });
               });
    router.add(Method::Get, u"/api/v1/student/records/{id}"_s, RouteOptions::none(student),
               [api](const Request& request) {
                   return reply(200, api.services.enrolments.get(studentOf(request), request.param("id"_L1)));
               });
    router.add(Method::Post, u"/api/v1/student/records/{id}/submit"_s, RouteOptions::memory(most, student),
               [api](const Request& request) { return submit(api, request); });
    router.add(Method::Post, u"/api/v1/student/records/{id}/withdraw"_s, RouteOptions::memory(most, student),
               [api](const Request& request) { return withdraw(api, request); });
}

} // namespace photodesk::server::api
