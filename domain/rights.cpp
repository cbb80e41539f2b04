#include "domain/rights.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {
constexpr std::array roles = {Role::Reviewer, Role::SeniorReviewer, Role::Administrator, Role::Print,
                              Role::Auditor};
}

Rights rightsOf(Role role)
{
    switch (role) {
    case Role::Reviewer: return Right::Review | Right::SeeBatches;
    case Role::SeniorReviewer: return Right::Review | Right::SeeBatches | Right::Recall | Right::BulkApprove;
    case Role::Administrator:
        return Right::SeeBatches | Right::ManageBatches | Right::Deliver | Right::ManageStaff
               | Right::SeeAudit | Right::Recall | Right::TakePayment;
    case Role::Print: return Right::SeeOrders | Right::Print | Right::TakePayment;
    case Role::Auditor: return Right::SeeAudit;
    }
    return {};
}

Rights rightsOf(std::span<const Role> held)
{
    Rights all;
    for (const Role role : held)
        all |= rightsOf(role);
    return all;
}

std::optional<Actor> reviewingActor(std::span<const Role> held)
{
    const auto has = [&](Role role) { return std::ranges::find(held, role) != held.end(); };
    if (has(Role::SeniorReviewer))
        return Actor::SeniorReviewer;
    if (has(Role::Reviewer))
        return Actor::Reviewer;
    return std::nullopt;
}

QLatin1StringView roleName(Role role)
{
    switch (role) {
    case Role::Reviewer: return "reviewer"_L1;
    case Role::SeniorReviewer: return "senior_reviewer"_L1;
    case Role::Administrator: return "administrator"_L1;
    case Role::Print: return "print"_L1;
    case Role::Auditor: break;
    }
    return "auditor"_L1;
}

std::optional<Role> roleFromName(QStringView name)
{
    for (const Role role : roles) {
        if (name == roleName(role))
            return role;
    }
    return std::nullopt;
}

std::span<const Role> allRoles()
{
    return roles;
}

std::vector<Role> rolesFromNames(const QStringList& names)
{
    std::vector<Role> list;
    for (const QString& name : names) {
        if (const auto role = roleFromName(name))
            list.push_back(*role);
    }
    return list;
}

QStringList roleNames(std::span<const Role> held)
{
    QStringList list;
    for (const Role role : held)
        list << roleName(role);
    return list;
}

} // namespace photodesk
