#pragma once

#include "domain/result.h"

#include <QByteArray>

namespace photodesk::app {

/// Seals bytes with XChaCha20-Poly1305 under one 256-bit key. The key is wiped with the object. Any thread.
class SealedBox {
public:
    static constexpr int keyBytes = 32;
    static constexpr int saltBytes = 16;

    /// `key` must have keyBytes bytes. Error: OutboxUnavailable.
    [[nodiscard]] static Result<SealedBox> fromKey(const QByteArray& key);
    /// Argon2id, interactive limits (about 64 MiB, under a second): not on the GUI thread.
    [[nodiscard]] static Result<QByteArray> keyFromPassword(const QString& password, const QByteArray& salt);
    [[nodiscard]] static QByteArray randomBytes(int count);
    static void wipe(QByteArray& secret);

    ~SealedBox();
    SealedBox(const SealedBox&) = default;
    SealedBox& operator=(const SealedBox&) = default;
    SealedBox(SealedBox&&) = default;
    SealedBox& operator=(SealedBox&&) = default;

    /// nonce ‖ ciphertext ‖ tag; `context` is bound to it but not stored.
    [[nodiscard]] QByteArray seal(const QByteArray& plain, const QByteArray& context) const;
    /// Error: OutboxSealed (another key, another context, or changed bytes).
    [[nodiscard]] Result<QByteArray> open(const QByteArray& sealed, const QByteArray& context) const;

private:
    explicit SealedBox(QByteArray key) : key_(std::move(key)) {}
    QByteArray key_;
};

} // namespace photodesk::app
