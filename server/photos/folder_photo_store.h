#pragma once

#include "server/photos/photo_store.h"

#include <functional>
#include <memory>

namespace photodesk::server::photos {

/// ROOT/aa/bb/SHA256 with ROOT/tmp for files in the making: written, flushed, renamed, folder flushed, so
/// that there is never half a file under its name. Files carry no extension: the type is in the database.
class FolderPhotoStore final : public PhotoStore {
public:
    /// Makes the folder when there is none and clears what a crash left in ROOT/tmp.
    [[nodiscard]] static Result<std::unique_ptr<FolderPhotoStore>> open(const QString& root);

    [[nodiscard]] Result<QString> put(const QByteArray& bytes) override;
    [[nodiscard]] Result<void> adopt(const QString& path, const QString& sha256) override;
    [[nodiscard]] Result<QByteArray> read(const QString& sha256) const override;
    [[nodiscard]] Result<QByteArray> readVerified(const QString& sha256) const override;
    [[nodiscard]] bool contains(const QString& sha256) const override;
    [[nodiscard]] QString localPath(const QString& sha256) const override;
    [[nodiscard]] Result<void> check() const override;

private:
    explicit FolderPhotoStore(QString root) : root_(std::move(root)) {}
    [[nodiscard]] QString pathOf(const QString& sha256) const;
    [[nodiscard]] Result<void> publish(const QString& temporary, const QString& sha256) const;

    QString root_;
};

} // namespace photodesk::server::photos
