#include "server/http/spooled_body.h"

#include <QFile>

#include <atomic>
#include <utility>

namespace photodesk::server::http {

struct SpooledBody::File {
    File(QString filePath, qint64 fileSize, QByteArray hash)
        : path(std::move(filePath)), size(fileSize), sha256(std::move(hash))
    {
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File()
    {
        if (!taken)
            QFile::remove(path);
    }

    const QString path;
    const qint64 size;
    const QByteArray sha256;
    std::atomic_bool taken = false;
};

SpooledBody::SpooledBody(QString path, qint64 size, QByteArray sha256Hex)
    : file_(std::make_shared<File>(std::move(path), size, std::move(sha256Hex)))
{
}

QString SpooledBody::path() const
{
    return file_->path;
}

qint64 SpooledBody::size() const
{
    return file_->size;
}

QByteArray SpooledBody::sha256() const
{
    return file_->sha256;
}

QString SpooledBody::take() const
{
    file_->taken = true;
    return file_->path;
}

} // namespace photodesk::server::http
