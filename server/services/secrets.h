#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace photodesk::server::services {

/// Keys derived from the one key file of the data folder. Immutable after opening; any thread.
class Secrets {
public:
    enum class Purpose : quint64 { Phone = 1, Enrolment, LoginCode, Address, UserName };

    /// Reads DIR/secret.key, or makes it (readable by the owner alone) when there is none.
    /// Errors: StorageFailed, BadConfiguration (wrong length).
    [[nodiscard]] static Result<Secrets> open(const QString& dataDirectory);
    ~Secrets();

    /// Keyed BLAKE2b, 64 hexadecimal digits: finds a value again without keeping it.
    [[nodiscard]] QString keyedHash(Purpose purpose, const QByteArray& value) const;
    /// Authenticated encryption (XSalsa20-Poly1305), base64 of nonce and box.
    [[nodiscard]] QString seal(const QByteArray& plain) const;
    /// Error: StorageFailed when it was not sealed with this key or was changed.
    [[nodiscard]] Result<QByteArray> unseal(const QString& sealed) const;

private:
    static constexpr std::size_t keyBytes = 32;
    using Key = std::array<unsigned char, keyBytes>;

    explicit Secrets(const Key& master) : master_(master) {}
    [[nodiscard]] Key derived(quint64 id) const;

    Key master_;
};

} // namespace photodesk::server::services
