#include "server/store/students.h"

#include "server/store/accounts.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

SentCodes countsFrom(const std::optional<Row>& row)
{
    return row ? SentCodes{row->integer(0), row->optionalInteger(1), row->optionalInteger(2)} : SentCodes{};
}

} // namespace

Result<std::optional<QString>> studentByPhone(Connection& c, const QString& phoneHash)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT id FROM students WHERE phone_hash = ?"_s, {phoneHash}));
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Result<void> insertStudent(Connection& c, const QString& id, const QString& phoneHash,
                           const QString& phoneSealed, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO students (id, phone_hash, phone_sealed, created_at) VALUES (?, ?, ?, ?)"_s,
                     {id, phoneHash, phoneSealed, now}));
    return {};
}

Result<bool> hasConsent(Connection& c, const QString& student, QLatin1StringView kind, const QString& version)
{
    PD_ASSIGN(const auto row,
              c.queryOne(u"SELECT given_at FROM consents WHERE student = ? AND kind = ? AND version = ?"_s,
                         {student, kind, version}));
    return row.has_value();
}

Result<void> insertConsent(Connection& c, const QString& student, QLatin1StringView kind,
                           const QString& version, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO consents (student, kind, version, given_at) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT DO NOTHING"_s,
                     {student, kind, version, now}));
    return {};
}

Result<void> lockPhone(Connection& c, const QString& phoneHash, qint64 now)
{
    // The row that counts failures doubles as the lock: it exists for any phone, with or without an account.
    PD_TRY(failuresOf(c, u"phone:"_s + phoneHash, now));
    return {};
}

Result<SentCodes> codesSentSince(Connection& c, const QString& phoneHash, qint64 since)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT COUNT(*), MAX(sent_at), MIN(sent_at) FROM login_codes"
                                         " WHERE phone_hash = ? AND sent_at > ?"_s,
                                         {phoneHash, since}));
    return countsFrom(row);
}

Result<void> insertLoginCode(Connection& c, const LoginCodeRow& row, const QString& phoneHash)
{
    PD_TRY(c.execute(u"INSERT INTO login_codes (id, phone_hash, code_hash, sent_at, expires_at)"
                     " VALUES (?, ?, ?, ?, ?)"_s,
                     {row.id, phoneHash, row.codeHash, row.sentAt, row.expiresAt}));
    return {};
}

Result<std::optional<LoginCodeRow>> newestCode(Connection& c, const QString& phoneHash)
{
    PD_ASSIGN(const auto row, c.queryOne(u"SELECT id, code_hash, sent_at, expires_at, tries FROM login_codes"
                                         " WHERE phone_hash = ? AND used_at IS NULL"
                                         " ORDER BY sent_at DESC, id DESC LIMIT 1"_s,
                                         {phoneHash}));
    if (!row)
        return std::optional<LoginCodeRow>();
    return std::optional(
        LoginCodeRow{row->text(0), row->text(1), row->integer(2), row->integer(3), row->integer(4)});
}

Result<void> countTry(Connection& c, const QString& codeId)
{
    PD_TRY(c.execute(u"UPDATE login_codes SET tries = tries + 1 WHERE id = ?"_s, {codeId}));
    return {};
}

Result<void> useCode(Connection& c, const QString& codeId, qint64 now)
{
    PD_TRY(c.execute(u"UPDATE login_codes SET used_at = ? WHERE id = ?"_s, {now, codeId}));
    return {};
}

Result<SentCodes> guessesSince(Connection& c, const QString& subject, qint64 since)
{
    PD_ASSIGN(
        const auto row,
        c.queryOne(u"SELECT COUNT(*), MAX(at), MIN(at) FROM failed_guesses WHERE subject = ? AND at > ?"_s,
                   {subject, since}));
    return countsFrom(row);
}

Result<void> insertGuess(Connection& c, const QString& subject, qint64 now)
{
    PD_TRY(c.execute(u"INSERT INTO failed_guesses (subject, at) VALUES (?, ?)"_s, {subject, now}));
    return {};
}

Result<void> tidyStudents(Connection& c, qint64 before)
{
    PD_TRY(c.execute(u"DELETE FROM login_codes WHERE sent_at < ?"_s, {before}));
    PD_TRY(c.execute(u"DELETE FROM failed_guesses WHERE at < ?"_s, {before}));
    return {};
}

} // namespace photodesk::server::store
