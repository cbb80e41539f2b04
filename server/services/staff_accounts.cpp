#include "server/services/staff_accounts.h"

#include "server/services/moves.h"
#include "server/services/passwords.h"
#include "server/services/random.h"
#include "server/services/secrets.h"
#include "server/services/tokens.h"
#include "server/store/accounts.h"
#include "server/store/audit_log.h"
#include "server/store/claims.h"
#include "server/store/database.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr auto operatorActor = "operator"_L1;
constexpr qsizetype userMax = 64, passwordMax = 256; // as in the contract

Staff staffFrom(const store::StaffRow& row)
{
    return {row.id, row.user, row.displayName, rolesFromNames(row.roles.split(u',', Qt::SkipEmptyParts))};
}

/// Names are compared without regard to case and to the spaces around them.
QString normalised(const QString& user)
{
    return user.trimmed().normalized(QString::NormalizationForm_KC).toLower();
}

bool isUserName(const QString& user)
{
    return !user.isEmpty() && user.size() <= userMax && std::ranges::all_of(user, [](QChar c) {
        return c.isLetterOrNumber() || u"._-@"_s.contains(c);
    });
}

Result<void> checkPassword(const QString& password, const Settings& settings)
{
    if (password.size() < settings.passwordLeastChars || password.size() > passwordMax)
        return fail(ErrorCode::InvalidField,
                    u"password: %1 to %2 characters"_s.arg(settings.passwordLeastChars).arg(passwordMax));
    return {};
}

} // namespace

StaffAccounts::StaffAccounts(const Context& context)
    : context_(context), dummyHash_(hashPassword(newId(), context.settings).value_or(QString()))
{
}

Outcome<Staff> StaffAccounts::createUser(const QString& user, const QString& displayName,
                                         const std::vector<Role>& roles, const QString& password)
{
    const QString name = normalised(user),
                  shown = displayName.trimmed().isEmpty() ? name : displayName.trimmed();
    if (!isUserName(name) || shown.size() > context_.settings.nameMaxChars)
        return fail(ErrorCode::InvalidField, u"user"_s);
    if (roles.empty())
        return fail(ErrorCode::InvalidField, u"roles"_s);
    PD_TRY(checkPassword(password, context_.settings));
    PD_ASSIGN(const QString hash, hashPassword(password, context_.settings));
    const store::StaffRow row{newId(), name, shown, roleNames(roles).join(u','), hash, false};
    return context_.database.write([&](store::Connection& c) -> Outcome<Staff> {
        const qint64 now = context_.clock.nowMs();
        PD_TRY(store::insertStaff(c, row, now));
        PD_TRY(store::appendAudit(c, now, operatorActor, u"staff.create"_s, u"staff:"_s + row.id,
                                  {{"roles"_L1, row.roles}}));
        return staffFrom(row);
    });
}

Outcome<void> StaffAccounts::setPassword(const QString& user, const QString& password)
{
    PD_TRY(checkPassword(password, context_.settings));
    PD_ASSIGN(const QString hash, hashPassword(password, context_.settings));
    const QString name = normalised(user);
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(auto row, store::staffByName(c, name));
        if (!row)
            return fail(ErrorCode::NotFound);
        row->passwordHash = hash;
        PD_TRY(store::updateStaff(c, *row));
        PD_TRY(store::endSessionsOf(c, row->id, now));
        PD_TRY(
            store::clearFailures(c, context_.secrets.keyedHash(Secrets::Purpose::UserName, name.toUtf8())));
        PD_TRY(store::appendAudit(c, now, operatorActor, u"staff.password"_s, u"staff:"_s + row->id));
        return {};
    });
}

Outcome<void> StaffAccounts::setDisabled(const QString& user, bool disabled)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(auto row, store::staffByName(c, normalised(user)));
        if (!row)
            return fail(ErrorCode::NotFound);
        row->disabled = disabled;
        PD_TRY(store::updateStaff(c, *row));
        if (disabled) {
            PD_TRY(store::endSessionsOf(c, row->id, now));
            PD_TRY(store::releaseAll(c, row->id));
        }
        PD_TRY(store::appendAudit(c, now, operatorActor, disabled ? u"staff.disable"_s : u"staff.enable"_s,
                                  u"staff:"_s + row->id));
        return {};
    });
}

