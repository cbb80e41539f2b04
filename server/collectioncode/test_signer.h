#pragma once

#include "server/collectioncode/payload.h"

#include <QJsonObject>

namespace photodesk::server::collectioncode {

/// Writes codes of the test format with a key that anybody can compute: for tests and the demo.
class TestSigner {
public:
    /// The same 32 seed bytes give the same key. Error: Internal (wrong length, libsodium).
    [[nodiscard]] static Result<TestSigner> fromSeed(const QByteArray& seed);

    [[nodiscard]] QByteArray write(const Payload& payload) const { return sign(writePayload(payload)); }
    /// Any bytes as payload, to see what a decoder makes of a well-signed fault.
    [[nodiscard]] QByteArray sign(const QByteArray& payload) const;
    /// What collection_code.json must hold so that a server takes this signer's codes.
    [[nodiscard]] QJsonObject config(const QString& audience) const;

private:
    TestSigner() = default;
    QByteArray publicKey_, secretKey_;
};

} // namespace photodesk::server::collectioncode
