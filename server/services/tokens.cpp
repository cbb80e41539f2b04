#include "server/services/tokens.h"

#include "server/services/random.h"

#include <QCryptographicHash>

namespace photodesk::server::services {
namespace {
constexpr int tokenBytes = 32;
}

QString tokenHash(const QString& text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

Token newToken()
{
    Token token;
    token.text = QString::fromLatin1(
        randomBytes(tokenBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    token.hash = tokenHash(token.text);
    return token;
}

} // namespace photodesk::server::services
