#include "server/store/accounts.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

constexpr auto staffColumns = "s.id, s.user_name, s.display_name, s.roles, s.password_hash, s.disabled"_L1;

StaffRow staffFrom(const Row& row)
{
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.flag(5)};
}

QLatin1StringView kindName(SessionKind kind)
{
    return kind == SessionKind::Staff ? "staff"_L1 : "student"_L1;
}

} // namespace

Result<void> insertStaff(Connection& c, const StaffRow& row, qint64 now)
{
    PD_TRY(c.execute(
        u"INSERT INTO staff (id, user_name, display_name, roles, password_hash, disabled, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {row.id, row.user, row.displayName, row.roles, row.passwordHash, row.disabled, now}));
    return {};
}

Result<std::optional<StaffRow>> staffByName(Connection& c, const QString& user)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT "_s + staffColumns + u" FROM staff s WHERE s.user_name = ?"_s, {user}));
    return row ? std::optional(staffFrom(*row)) : std::nullopt;
}

Result<std::vector<StaffRow>> allStaff(Connection& c)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT "_s + staffColumns + u" FROM staff s ORDER BY s.user_name"_s));
    std::vector<StaffRow> all;
    for (const Row& row : rows)
        all.push_back(staffFrom(row));
    return all;
}

Result<void> updateStaff(Connection& c, const StaffRow& row)
{
    PD_TRY(c.execute(
        u"UPDATE staff SET display_name = ?, roles = ?, password_hash = ?, disabled = ? WHERE id = ?"_s,
        {row.displayName, row.roles, row.passwordHash, row.disabled, row.id}));
    return {};
}

Result<void> insertSession(Connection& c, SessionKind kind, const QString& tokenHash, const QString& account,
                           qint64 now, qint64 expiresAt)
{
    PD_TRY(c.execute(u"INSERT INTO sessions (token_hash, kind, account, created_at, expires_at)"
                     " VALUES (?, ?, ?, ?, ?)"_s,
                     {tokenHash, kindName(kind), account, now, expiresAt}));
    return {};
}

Result<std::optional<SessionRow>> liveSession(Connection& c, SessionKind kind, const QString& tokenHash,
                                              qint64 now)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT account, expires_at FROM sessions"
                         " WHERE token_hash = ? AND kind = ? AND ended_at IS NULL AND expires_at > ?"_s,
                         {tokenHash, kindName(kind), now}));
    return row ? std::optional(SessionRow{row->text(0), row->integer(1)}) : std::nullopt;
}

Result<std::optional<StaffSessionRow>> liveStaffSession(Connection& c, const QString& tokenHash, qint64 now)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT "_s + staffColumns
                             + u", t.expires_at FROM sessions t JOIN staff s ON s.id = t.account"
                               " WHERE t.token_hash = ? AND t.kind = 'staff' AND t.ended_at IS NULL"
                               " AND t.expires_at > ? AND s.disabled = 0"_s,
                         {tokenHash, now}));
    return row ? std::optional(StaffSessionRow{staffFrom(*row), row->integer(6)}) : std::nullopt;
}

Result<void> endSession(Connection& c, const QString& tokenHash, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE sessions SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL"_s,
                     {now, tokenHash}));
    return {};
}

Result<void> endSessionsOf(Connection& c, const QString& account, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE sessions SET ended_at = ? WHERE account = ? AND ended_at IS NULL"_s,
                     {now, account}));
    return {};
}

Result<FailureRow> failuresOf(Connection& c, const QString& subject, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO sign_in_failures (subject, failed_count, locked_until, last_at)"
                     " VALUES (?, 0, 0, ?) ON CONFLICT DO NOTHING"_s,
                     {subject, now}));
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT failed_count, locked_until FROM sign_in_failures WHERE subject = ?"_s
                             + sql::forUpdate(c.dialect()),
                         {subject}));
    return row ? FailureRow{row->integer(0), row->integer(1)} : FailureRow{};
}

Result<void> setFailures(Connection& c, const QString& subject, const FailureRow& row, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE sign_in_failures SET failed_count = ?, locked_until = ?, last_at = ?"
                     " WHERE subject = ?"_s,
                     {row.count, row.lockedUntil, now, subject}));
    return {};
}

Result<void> clearFailures(Connection& c, const QString& subject)
{
    PD_TRY(c.execute(u"DELETE FROM sign_in_failures WHERE subject = ?"_s, {subject}));
    return {};
}

Result<void> tidyAccounts(Connection& c, qint64 before)
{
    PD_TRY(c.execute(u"DELETE FROM sessions WHERE expires_at < ?"_s, {before}));
    PD_TRY(c.execute(u"DELETE FROM sign_in_failures WHERE last_at < ?"_s, {before}));
    return {};
}

} // namespace photodesk::server::store
