#include "app/client/sealed_box.h"

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

bool sodiumReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

const unsigned char* bytes(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}

unsigned char* bytes(QByteArray& array)
{
    return reinterpret_cast<unsigned char*>(array.data());
}

constexpr int nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr int tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SealedBox::keyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SealedBox::saltBytes == crypto_pwhash_SALTBYTES);

} // namespace

Result<SealedBox> SealedBox::fromKey(const QByteArray& key)
{
    if (!sodiumReady() || key.size() != keyBytes)
        return fail(ErrorCode::OutboxUnavailable, u"no key of the right length"_s);
    return SealedBox(QByteArray(key.constData(), key.size()));
}

Result<QByteArray> SealedBox::keyFromPassword(const QString& password, const QByteArray& salt)
{
    if (!sodiumReady() || salt.size() != saltBytes)
        return fail(ErrorCode::OutboxUnavailable, u"no salt of the right length"_s);
    QByteArray utf8 = password.toUtf8();
    QByteArray key(keyBytes, Qt::Uninitialized);
    const int outcome = crypto_pwhash(bytes(key), keyBytes, utf8.constData(), quint64(utf8.size()),
                                      bytes(salt), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                      crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    wipe(utf8);
    if (outcome != 0)
        return fail(ErrorCode::OutboxUnavailable, u"not enough memory for Argon2id"_s);
    return key;
}

QByteArray SealedBox::randomBytes(int count)
{
    sodiumReady();
    QByteArray out(count, Qt::Uninitialized);
    randombytes_buf(out.data(), std::size_t(count));
    return out;
}

void SealedBox::wipe(QByteArray& secret)
{
    if (!secret.isEmpty())
        sodium_memzero(secret.data(), std::size_t(secret.size()));
    secret.clear();
}

SealedBox::~SealedBox()
{
    if (key_.isDetached())
        wipe(key_);
}

QByteArray SealedBox::seal(const QByteArray& plain, const QByteArray& context) const
{
    QByteArray out = randomBytes(nonceBytes);
    out.resize(nonceBytes + plain.size() + tagBytes);
    unsigned long long written = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(out) + nonceBytes, &written, bytes(plain),
                                               quint64(plain.size()), bytes(context), quint64(context.size()),
                                               nullptr, bytes(std::as_const(out)), bytes(key_));
    return out;
}

Result<QByteArray> SealedBox::open(const QByteArray& sealed, const QByteArray& context) const
{
    if (sealed.size() < nonceBytes + tagBytes)
        return fail(ErrorCode::OutboxSealed, u"too short"_s);
    QByteArray plain(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    unsigned long long written = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes(plain), &written, nullptr, bytes(sealed) + nonceBytes, quint64(sealed.size() - nonceBytes),
            bytes(context), quint64(context.size()), bytes(sealed), bytes(key_))
        != 0)
        return fail(ErrorCode::OutboxSealed, u"another key, or changed bytes"_s);
    return plain;
}

} // namespace photodesk::app
