#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QFuture>
#include <QHash>
#include <QObject>

#include <optional>

namespace photodesk::app {

/// Small secrets by name. Errors: NotFound (reading what is not there), SecretStoreUnavailable.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QFuture<Result<QByteArray>> read(const QString& name) = 0;
    virtual QFuture<Result<void>> write(const QString& name, const QByteArray& secret) = 0;
    virtual QFuture<Result<void>> remove(const QString& name) = 0;
};

/// The system's keychain through QtKeychain (Secret Service, KWallet, Windows, macOS). Never falls back to a
/// file in the clear. A keychain that does not answer within keychain_wait_ms counts as unavailable.
class KeychainStore final : public SecretStore {
    Q_OBJECT
public:
    explicit KeychainStore(QObject* parent = nullptr);
    [[nodiscard]] QFuture<Result<QByteArray>> read(const QString& name) override;
    QFuture<Result<void>> write(const QString& name, const QByteArray& secret) override;
    QFuture<Result<void>> remove(const QString& name) override;
};

/// Nothing is kept: every call says SecretStoreUnavailable. For tests, and for --no-keychain.
class NoSecretStore final : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    [[nodiscard]] QFuture<Result<QByteArray>> read(const QString& name) override;
    QFuture<Result<void>> write(const QString& name, const QByteArray& secret) override;
    QFuture<Result<void>> remove(const QString& name) override;
};

} // namespace photodesk::app
