#pragma once

#include "server/store/connection.h"

/// Students, their consents and one-time codes, and failed guesses of feature codes.
namespace photodesk::server::store {

[[nodiscard]] Result<std::optional<QString>> studentByPhone(Connection& c, const QString& phoneHash);
/// Error: Conflict when the phone has an account already.
[[nodiscard]] Result<void> insertStudent(Connection& c, const QString& id, const QString& phoneHash,
                                         const QString& phoneSealed, qint64 now);

[[nodiscard]] Result<bool> hasConsent(Connection& c, const QString& student, QLatin1StringView kind,
                                      const QString& version);
[[nodiscard]] Result<void> insertConsent(Connection& c, const QString& student, QLatin1StringView kind,
                                         const QString& version, qint64 now);

struct LoginCodeRow {
    QString id, codeHash;
    qint64 sentAt = 0, expiresAt = 0, tries = 0;
};

struct SentCodes {
    qint64 count = 0;
    std::optional<qint64> newest, oldest;
};

/// Makes everybody else who asks for the same phone wait until the transaction ends.
[[nodiscard]] Result<void> lockPhone(Connection& c, const QString& phoneHash, qint64 now);
[[nodiscard]] Result<SentCodes> codesSentSince(Connection& c, const QString& phoneHash, qint64 since);
[[nodiscard]] Result<void> insertLoginCode(Connection& c, const LoginCodeRow& row, const QString& phoneHash);
/// The newest code sent to the phone that was not used.
[[nodiscard]] Result<std::optional<LoginCodeRow>> newestCode(Connection& c, const QString& phoneHash);
[[nodiscard]] Result<void> countTry(Connection& c, const QString& codeId);
[[nodiscard]] Result<void> useCode(Connection& c, const QString& codeId, qint64 now);

[[nodiscard]] Result<SentCodes> guessesSince(Connection& c, const QString& subject, qint64 since);
[[nodiscard]] Result<void> insertGuess(Connection& c, const QString& subject, qint64 now);

[[nodiscard]] Result<void> tidyStudents(Connection& c, qint64 before);

} // namespace photodesk::server::store
