#include "server/api/guard.h"

#include "server/api/reply.h"

namespace photodesk::server::api {

http::Admit staffWith(const Api& api, Rights any)
{
    services::StaffAccounts* accounts = &api.services.staff;
    return [accounts, any](http::Request& request) -> std::optional<http::Response> {
        auto session = accounts->sessionOf(QString::fromLatin1(request.bearerToken()));
        if (!session)
            return refusal(session.error());
        const bool allowed = any == Rights() || (session->staff.rights() & any) != Rights();
        request.context = *std::move(session);
        if (!allowed)
            return http::Response::problem(ErrorCode::Forbidden);
        return std::nullopt;
    };
}

http::Admit signedInStudent(const Api& api)
{
    services::StudentAccounts* accounts = &api.services.students;
    return [accounts](http::Request& request) -> std::optional<http::Response> {
        auto session = accounts->sessionOf(QString::fromLatin1(request.bearerToken()));
        if (!session)
            return refusal(session.error());
        request.context = std::move(session->student);
        return std::nullopt;
    };
}

const services::StaffSession& staffSessionOf(const http::Request& request)
{
    return *std::any_cast<services::StaffSession>(&request.context);
}

const services::Staff& staffOf(const http::Request& request)
{
    return staffSessionOf(request).staff;
}

const services::Student& studentOf(const http::Request& request)
{
    return *std::any_cast<services::Student>(&request.context);
}

} // namespace photodesk::server::api
