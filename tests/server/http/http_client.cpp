#include "http_client.h"

#include <QDir>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace photodesk::server::http::test {
namespace {

constexpr int patienceMs = 10000;

} // namespace

QJsonObject Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

Client::Client(quint16 port) : socket_(std::make_unique<QTcpSocket>())
{
    socket_->connectToHost(u"127.0.0.1"_s, port);
    socket_->waitForConnected(patienceMs);
}

Client::Client(std::unique_ptr<QTcpSocket> socket) : socket_(std::move(socket)) {}

void Client::send(QByteArray bytes)
{
    socket_->write(bytes);
    while (socket_->bytesToWrite() > 0 && socket_->waitForBytesWritten(patienceMs)) {
    }
}

bool Client::more()
{
    if (socket_->bytesAvailable() == 0)
        socket_->waitForReadyRead(patienceMs);
    const QByteArray got = socket_->readAll();
    in_ += got;
    return !got.isEmpty();
}

bool Client::until(qsizetype bytes)
{
    while (in_.size() < bytes) {
        if (!more())
            return false;
    }
    return true;
}

std::optional<QByteArray> Client::line()
{
    qsizetype end = -1;
    while ((end = in_.indexOf("\r\n")) < 0) {
        if (!more())
            return std::nullopt;
    }
    const QByteArray text = in_.first(end);
    in_.remove(0, end + 2);
    return text;
}

std::optional<QByteArray> Client::exactly(qsizetype bytes)
{
    if (!until(bytes))
        return std::nullopt;
    const QByteArray got = in_.first(bytes);
    in_.remove(0, bytes);
    return got;
}

std::optional<Answer> Client::read(bool head)
{
    const auto status = line();
    if (!status || !status->startsWith("HTTP/1.1 "))
        return std::nullopt;
    Answer answer;
    answer.status = status->mid(9, 3).toInt();
    for (;;) {
        const auto field = line();
        if (!field)
            return std::nullopt;
        if (field->isEmpty())
            break;
        const qsizetype colon = field->indexOf(':');
        answer.headers.insert(field->first(colon).toLower(), field->mid(colon + 1).trimmed());
    }
    if (head || answer.status < 200)
        return answer;
    if (answer.headers.value("transfer-encoding") != "chunked") {
        const auto body = exactly(answer.headers.value("content-length", "0").toLongLong());
        if (!body)
            return std::nullopt;
        answer.body = *body;
        return answer;
    }
    for (;;) {
        const auto size = line();
        const auto piece = size ? exactly(size->toLongLong(nullptr, 16) + 2) : std::nullopt;
        if (!piece)
            return std::nullopt;
        if (piece->size() == 2)
            return answer;
        answer.body += piece->chopped(2);
    }
}

std::optional<Answer> Client::ask(const QByteArray& bytes)
{
    send(bytes);
    return read();
}

bool Client::endsHere()
{
    if (!in_.isEmpty() || socket_->bytesAvailable() > 0)
        return false;
    if (socket_->state() != QAbstractSocket::UnconnectedState)
        socket_->waitForDisconnected(patienceMs);
    return socket_->state() == QAbstractSocket::UnconnectedState && socket_->bytesAvailable() == 0;
}

QByteArray request(const char* method, const QByteArray& target, const QByteArray& fields,
                   const QByteArray& body)
{
    QByteArray bytes = QByteArray(method) + ' ' + target + " HTTP/1.1\r\nHost: test\r\n" + fields;
    if (!body.isNull())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

QByteArray chunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

void Gate::pass()
{
    ++entered_;
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [this] { return open_; });
}

void Gate::open()
{
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
}

Fixture::Fixture()
{
    using namespace std::chrono_literals;
    config.address = u"127.0.0.1"_s;
    config.spoolDirectory = directory.filePath(u"spool"_s);
    config.ioThreads = 2;
    config.handlerThreads = 4;
    config.handlerQueueMax = 64;
    config.connectionsMax = 64;
    config.headerMaxBytes = 8192;
    config.idleTimeout = 15s;
    config.requestTimeout = 120s;
    config.lingerTimeout = 2s;
    config.stopTimeout = 10s;
    config.retryAfter = 3s;
    config.accessLog = [this](const AccessRecord& record) {
        const std::lock_guard lock(mutex_);
        accessed_.push_back(record);
    };
    config.errorLog = [this](const QString& requestId, const QString& message) {
        const std::lock_guard lock(mutex_);
        faults_.append(requestId + u' ' + message);
    };
}

void Fixture::start(Router router)
{
    server = std::make_unique<HttpServer>(config);
    if (const auto started = server->start(std::move(router)); !started)
        qFatal("the server does not start: %s", qPrintable(started.error().detail));
}

QStringList Fixture::spooled() const
{
    return QDir(config.spoolDirectory).entryList(QDir::Files | QDir::Hidden);
}

std::vector<AccessRecord> Fixture::accessed() const
{
    const std::lock_guard lock(mutex_);
    return accessed_;
}

QStringList Fixture::faults() const
{
    const std::lock_guard lock(mutex_);
    return faults_;
}

} // namespace photodesk::server::http::test
