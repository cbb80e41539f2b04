#include "server/identity/log_sender.h"

#include <QDateTime>
#include <QFile>

using namespace Qt::StringLiterals;

namespace photodesk::server::identity {

LogSender::LogSender(QString file) : file_(std::move(file)) {}

Result<void> LogSender::send(const QString& phone, const QString& code)
{
    const std::lock_guard lock(mutex_);
    QFile file(file_);
    if (!file.open(QIODevice::Append, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(ErrorCode::StorageFailed, u"the code can't be written"_s);
    const QString line =
        QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + phone + u' ' + code + u'\n';
    if (file.write(line.toUtf8()) < 0 || !file.flush())
        return fail(ErrorCode::StorageFailed, u"the code can't be written"_s);
    return {};
}

} // namespace photodesk::server::identity
