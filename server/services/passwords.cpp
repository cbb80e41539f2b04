#include "server/services/passwords.h"

#include "server/services/settings.h"

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {

Result<QString> hashPassword(const QString& password, const Settings& settings)
{
    const QByteArray bytes = password.toUtf8();
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(text, bytes.constData(), static_cast<unsigned long long>(bytes.size()),
                              static_cast<unsigned long long>(settings.passwordOps),
                              static_cast<std::size_t>(settings.passwordMemoryBytes),
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return fail(ErrorCode::Internal, u"not enough memory for a password hash"_s);
    return QString::fromLatin1(text);
}

bool passwordMatches(const QString& hash, const QString& password)
{
    const QByteArray text = hash.toLatin1(), bytes = password.toUtf8();
    return crypto_pwhash_str_verify(text.constData(), bytes.constData(),
                                    static_cast<unsigned long long>(bytes.size()))
           == 0;
}

} // namespace photodesk::server::services
