#include "server/program/demo_people.h"

#include "server/services/settings.h"

namespace photodesk::server::program {

DemoPeople::DemoPeople(Installation& installation)
    : installation_(installation), accounts_(installation.context(), pocket_)
{
}

services::Outcome<void> DemoPeople::addStaff(const QString& user, const QString& displayName,
                                             const QStringList& roles, const QString& password)
{
    PD_ASSIGN(auto made,
              installation_.services().staff.createUser(user, displayName, rolesFromNames(roles), password));
    staff_.insert(user, std::move(made));
    return {};
}

services::Outcome<services::Staff> DemoPeople::staff(const QString& user) const
{
    const auto found = staff_.constFind(user);
    if (found == staff_.constEnd())
        return fail(ErrorCode::NotFound, user);
    return *found;
}

services::Outcome<services::Student> DemoPeople::student(const QString& phone)
{
    if (const auto known = students_.constFind(phone); known != students_.constEnd())
        return *known;
    PD_TRY(accounts_.requestCode(phone));
    const services::Settings& settings = installation_.context().settings;
    PD_ASSIGN(const auto session,
              accounts_.signIn(phone, pocket_.lastCode,
                               services::Consent{settings.termsVersion, settings.faceConsentVersion}));
    students_.insert(phone, session.student);
    return session.student;
}

Result<void> DemoPeople::Pocket::send(const QString&, const QString& code)
{
    lastCode = code;
    return {};
}

} // namespace photodesk::server::program
