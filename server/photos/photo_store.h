#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QString>

namespace photodesk::server::photos {

/// Pictures by the SHA-256 of their bytes (64 lower-case hexadecimal digits). What is stored never changes.
/// Any thread. Errors of every writer: StorageFull, StorageFailed; of every reader: NotFound, StorageFailed.
class PhotoStore {
public:
    virtual ~PhotoStore() = default;

    /// Returns when the bytes would survive a power cut. Storing what is there already is no error.
    /// Answer: the SHA-256.
    [[nodiscard]] virtual Result<QString> put(const QByteArray& bytes) = 0;
    /// Takes over a complete file whose hash is known: by rename where it can, else by copy. The file at
    /// `path` is gone afterwards.
    [[nodiscard]] virtual Result<void> adopt(const QString& path, const QString& sha256) = 0;
    [[nodiscard]] virtual Result<QByteArray> read(const QString& sha256) const = 0;
    /// As read, and StorageFailed when the bytes do not have that hash.
    [[nodiscard]] virtual Result<QByteArray> readVerified(const QString& sha256) const = 0;
    [[nodiscard]] virtual bool contains(const QString& sha256) const = 0;
    /// Where a reader can open the file; empty when there is none or the store is no folder.
    [[nodiscard]] virtual QString localPath(const QString& sha256) const = 0;
    /// For readiness: can be written to.
    [[nodiscard]] virtual Result<void> check() const = 0;
};

} // namespace photodesk::server::photos
