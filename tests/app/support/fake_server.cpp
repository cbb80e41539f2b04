#include "tests/app/support/fake_server.h"

#include "domain/json.h"

#include <QBuffer>
#include <QImage>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

QByteArray jpegOf(QSize size, int shade)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(qRgb(shade % 200 + 40, 120, 160));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 90);
    return bytes;
}

} // namespace

FakeResponse FakeResponse::json(int status, const QJsonObject& object)
{
    FakeResponse r;
    r.status = status;
    r.body = photodesk::json::compact(object);
    return r;
}

FakeResponse FakeResponse::problem(int status, const QByteArray& code)
{
    FakeResponse r = json(status, {{"type"_L1, u"about:blank"_s},
                                   {"title"_L1, QString::fromLatin1(code)},
                                   {"status"_L1, status},
                                   {"code"_L1, QString::fromLatin1(code)}});
    r.type = "application/problem+json";
    return r;
}

FakeServer::FakeServer(QObject* parent) : QObject(parent)
{
    connect(&listener_, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = listener_.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    setListening(true);
}

QString FakeServer::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(port_);
}

void FakeServer::setListening(bool on)
{
    if (!on) {
        listener_.close();
        const auto sockets = listener_.findChildren<QTcpSocket*>();
        for (QTcpSocket* socket : sockets)
            socket->abort();
    } else if (!listener_.isListening()) {
        if (!listener_.listen(QHostAddress::LocalHost, port_))
            qFatal("the fake server can't listen");
        port_ = listener_.serverPort();
    }
}

void FakeServer::addUser(const QString& user, const QString& password)
{
    passwords_.insert(user, password);
}

void FakeServer::endTokens()
{
    tokens_.clear();
}

FakeRecord& FakeServer::addRecord(FakeRecord record)
{
    records_.push_back(std::make_unique<FakeRecord>(std::move(record)));
    return *records_.back();
}

FakeRecord* FakeServer::record(const QString& id)
{
    for (const auto& record : records_) {
        if (record->id == id)
            return record.get();
    }
    return nullptr;
}

FakeRecord FakeServer::plainRecord(int number)
{
    FakeRecord r;
    r.id = u"00000000-0000-4000-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
    r.originalSize = {120, 160};
    r.derivedSize = {48, 64};
    r.original = jpegOf(r.originalSize, number * 7);
    r.derived = jpegOf(r.derivedSize, number * 7 + 3);
    r.thumbnail = jpegOf({24, 32}, number * 7);
    r.standard = u"xinhua_2020_00a3e6"_s;
    r.report.size = r.originalSize;
    r.report.faces = 1;
    r.report.faceBox = QRectF(40, 40, 40, 50);
    r.report.crop = QRectF(10, 10, 96, 128);
    r.report.derivedSize = r.derivedSize;
    r.report.standardId = r.standard;
    CheckResult fail;
    fail.id = u"wear.glasses"_s;
    fail.code = u"G01"_s;
    fail.status = CheckStatus::Fail;
    fail.value = 0.31;
    fail.max = 0.05;
    fail.blocking = true;
    fail.place = QRectF(45, 50, 30, 12);
    CheckResult pass;
    pass.id = u"pose.yaw"_s;
    pass.status = CheckStatus::Pass;
    pass.value = 1.5;
    pass.unit = u"deg"_s;
    pass.max = 8;
    r.report.checks = {fail, pass};
    return r;
}

int FakeServer::count(const QByteArray& method, const QByteArray& pathPart) const
{
    return int(std::ranges::count_if(
        requests_, [&](const FakeRequest& r) { return r.method == method && r.path.contains(pathPart); }));
}

void FakeServer::serve(QTcpSocket* socket)
{
    QByteArray pending = socket->property("pending").toByteArray() + socket->readAll();
    for (;;) {
        const auto end = pending.indexOf("\r\n\r\n");
        if (end < 0)
            break;
        FakeRequest request;
        const QList<QByteArray> lines = pending.first(end).split('\n');
        const QList<QByteArray> first = lines.front().trimmed().split(' ');
        request.method = first.value(0);
        const QByteArray target = first.value(1);
        const auto mark = target.indexOf('?');
        request.path = mark < 0 ? target : target.first(mark);
        request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1);
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const auto colon = lines[i].indexOf(':');
            if (colon > 0)
                request.headers.insert(lines[i].first(colon).toLower(), lines[i].sliced(colon + 1).trimmed());
        }
        const qsizetype length = request.header("content-length").toLongLong();
        if (pending.size() < end + 4 + length)
            break;
        request.body = pending.sliced(end + 4, length);
        pending.remove(0, end + 4 + length);
        requests_.push_back(request);
        Q_EMIT requested();
        const auto instead = intercept ? intercept(request) : std::nullopt;
        write(socket, instead ? *instead : answer(request));
    }
    socket->setProperty("pending", pending);
}

void FakeServer::write(QTcpSocket* socket, const FakeResponse& response)
{
    if (response.never)
        return;
    if (response.drop) {
        socket->abort();
        return;
    }
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status)
                     + " X\r\nContent-Type: " + response.type
                     + "\r\nContent-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    for (auto it = response.headers.begin(); it != response.headers.end(); ++it)
        out += it.key() + ": " + it.value() + "\r\n";
    socket->write(out + "\r\n" + response.body);
}

} // namespace photodesk::test
