#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

/// Who works here: accounts, passwords, sessions. Any thread.
class StaffAccounts {
public:
    explicit StaffAccounts(const Context& context);

    /// Errors: InvalidField (name, password too short, no role), Conflict (name taken).
    [[nodiscard]] Outcome<Staff> createUser(const QString& user, const QString& displayName,
                                            const std::vector<Role>& roles, const QString& password);
    /// Ends the user's sessions. Errors: NotFound, InvalidField.
    [[nodiscard]] Outcome<void> setPassword(const QString& user, const QString& password);
    [[nodiscard]] Outcome<void> setDisabled(const QString& user, bool disabled);
    [[nodiscard]] Outcome<std::vector<Staff>> all() const;

    /// Five failures are free, then each costs a longer wait; names that do not exist behave alike.
    /// Errors: WrongCredentials, AccountLocked (with retryAfterMs).
    [[nodiscard]] Outcome<StaffSession> signIn(const QString& user, const QString& password);
    /// Error: NotSignedIn. `token` of the answer is empty.
    [[nodiscard]] Outcome<StaffSession> sessionOf(const QString& token) const;
    /// Ends the session and gives every undecided claim back. An unknown token is no error.
    [[nodiscard]] Outcome<void> signOut(const QString& token);

private:
    Outcome<void> countAttempt(const QString& subject);

    Context context_;
    QString dummyHash_; ///< verified for unknown users, so that they take as long
};

} // namespace photodesk::server::services
