#include "server/collectioncode/test_signer.h"

#include <QJsonArray>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace photodesk::server::collectioncode {

Result<TestSigner> TestSigner::fromSeed(const QByteArray& seed)
{
    TestSigner signer;
    signer.publicKey_.resize(qsizetype(crypto_sign_PUBLICKEYBYTES));
    signer.secretKey_.resize(qsizetype(crypto_sign_SECRETKEYBYTES));
    if (seed.size() != qsizetype(crypto_sign_SEEDBYTES) || sodium_init() < 0
        || crypto_sign_seed_keypair(reinterpret_cast<uchar*>(signer.publicKey_.data()),
                                    reinterpret_cast<uchar*>(signer.secretKey_.data()),
                                    reinterpret_cast<const uchar*>(seed.constData()))
               != 0)
        return fail(ErrorCode::Internal, u"no key from that seed"_s);
    return signer;
}

QByteArray TestSigner::sign(const QByteArray& payload) const
{
    constexpr auto kind = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray text = "PDCC1." + payload.toBase64(kind);
    QByteArray signature(qsizetype(crypto_sign_BYTES), '\0');
    crypto_sign_detached(reinterpret_cast<uchar*>(signature.data()), nullptr,
                         reinterpret_cast<const uchar*>(text.constData()), quint64(text.size()),
                         reinterpret_cast<const uchar*>(secretKey_.constData()));
    return text + '.' + signature.toBase64(kind);
}

QJsonObject TestSigner::config(const QString& audience) const
{
    return {{u"decoder"_s, u"pdcc1"_s},
            {u"audience"_s, audience},
            {u"keys"_s, QJsonArray{QString::fromLatin1(publicKey_.toBase64())}}};
}

} // namespace photodesk::server::collectioncode
