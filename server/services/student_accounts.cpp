#include "server/services/student_accounts.h"

#include "server/identity/code_sender.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/services/secrets.h"
#include "server/services/tokens.h"
#include "server/store/accounts.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"
#include "server/store/students.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr auto terms = "terms"_L1, face = "face"_L1;

/// Digits alone, without China's country code. E.164 numbers have at most 15 digits.
Result<QString> normalisedPhone(const QString& typed)
{
    constexpr qsizetype least = 8, most = 15, mainland = 11;
    QString text = typed.trimmed().normalized(QString::NormalizationForm_KC);
    text.remove(u' ').remove(u'-');
    const bool international = text.startsWith(u'+');
    if (international)
        text.remove(0, 1);
    const bool digits = std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || text.size() < least || text.size() > most)
        return fail(ErrorCode::InvalidField, u"phone"_s);
    if (text.size() == mainland + 2 && text.startsWith("86"_L1))
        text.remove(0, 2);
    return text;
}

QString newCode()
{
    constexpr quint32 codes = 1'000'000;
    constexpr int digits = 6, decimal = 10;
    return u"%1"_s.arg(randomBelow(codes), digits, decimal, QChar(u'0'));
}

Error consentRequired(const Settings& settings)
{
    return {ErrorCode::ConsentRequired,
            u"terms_version=%1;face_version=%2"_s.arg(settings.termsVersion, settings.faceConsentVersion)};
}

/// Records what is given; tells whether both texts are agreed to in their present version.
Result<bool> consentGiven(store::Connection& c, const QString& student, const Settings& settings,
                          const std::optional<Consent>& consent, qint64 now)
{
    bool all = true;
    const std::pair<QLatin1StringView, QString> wanted[] = {{terms, settings.termsVersion},
                                                            {face, settings.faceConsentVersion}};
    for (const auto& [kind, version] : wanted) {
        PD_ASSIGN(const bool known, store::hasConsent(c, student, kind, version));
        if (known)
            continue;
        const QString given = !consent        ? QString()
                              : kind == terms ? consent->termsVersion
                                              : consent->faceVersion;
        if (given != version) {
            all = false;
            continue;
        }
        PD_TRY(store::insertConsent(c, student, kind, version, now));
        PD_TRY(store::appendAudit(c, now, u"student:"_s + student, u"consent.give"_s, u"student:"_s + student,
                                  {{"kind"_L1, kind}, {"version"_L1, version}}));
    }
    return all;
}

/// The newest code of the phone if it may still be tried; counts a wrong one. A refusal inside the value is
/// one that must be committed.
Result<std::optional<Error>> tryCode(store::Connection& c, const Context& context, const QString& phoneHash,
                                     const QString& codeHash, qint64 now, QString& codeId)
{
    PD_ASSIGN(const auto sent, store::newestCode(c, phoneHash));
    if (!sent)
        return std::optional(Error{ErrorCode::WrongCode, {}});
    if (now >= sent->expiresAt || sent->tries >= context.settings.codeTries)
        return std::optional(Error{ErrorCode::CodeExpired, {}});
    if (sent->codeHash != codeHash) {
        PD_TRY(store::countTry(c, sent->id));
        return std::optional(Error{ErrorCode::WrongCode, {}});
    }
    codeId = sent->id;
    return std::optional<Error>();
}

Result<QString> accountOf(store::Connection& c, const Context& context, const QString& phone,
                          const QString& phoneHash, qint64 now)
{
    PD_ASSIGN(const auto known, store::studentByPhone(c, phoneHash));
    if (known)
        return *known;
    const QString id = newId();
    PD_TRY(store::insertStudent(c, id, phoneHash, context.secrets.seal(phone.toUtf8()), now));
    return id;
}

} // namespace

StudentAccounts::StudentAccounts(const Context& context, identity::CodeSender& sender)
    : context_(context), sender_(sender)
{
}

