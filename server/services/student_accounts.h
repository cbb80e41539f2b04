#pragma once

#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::identity {
class CodeSender;
}

namespace photodesk::server::services {

/// Versions of the two texts a student agrees to, as two separate acts.
struct Consent {
    QString termsVersion, faceVersion;
};

/// Students' sign-in by phone and one-time code. Any thread.
class StudentAccounts {
public:
    StudentAccounts(const Context& context, identity::CodeSender& sender);

    /// Errors: InvalidField (no phone number), TooManyRequests (with retryAfterMs).
    [[nodiscard]] Outcome<void> requestCode(const QString& phone);
    /// The first time makes the account. Errors: WrongCode, CodeExpired (also after too many tries),
    /// ConsentRequired (detail "terms_version=…;face_version=…"; the code stays good for another go).
    [[nodiscard]] Outcome<StudentSession> signIn(const QString& phone, const QString& code,
                                                 const std::optional<Consent>& consent);
    /// Error: NotSignedIn.
    [[nodiscard]] Outcome<StudentSession> sessionOf(const QString& token) const;
    [[nodiscard]] Outcome<void> signOut(const QString& token);

private:
    Context context_;
    identity::CodeSender& sender_;
};

} // namespace photodesk::server::services
