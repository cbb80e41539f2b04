#include "server/photos/folder_photo_store.h"

#include "server/photos/durable.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::photos {
namespace {

constexpr qsizetype hashDigits = 64;
constexpr auto temporaryFolder = "/tmp"_L1;

bool isHash(const QString& text)
{
    return text.size() == hashDigits && std::ranges::all_of(text, [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

QString temporaryName(const QString& root)
{
    return root + temporaryFolder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString hashOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

Result<std::unique_ptr<FolderPhotoStore>> FolderPhotoStore::open(const QString& root)
{
    if (!QDir().mkpath(root + temporaryFolder))
        return fail(ErrorCode::StorageFailed, u"the photo folder can't be made"_s);
    // Only files in the making lie here; whoever made them is gone.
    QDir temporary(root + temporaryFolder);
    for (const QString& name : temporary.entryList(QDir::Files | QDir::Hidden))
        temporary.remove(name);
    return std::unique_ptr<FolderPhotoStore>(new FolderPhotoStore(root));
}

QString FolderPhotoStore::pathOf(const QString& sha256) const
{
    return root_ + u'/' + sha256.first(2) + u'/' + sha256.sliced(2, 2) + u'/' + sha256;
}

Result<void> FolderPhotoStore::publish(const QString& temporary, const QString& sha256) const
{
    const QString path = pathOf(sha256), folder = QFileInfo(path).path();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return fail(QStorageInfo(root_).bytesAvailable() == 0 ? ErrorCode::StorageFull
                                                                  : ErrorCode::StorageFailed,
                        u"a folder can't be made"_s);
        PD_TRY(flushFolder(root_));
        PD_TRY(flushFolder(QFileInfo(folder).path()));
    }
    PD_ASSIGN(const bool renamed, renameFile(temporary, path));
    if (!renamed)
        return fail(ErrorCode::StorageFailed, u"the photo folder spans two file systems"_s);
    return flushFolder(folder);
}

Result<QString> FolderPhotoStore::put(const QByteArray& bytes)
{
    const QString sha256 = hashOf(bytes);
    if (contains(sha256))
        return sha256;
    const QString temporary = temporaryName(root_);
    PD_TRY(writeDurably(temporary, bytes));
    if (auto done = publish(temporary, sha256); !done) {
        QFile::remove(temporary);
        return fail(std::move(done).error());
    }
    return sha256;
}

Result<void> FolderPhotoStore::adopt(const QString& path, const QString& sha256)
{
    if (!isHash(sha256))
        return fail(ErrorCode::StorageFailed, u"not a hash"_s);
    if (contains(sha256)) {
        QFile::remove(path);
        return {};
    }
    // By way of our own folder, so that the last step is a rename within one file system whatever `path` is
    // on.
    const QString temporary = temporaryName(root_);
    PD_ASSIGN(const bool renamed, renameFile(path, temporary));
    if (!renamed) {
        PD_TRY(copyDurably(path, temporary));
        QFile::remove(path);
    }
    if (auto done = publish(temporary, sha256); !done) {
        QFile::remove(temporary);
        return done;
    }
    return {};
}

Result<QByteArray> FolderPhotoStore::read(const QString& sha256) const
{
    if (!isHash(sha256))
        return fail(ErrorCode::NotFound);
    QFile file(pathOf(sha256));
    if (!file.exists())
        return fail(ErrorCode::NotFound);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::StorageFailed, u"a picture can't be opened"_s);
    QByteArray bytes = file.readAll();
    if (bytes.size() != file.size())
        return fail(ErrorCode::StorageFailed, u"a picture can't be read"_s);
    return bytes;
}

Result<QByteArray> FolderPhotoStore::readVerified(const QString& sha256) const
{
    PD_ASSIGN(QByteArray bytes, read(sha256));
    if (hashOf(bytes) != sha256)
        return fail(ErrorCode::StorageFailed, u"a picture has changed on the disk"_s);
    return bytes;
}

bool FolderPhotoStore::contains(const QString& sha256) const
{
    return isHash(sha256) && QFileInfo::exists(pathOf(sha256));
}

QString FolderPhotoStore::localPath(const QString& sha256) const
{
    return contains(sha256) ? pathOf(sha256) : QString();
}

Result<void> FolderPhotoStore::check() const
{
    const QString probe = temporaryName(root_);
    PD_TRY(writeDurably(probe, "photodesk"));
    QFile::remove(probe);
    return {};
}

} // namespace photodesk::server::photos