Outcome<void> StudentAccounts::requestCode(const QString& phone)
{
    PD_ASSIGN(const QString number, normalisedPhone(phone));
    const QString phoneHash = context_.secrets.keyedHash(Secrets::Purpose::Phone, number.toUtf8());
    const QString code = newCode();
    const Settings& s = context_.settings;
    PD_TRY(context_.database.write([&](store::Connection& c) -> Outcome<void> {
        const qint64 now = context_.clock.nowMs();
        PD_TRY(store::lockPhone(c, phoneHash, now));
        PD_ASSIGN(const auto today, store::codesSentSince(c, phoneHash, now - dayMs));
        if (today.newest && now < *today.newest + s.codeIntervalMs)
            return fail(Refusal({ErrorCode::TooManyRequests, {}}, *today.newest + s.codeIntervalMs - now));
        if (today.count >= s.codesPerDay)
            return fail(Refusal({ErrorCode::TooManyRequests, {}}, *today.oldest + dayMs - now));
        const QString hash =
            context_.secrets.keyedHash(Secrets::Purpose::LoginCode, (phoneHash + code).toUtf8());
        PD_TRY(store::insertLoginCode(c, {newId(), hash, now, now + s.codeValidMs, 0}, phoneHash));
        return {};
    }));
    PD_TRY(sender_.send(number, code));
    return {};
}

Outcome<StudentSession> StudentAccounts::signIn(const QString& phone, const QString& code,
                                                const std::optional<Consent>& consent)
{
    PD_ASSIGN(const QString number, normalisedPhone(phone));
    const QString phoneHash = context_.secrets.keyedHash(Secrets::Purpose::Phone, number.toUtf8());
    const QString codeHash =
        context_.secrets.keyedHash(Secrets::Purpose::LoginCode, (phoneHash + code.trimmed()).toUtf8());
    const Token token = newToken();
    std::optional<Error> refusal;
    PD_ASSIGN(
        const StudentSession session,
        context_.database.write([&](store::Connection& c) -> Outcome<StudentSession> {
            refusal.reset();
            const qint64 now = context_.clock.nowMs(), expires = now + context_.settings.studentSessionMs;
            PD_TRY(store::lockPhone(c, phoneHash, now));
            QString codeId;
            PD_ASSIGN(refusal, tryCode(c, context_, phoneHash, codeHash, now, codeId));
            if (refusal)
                return StudentSession{}; // committed: the try counts
            PD_ASSIGN(const QString student, accountOf(c, context_, number, phoneHash, now));
            PD_ASSIGN(const bool agreed, consentGiven(c, student, context_.settings, consent, now));
            if (!agreed)
                return fail(consentRequired(context_.settings)); // rolled back: no account without consent
            PD_TRY(store::useCode(c, codeId, now));
            PD_TRY(store::insertSession(c, store::SessionKind::Student, token.hash, student, now, expires));
            PD_TRY(store::appendAudit(c, now, u"student:"_s + student, u"session.open"_s,
                                      u"student:"_s + student));
            return StudentSession{token.text, expires, {student}};
        }));
    if (refusal)
        return fail(*refusal);
    return session;
}

Outcome<StudentSession> StudentAccounts::sessionOf(const QString& token) const
{
    if (token.isEmpty())
        return fail(ErrorCode::NotSignedIn);
    return context_.database.read([&](store::Connection& c) -> Outcome<StudentSession> {
        PD_ASSIGN(const auto found, store::liveSession(c, store::SessionKind::Student, tokenHash(token),
                                                       context_.clock.nowMs()));
        if (!found)
            return fail(ErrorCode::NotSignedIn);
        return StudentSession{{}, found->expiresAt, {found->account}};
    });
}

Outcome<void> StudentAccounts::signOut(const QString& token)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        PD_TRY(store::endSession(c, tokenHash(token), context_.clock.nowMs()));
        return {};
    });
}

} // namespace photodesk::server::services
