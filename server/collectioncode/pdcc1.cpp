#include "server/collectioncode/pdcc1.h"

#include "server/collectioncode/payload.h"

#include <QJsonArray>
#include <QList>

#include <algorithm>
#include <optional>
#include <sodium.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::server::collectioncode {
namespace {

constexpr auto prefix = "PDCC1."_L1;
constexpr qsizetype textBytesMax = 1600; // more than payload and signature can need
constexpr int clockSkewS = 300;

const uchar* unsignedBytes(const QByteArray& bytes)
{
    return reinterpret_cast<const uchar*>(bytes.constData());
}

/// Base64url without padding in its one canonical spelling, so that a code has one text only.
std::optional<QByteArray> fromBase64Url(const QByteArray& text)
{
    constexpr auto kind = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const auto decoded = QByteArray::fromBase64Encoding(text, kind | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64(kind) != text)
        return std::nullopt;
    return decoded.decoded;
}

class Pdcc1Decoder final : public CollectionCodeDecoder {
public:
    Pdcc1Decoder(QString audience, std::vector<QByteArray> keys)
        : audience_(std::move(audience)), keys_(std::move(keys))
    {
    }

    [[nodiscard]] Result<CollectionCode> decode(const QByteArray& qrBytes,
                                                const QDateTime& now) const override
    {
        // The signature first: nothing of an unproved payload is parsed.
        PD_ASSIGN(const QByteArray cbor, proved(qrBytes));
        PD_ASSIGN(const Payload payload, parsePayload(cbor));
        const auto last4 = IdLast4::parse(payload.idLast4);
        if (!last4 || last4->text() != payload.idLast4)
            return fail(ErrorCode::CollectionCodeWrongFormat, u"last four characters"_s);
        if (payload.audience != audience_)
            return fail(ErrorCode::CollectionCodeNotForUs);
        const qint64 nowS = now.toSecsSinceEpoch();
        if (nowS >= payload.expiresS)
            return fail(ErrorCode::CollectionCodeExpired);
        if (nowS + clockSkewS < payload.issuedS)
            return fail(ErrorCode::CollectionCodeExpired, u"not valid yet"_s);
        return CollectionCode{payload.name,
                              *last4,
                              payload.school,
                              payload.schoolCode,
                              payload.studentNo,
                              payload.educationId,
                              payload.level,
                              QDateTime::fromSecsSinceEpoch(payload.issuedS, Qt::UTC),
                              QDateTime::fromSecsSinceEpoch(payload.expiresS, Qt::UTC),
                              qrBytes};
    }

private:
    [[nodiscard]] Result<QByteArray> proved(const QByteArray& text) const
    {
        if (text.size() > textBytesMax || !text.startsWith(QByteArrayView(prefix.data(), prefix.size())))
            return fail(ErrorCode::CollectionCodeWrongFormat, u"does not begin as PDCC1"_s);
        const QList<QByteArray> parts = text.split('.');
        const auto payload = parts.size() == 3 ? fromBase64Url(parts[1]) : std::nullopt;
        const auto signature = parts.size() == 3 ? fromBase64Url(parts[2]) : std::nullopt;
        if (!payload || !signature || signature->size() != qsizetype(crypto_sign_BYTES))
            return fail(ErrorCode::CollectionCodeWrongFormat, u"not three parts of base64url"_s);
        const QByteArray signedText = text.first(text.lastIndexOf('.'));
        const bool fits = std::any_of(keys_.begin(), keys_.end(), [&](const QByteArray& key) {
            return crypto_sign_verify_detached(unsignedBytes(*signature), unsignedBytes(signedText),
                                               quint64(signedText.size()), unsignedBytes(key))
                   == 0;
        });
        if (!fits)
            return fail(ErrorCode::CollectionCodeBadSignature);
        return *payload;
    }

    QString audience_;
    std::vector<QByteArray> keys_;
};

} // namespace

Result<std::unique_ptr<CollectionCodeDecoder>> makePdcc1Decoder(const QJsonObject& config)
{
    if (sodium_init() < 0)
        return fail(ErrorCode::Internal, u"libsodium does not start"_s);
    const QString audience = config["audience"_L1].toString();
    std::vector<QByteArray> keys;
    for (const QJsonValue& value : config["keys"_L1].toArray()) {
        const auto key = QByteArray::fromBase64Encoding(value.toString().toLatin1());
        if (!key || key.decoded.size() != qsizetype(crypto_sign_PUBLICKEYBYTES))
            return fail(ErrorCode::BadConfiguration,
                        u"collection_code.json: a key is not base64 of 32 bytes"_s);
        keys.push_back(key.decoded);
    }
    if (audience.isEmpty() || keys.empty())
        return fail(ErrorCode::BadConfiguration, u"collection_code.json: pdcc1 needs audience and keys"_s);
    return std::make_unique<Pdcc1Decoder>(audience, std::move(keys));
}

} // namespace photodesk::server::collectioncode
