#include "server/photos/durable.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace photodesk::server::photos {
namespace {

constexpr qint64 copyChunk = 1 << 20;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

bool meansFull(int code)
{
#ifdef EDQUOT
    if (code == EDQUOT)
        return true;
#endif
    return code == ENOSPC || code == EFBIG;
}

Error failure(int code, const char* what)
{
    return {meansFull(code) ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            QLatin1String(what) + u", errno "_s + QString::number(code)};
}

/// QFile buffers, so that a full disk may show at the flush only.
Result<void> flushFile(QFile& file)
{
    errno = 0;
    if (!file.flush())
        return fail(file.error() == QFileDevice::ResourceError ? Error{ErrorCode::StorageFull, u"flush"_s}
                                                               : failure(errno, "flush"));
#ifdef Q_OS_WIN
    const int done = ::_commit(file.handle());
#else
    const int done = ::fsync(file.handle());
#endif
    if (done != 0)
        return fail(failure(errno, "fsync"));
    return {};
}

Result<void> writeAll(QFile& file, const QByteArray& bytes)
{
    errno = 0;
    if (file.write(bytes) != bytes.size())
        return fail(file.error() == QFileDevice::ResourceError ? Error{ErrorCode::StorageFull, u"write"_s}
                                                               : failure(errno, "write"));
    return {};
}

Result<void> removedOnFailure(Result<void> done, const QString& path)
{
    if (!done)
        QFile::remove(path);
    return done;
}

} // namespace

Result<void> writeDurably(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, ownerOnly))
        return fail(failure(errno, "create"));
    auto done = writeAll(file, bytes);
    if (done)
        done = flushFile(file);
    file.close();
    return removedOnFailure(std::move(done), path);
}

Result<void> copyDurably(const QString& from, const QString& to)
{
    QFile source(from), target(to);
    errno = 0;
    if (!source.open(QIODevice::ReadOnly))
        return fail(failure(errno, "open"));
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, ownerOnly))
        return fail(failure(errno, "create"));
    Result<void> done;
    while (done && !source.atEnd()) {
        const QByteArray chunk = source.read(copyChunk);
        done = chunk.isEmpty() ? Result<void>(fail(ErrorCode::StorageFailed, u"read"_s))
                               : writeAll(target, chunk);
    }
    if (done)
        done = flushFile(target);
    target.close();
    return removedOnFailure(std::move(done), to);
}

Result<bool> renameFile(const QString& from, const QString& to)
{
    errno = 0;
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return true;
    if (errno == EXDEV)
        return false;
    if (QFileInfo::exists(to)) // Windows does not rename over a file; ours holds the same bytes
        return QFile::remove(from) ? Result<bool>(true) : fail(failure(errno, "rename"));
    return fail(failure(errno, "rename"));
}

Result<void> flushFolder(const QString& folder)
{
#ifndef Q_OS_WIN
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(failure(errno, "open folder"));
    const int done = ::fsync(descriptor);
    const int code = errno;
    ::close(descriptor);
    if (done != 0)
        return fail(failure(code, "fsync folder"));
#else
    Q_UNUSED(folder)
#endif
    return {};
}

} // namespace photodesk::server::photos
