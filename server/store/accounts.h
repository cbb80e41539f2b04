#pragma once

#include "server/store/connection.h"

/// Staff accounts, sessions of both kinds, and the counting of failed sign-ins.
namespace photodesk::server::store {

struct StaffRow {
    QString id, user, displayName, roles, passwordHash; ///< roles: names joined by commas
    bool disabled = false;
};

[[nodiscard]] Result<void> insertStaff(Connection& c, const StaffRow& row, qint64 now);
[[nodiscard]] Result<std::optional<StaffRow>> staffByName(Connection& c, const QString& user);
[[nodiscard]] Result<std::vector<StaffRow>> allStaff(Connection& c);
[[nodiscard]] Result<void> updateStaff(Connection& c, const StaffRow& row);

enum class SessionKind { Staff, Student };

struct SessionRow {
    QString account;
    qint64 expiresAt = 0;
};

[[nodiscard]] Result<void> insertSession(Connection& c, SessionKind kind, const QString& tokenHash,
                                         const QString& account, qint64 now, qint64 expiresAt);
/// Live ones only.
[[nodiscard]] Result<std::optional<SessionRow>> liveSession(Connection& c, SessionKind kind,
                                                            const QString& tokenHash, qint64 now);
struct StaffSessionRow {
    StaffRow staff;
    qint64 expiresAt = 0;
};
/// A live session of an account that is not disabled, in one look-up.
[[nodiscard]] Result<std::optional<StaffSessionRow>> liveStaffSession(Connection& c, const QString& tokenHash,
                                                                      qint64 now);
[[nodiscard]] Result<void> endSession(Connection& c, const QString& tokenHash, qint64 now);
[[nodiscard]] Result<void> endSessionsOf(Connection& c, const QString& account, qint64 now);

struct FailureRow {
    qint64 count = 0, lockedUntil = 0;
};

/// The row stays locked until the transaction ends.
[[nodiscard]] Result<FailureRow> failuresOf(Connection& c, const QString& subject, qint64 now);
[[nodiscard]] Result<void> setFailures(Connection& c, const QString& subject, const FailureRow& row,
                                       qint64 now);
[[nodiscard]] Result<void> clearFailures(Connection& c, const QString& subject);

/// Sessions and failures that ended before `before`.
[[nodiscard]] Result<void> tidyAccounts(Connection& c, qint64 before);

} // namespace photodesk::server::store
