#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QString>

/// Files that survive a power cut. Errors: StorageFull, StorageFailed.
namespace photodesk::server::photos {

/// A new file with these bytes, flushed to the disk.
[[nodiscard]] Result<void> writeDurably(const QString& path, const QByteArray& bytes);
/// A new file with the bytes of another, flushed to the disk.
[[nodiscard]] Result<void> copyDurably(const QString& from, const QString& to);
/// Renames within one file system, over what is there. False where the two lie on different ones.
[[nodiscard]] Result<bool> renameFile(const QString& from, const QString& to);
/// Makes entries of the folder (a rename, say) durable. Nothing to do where the platform has no such call.
[[nodiscard]] Result<void> flushFolder(const QString& folder);

} // namespace photodesk::server::photos
