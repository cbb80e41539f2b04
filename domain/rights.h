#pragma once

#include "domain/record.h"

#include <QFlags>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace photodesk {

/// What a member of staff is. One person may be several.
enum class Role { Reviewer, SeniorReviewer, Administrator, Print, Auditor };

/// What routes and pages ask for; roles only bundle these.
enum class Right : quint32 {
    None = 0,
    Review = 1u << 0,
    Recall = 1u << 1,
    BulkApprove = 1u << 2,
    SeeBatches = 1u << 3,
    ManageBatches = 1u << 4,
    Deliver = 1u << 5,
    ManageStaff = 1u << 6,
    SeeAudit = 1u << 7,
    SeeOrders = 1u << 8,
    Print = 1u << 9,
    TakePayment = 1u << 10,
};
Q_DECLARE_FLAGS(Rights, Right)
Q_DECLARE_OPERATORS_FOR_FLAGS(Rights)

[[nodiscard]] Rights rightsOf(Role role);
[[nodiscard]] Rights rightsOf(std::span<const Role> roles);
/// As whom somebody with these roles decides: a senior reviewer's moves include a reviewer's.
[[nodiscard]] std::optional<Actor> reviewingActor(std::span<const Role> roles);

[[nodiscard]] QLatin1StringView roleName(Role role);
[[nodiscard]] std::optional<Role> roleFromName(QStringView name);
[[nodiscard]] std::span<const Role> allRoles();
[[nodiscard]] std::vector<Role> rolesFromNames(const QStringList& names); ///< unknown names are left out
[[nodiscard]] QStringList roleNames(std::span<const Role> roles);

} // namespace photodesk
