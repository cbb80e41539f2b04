#include "server/services/secrets.h"

#include "server/services/random.h"

#include <QFile>

#include <sodium.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr auto fileName = "/secret.key"_L1;
constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "photodsk"; // never changes: every key hangs on it
constexpr quint64 sealingKey = 100;

Result<QByteArray> makeKeyFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(ErrorCode::StorageFailed, u"the key file can't be made"_s);
    QByteArray key = randomBytes(crypto_kdf_KEYBYTES);
    if (file.write(key) != key.size() || !file.flush())
        return fail(ErrorCode::StorageFailed, u"the key file can't be written"_s);
    return key;
}

const unsigned char* bytesOf(const QByteArray& bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

} // namespace

Result<Secrets> Secrets::open(const QString& dataDirectory)
{
    static_assert(keyBytes == crypto_kdf_KEYBYTES && keyBytes == crypto_secretbox_KEYBYTES);
    if (!initialiseCrypto())
        return fail(ErrorCode::Internal, u"libsodium"_s);
    const QString path = dataDirectory + fileName;
    QByteArray bytes;
    if (QFile file(path); file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::StorageFailed, u"the key file can't be read"_s);
        bytes = file.readAll();
    } else {
        PD_ASSIGN(bytes, makeKeyFile(path));
    }
    if (bytes.size() != qsizetype(keyBytes))
        return fail(ErrorCode::BadConfiguration, u"the key file has the wrong length"_s);
    Key key;
    std::copy_n(bytesOf(bytes), keyBytes, key.begin());
    sodium_memzero(bytes.data(), std::size_t(bytes.size()));
    return Secrets(key);
}

Secrets::~Secrets()
{
    sodium_memzero(master_.data(), master_.size());
}

Secrets::Key Secrets::derived(quint64 id) const
{
    Key key;
    crypto_kdf_derive_from_key(key.data(), key.size(), id, context, master_.data());
    return key;
}

QString Secrets::keyedHash(Purpose purpose, const QByteArray& value) const
{
    Key key = derived(quint64(purpose));
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), std::size_t(hash.size()),
                       bytesOf(value), static_cast<unsigned long long>(value.size()), key.data(), key.size());
    sodium_memzero(key.data(), key.size());
    return QString::fromLatin1(hash.toHex());
}

QString Secrets::seal(const QByteArray& plain) const
{
    Key key = derived(sealingKey);
    const QByteArray nonce = randomBytes(crypto_secretbox_NONCEBYTES);
    QByteArray box(plain.size() + qsizetype(crypto_secretbox_MACBYTES), Qt::Uninitialized);
    crypto_secretbox_easy(reinterpret_cast<unsigned char*>(box.data()), bytesOf(plain),
                          static_cast<unsigned long long>(plain.size()), bytesOf(nonce), key.data());
    sodium_memzero(key.data(), key.size());
    return QString::fromLatin1((nonce + box).toBase64());
}

Result<QByteArray> Secrets::unseal(const QString& sealed) const
{
    constexpr qsizetype nonceBytes = crypto_secretbox_NONCEBYTES, macBytes = crypto_secretbox_MACBYTES;
    const QByteArray all = QByteArray::fromBase64(sealed.toLatin1());
    if (all.size() < nonceBytes + macBytes)
        return fail(ErrorCode::StorageFailed, u"a sealed field is too short"_s);
    Key key = derived(sealingKey);
    QByteArray plain(all.size() - nonceBytes - macBytes, Qt::Uninitialized);
    const int done = crypto_secretbox_open_easy(
        reinterpret_cast<unsigned char*>(plain.data()), bytesOf(all) + nonceBytes,
        static_cast<unsigned long long>(all.size() - nonceBytes), bytesOf(all), key.data());
    sodium_memzero(key.data(), key.size());
    if (done != 0)
        return fail(ErrorCode::StorageFailed, u"a sealed field does not open with this key"_s);
    return plain;
}

} // namespace photodesk::server::services
