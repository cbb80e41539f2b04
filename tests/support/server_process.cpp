#include "tests/support/server_process.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileSystemWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

constexpr int startWithinMs = 30000, workWithinMs = 60000, pollMs = 20;

QString serverBinary()
{
    return QString::fromUtf8(PHOTODESK_BIN_DIR "/photodesk-server");
}

/// What a page would have shown and the student agreed to.
QJsonObject consentVersions()
{
    QFile file(QString::fromUtf8(PHOTODESK_SOURCE_DIR "/resources/consent.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString key()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

ServerProcess::ServerProcess() = default;

ServerProcess::~ServerProcess()
{
    kill();
}

bool ServerProcess::start()
{
    const QString portFile = data_.filePath(u"port"_s);
    QFile::remove(portFile);
    process_ = std::make_unique<QProcess>();
    process_->setProcessChannelMode(QProcess::MergedChannels);
    process_->setStandardOutputFile(data_.filePath(u"server.log"_s), QIODevice::Append);
    process_->start(serverBinary(), {u"serve"_s, u"--data"_s, data_.path(), u"--listen"_s,
                                     u"127.0.0.1:%1"_s.arg(port_), u"--port-file"_s, portFile});
    const QDeadlineTimer deadline(startWithinMs);
    for (;;) {
        QFile file(portFile);
        if (file.open(QIODevice::ReadOnly)) {
            port_ = file.readAll().trimmed().toUShort();
            if (port_ != 0)
                return true;
        }
        if (process_->waitForFinished(pollMs) || deadline.hasExpired()) {
            QFile log(data_.filePath(u"server.log"_s));
            if (log.open(QIODevice::ReadOnly))
                log_ = log.readAll();
            return false;
        }
    }
}

void ServerProcess::kill()
{
    if (!process_)
        return;
    process_->kill();
    process_->waitForFinished();
    process_.reset();
}

bool ServerProcess::terminate()
{
    process_->terminate();
    const bool ended = process_->waitForFinished(startWithinMs)
                       && process_->exitStatus() == QProcess::NormalExit && process_->exitCode() == 0;
    process_.reset();
    return ended;
}

bool ServerProcess::running() const
{
    return process_ && process_->state() == QProcess::Running;
}

std::optional<QByteArray> ServerProcess::admin(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(serverBinary(),
                  QStringList{u"admin"_s} + arguments + QStringList{u"--data"_s, data_.path()});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(startWithinMs) || process.exitCode() != 0) {
        log_ = process.readAllStandardError();
        return std::nullopt;
    }
    return process.readAllStandardOutput();
}

QString ServerProcess::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(port_);
}

Phone::Phone(const ServerProcess& server, QString number)
    : data_(server.data()), number_(std::move(number)), http_(server.url())
{
}

bool Phone::signIn()
{
    if (http_.post(u"/api/v1/student/codes"_s, {{"phone"_L1, number_}}).status != 202)
        return false;
    QFile log(data_ + "/sms.log"_L1);
    if (!log.open(QIODevice::ReadOnly))
        return false;
    QString code;
    const QRegularExpression sixDigits(u"%1\\D+(\\d{6})\\b"_s.arg(number_));
    for (const QByteArray& line : log.readAll().split('\n')) {
        if (const auto match = sixDigits.match(QString::fromUtf8(line)); match.hasMatch())
            code = match.captured(1);
    }
    const HttpReply session =
        http_.post(u"/api/v1/student/session"_s,
                   {{"phone"_L1, number_}, {"code"_L1, code}, {"consent"_L1, consentVersions()}});
    token_ = session.json["token"_L1].toString();
    http_.setToken(token_);
    return session.status == 201;
}

QJsonObject Phone::enrol(const QString& featureCode, const QString& last4, const QString& name)
{
    return http_
        .post(u"/api/v1/student/records"_s,
              {{"feature_code"_L1, featureCode}, {"id_last4"_L1, last4}, {"name"_L1, name}}, key())
        .json;
}

HttpReply Phone::upload(const QString& recordId, const QByteArray& picture, const QByteArray& type)
{
    return http_.put(u"/api/v1/student/records/%1/upload"_s.arg(recordId), picture, type);
}

QJsonObject Phone::uploadAndWait(const QString& recordId, const QByteArray& picture)
{
    QJsonObject state = upload(recordId, picture).json;
    const QString path = u"/api/v1/student/uploads/"_s + state["id"_L1].toString();
    const QDeadlineTimer deadline(workWithinMs);
    const auto open = [&] {
        const QString name = state["state"_L1].toString();
        return name == "received"_L1 || name == "processing"_L1;
    };
    while (open() && !deadline.hasExpired()) {
        QTest::qWait(pollMs);
        state = http_.get(path).json;
    }
    return state;
}

QJsonObject Phone::record(const QString& recordId)
{
    return http_.get(u"/api/v1/student/records/"_s + recordId).json;
}

HttpReply Phone::submit(const QString& recordId)
{
    return http_.post(u"/api/v1/student/records/%1/submit"_s.arg(recordId),
                      {{"version"_L1, record(recordId)["version"_L1]}});
}

HttpReply Phone::withdraw(const QString& recordId)
{
    return http_.post(u"/api/v1/student/records/%1/withdraw"_s.arg(recordId),
                      {{"version"_L1, record(recordId)["version"_L1]}});
}

} // namespace photodesk::test