Outcome<std::vector<Staff>> StaffAccounts::all() const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<std::vector<Staff>> {
        PD_ASSIGN(const auto rows, store::allStaff(c));
        std::vector<Staff> list;
        for (const store::StaffRow& row : rows)
            list.push_back(staffFrom(row));
        return list;
    });
}

Outcome<void> StaffAccounts::countAttempt(const QString& subject)
{
    // Counted before the password is looked at and forgiven after: a burst of parallel guesses gains nothing.
    const Settings& s = context_.settings;
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(auto failures, store::failuresOf(c, subject, now));
        if (now < failures.lockedUntil)
            return fail(Refusal({ErrorCode::AccountLocked, {}}, failures.lockedUntil - now));
        ++failures.count;
        if (failures.count >= s.signInFailuresFree) {
            constexpr qint64 doublingsMax = 20;
            const qint64 doublings = std::min(failures.count - s.signInFailuresFree, doublingsMax);
            failures.lockedUntil = now + std::min(s.signInDelayMs << doublings, s.signInDelayMaxMs);
        }
        PD_TRY(store::setFailures(c, subject, failures, now));
        return {};
    });
}

Outcome<StaffSession> StaffAccounts::signIn(const QString& user, const QString& password)
{
    const QString name = normalised(user);
    const QString subject = context_.secrets.keyedHash(Secrets::Purpose::UserName, name.toUtf8());
    PD_TRY(countAttempt(subject));
    PD_ASSIGN(const auto row,
              context_.database.read([&](store::Connection& c) { return store::staffByName(c, name); }));
    const bool matches = passwordMatches(row ? row->passwordHash : dummyHash_, password);
    if (!row || row->disabled || !matches) {
        PD_TRY(context_.database.write([&](store::Connection& c) {
            return store::appendAudit(c, context_.clock.nowMs(), row ? u"staff:"_s + row->id : u"unknown"_s,
                                      u"session.refused"_s, u"session"_s);
        }));
        return fail(ErrorCode::WrongCredentials);
    }
    const Token token = newToken();
    return context_.database.write([&](store::Connection& c) -> Outcome<StaffSession> {
        const qint64 now = context_.clock.nowMs(), expires = now + context_.settings.staffSessionMs;
        PD_TRY(store::clearFailures(c, subject));
        PD_TRY(store::insertSession(c, store::SessionKind::Staff, token.hash, row->id, now, expires));
        const Staff staff = staffFrom(*row);
        PD_TRY(store::appendAudit(c, now, auditActor(staff), u"session.open"_s, u"staff:"_s + staff.id));
        return StaffSession{token.text, expires, staff};
    });
}

Outcome<StaffSession> StaffAccounts::sessionOf(const QString& token) const
{
    if (token.isEmpty())
        return fail(ErrorCode::NotSignedIn);
    return context_.database.read([&](store::Connection& c) -> Outcome<StaffSession> {
        PD_ASSIGN(const auto found, store::liveStaffSession(c, tokenHash(token), context_.clock.nowMs()));
        if (!found)
            return fail(ErrorCode::NotSignedIn);
        return StaffSession{{}, found->expiresAt, staffFrom(found->staff)};
    });
}

Outcome<void> StaffAccounts::signOut(const QString& token)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto found, store::liveStaffSession(c, tokenHash(token), now));
        if (!found)
            return {};
        PD_TRY(store::endSession(c, tokenHash(token), now));
        PD_TRY(store::releaseAll(c, found->staff.id));
        const Staff staff = staffFrom(found->staff);
        PD_TRY(store::appendAudit(c, now, auditActor(staff), u"session.close"_s, u"staff:"_s + staff.id));
        return {};
    });
}

} // namespace photodesk::server::services
