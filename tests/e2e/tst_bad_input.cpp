// What phones and strangers send that is wrong: each gets a coded answer, nothing is stored half, nothing
// falls over.
#include "tests/support/server_process.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTcpSocket>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace photodesk::test;

namespace {

constexpr auto password = "e2e-password-2026"_L1;

QByteArray portrait()
{
    QFile file(QString::fromUtf8(PHOTODESK_SOURCE_DIR "/resources/demo/pictures/composite_f_easian.jpg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A JPEG whose header claims `width` × `height`; nothing behind it.
QByteArray hugeJpeg(quint16 width, quint16 height)
{
    QByteArray bytes = QByteArray::fromHex("ffd8ffe000104a46494600010100000100010000");
    bytes += QByteArray::fromHex("ffc0001108");
    for (const quint16 side : {height, width}) {
        bytes += char(side >> 8);
        bytes += char(side & 0xFF);
    }
    bytes += QByteArray::fromHex("03012200021101031101");
    bytes += QByteArray::fromHex("ffda000c03010002110311003f00");
    return bytes + QByteArray(2000, '\x55') + QByteArray::fromHex("ffd9");
}

int filesUnder(const QString& folder)
{
    int count = 0;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext(); it.next())
        ++count;
    return count;
}

QString codeOf(const HttpReply& reply)
{
    return reply.json["code"_L1].toString();
}

} // namespace

class BadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusedPictures_data();
    void refusedPictures();
    void refusedAtTheDoor_data();
    void refusedAtTheDoor();
    void hugeHeader();
    void halfARequestLeavesNothing();
    void tooLargeIsToldBeforeItIsSent();
    void unknownAndRevokedCodes();
    void wrongRights();
    void notJson();
    void everythingStillWorks();
    void cleanupTestCase();

private:
    QByteArray rawExchange(const QByteArray& request);

    ServerProcess server_;
    std::unique_ptr<Phone> phone_;
    QString code_, record_;
};

void BadInput::initTestCase()
{
    QVERIFY(server_.admin({u"create-user"_s, u"--user"_s, u"rita"_s, u"--roles"_s, u"reviewer"_s},
                          QByteArray(password.data()) + '\n'));
    const auto batch = server_.admin({u"create-batch"_s, u"--school"_s, u"Test"_s, u"--name"_s, u"One"_s});
    QVERIFY2(batch, server_.log().constData());
    code_ = QString::fromUtf8(batch->trimmed().split(' ').last());
    QVERIFY2(server_.start(), server_.log().constData());
    phone_ = std::make_unique<Phone>(server_, u"13700000001"_s);
    QVERIFY(phone_->signIn());
    record_ = phone_->enrol(code_, u"123X"_s, u"李明"_s)["id"_L1].toString();
    QVERIFY(!record_.isEmpty());
}

void BadInput::refusedPictures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const QByteArray good = portrait();
    QTest::newRow("not an image") << QByteArray(5000, 'x') << u"not_an_image"_s;
    QTest::newRow("half a picture") << good.first(good.size() / 2) << u"image_truncated"_s;
    QTest::newRow("only a header") << good.first(200) << u"image_truncated"_s;
    QTest::newRow("claims 200 megapixels") << hugeJpeg(20000, 10000) << u"too_many_pixels"_s;
    QTest::newRow("claims no pixels") << hugeJpeg(0, 0) << u"not_an_image"_s;
}

void BadInput::refusedPictures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    const QJsonObject before = phone_->record(record_);
    const QJsonObject upload = phone_->uploadAndWait(record_, bytes);
    QCOMPARE(upload["state"_L1].toString(), u"refused"_s);
    QCOMPARE(upload["code"_L1].toString(), code);
    const QJsonObject after = phone_->record(record_);
    QCOMPARE(after["state"_L1], before["state"_L1]);
    QCOMPARE(after["attempt"_L1].toInt(), 0);
    QVERIFY(server_.running());
}

void BadInput::refusedAtTheDoor_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QString upload = u"/api/v1/student/records/%1/upload"_s;
    const QString nobody = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QTest::newRow("zero bytes") << QByteArray("PUT") << upload << QByteArray("") << QByteArray("image/jpeg")
                                << 422 << u"empty_file"_s;
    QTest::newRow("wrong type") << QByteArray("PUT") << upload << QByteArray("GIF89a")
                                << QByteArray("image/gif") << 415 << u"unsupported_media_type"_s;
    QTest::newRow("somebody else's record") << QByteArray("PUT") << upload.arg(nobody) << QByteArray("x")
                                            << QByteArray("image/jpeg") << 404 << u"not_found"_s;
    QTest::newRow("wrong method") << QByteArray("POST") << upload << QByteArray("x")
                                  << QByteArray("image/jpeg") << 405 << u"method_not_allowed"_s;
    QTest::newRow("no such path") << QByteArray("GET") << u"/api/v1/nothing"_s << QByteArray() << QByteArray()
                                  << 404 << u"not_found"_s;
    QTest::newRow("climbing path") << QByteArray("GET") << u"/api/v1/student/records/..%2f..%2fsecret.key"_s
                                   << QByteArray() << QByteArray() << 400 << u"bad_request"_s;
}

void BadInput::refusedAtTheDoor()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    const int before = filesUnder(server_.data() + "/photos"_L1);
    if (path.contains("%1"_L1))
        path = path.arg(record_);
    const HttpReply reply = type.isEmpty()
                                ? phone_->http().send(method, path, nullptr, {})
                                : phone_->http().send(method, path, &body, {{"Content-Type", type}});
    QTEST(reply.status, "status");
    QTEST(codeOf(reply), "code");
    QCOMPARE(filesUnder(server_.data() + "/photos"_L1), before);
    QCOMPARE(filesUnder(server_.data() + "/spool"_L1), 0);
}

QByteArray BadInput::rawExchange(const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server_.port());
    if (!socket.waitForConnected())
        return {};
    socket.write(request);
    QByteArray answer;
    while (socket.waitForReadyRead(20000))
        answer += socket.readAll();
    return answer;
}

void BadInput::hugeHeader()
{
    const QByteArray answer = rawExchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "
                                          + QByteArray(20000, 'a') + "\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 431"), answer.left(200).constData());
    QVERIFY(answer.contains("header_too_large"));
}

void BadInput::halfARequestLeavesNothing()
{
    const int before = filesUnder(server_.data() + "/photos"_L1);
    const QString version = QString::number(phone_->record(record_)["version"_L1].toInteger());
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server_.port());
        QVERIFY(socket.waitForConnected());
        socket.write(
            "PUT /api/v1/student/records/" + record_.toUtf8()
            + "/upload HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: 2000000\r\n"
              "Authorization: Bearer "
            + phone_->token().toUtf8() + "\r\n\r\n" + QByteArray(1000000, 'z'));
        while (socket.bytesToWrite() > 0)
            QVERIFY(socket.waitForBytesWritten());
        QTRY_COMPARE(filesUnder(server_.data() + "/spool"_L1), 1); // it is coming in
        socket.abort();
    }
    QTRY_COMPARE(filesUnder(server_.data() + "/spool"_L1), 0);
    QCOMPARE(filesUnder(server_.data() + "/photos"_L1), before);
    QCOMPARE(QString::number(phone_->record(record_)["version"_L1].toInteger()), version);
}

void BadInput::tooLargeIsToldBeforeItIsSent()
{
    const QByteArray answer = rawExchange(
        "PUT /api/v1/student/records/" + record_.toUtf8()
        + "/upload HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: 99999999999\r\n"
          "Connection: close\r\nAuthorization: Bearer "
        + phone_->token().toUtf8() + "\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 413"), answer.left(200).constData());
    QVERIFY(answer.contains("file_too_large"));
}

void BadInput::unknownAndRevokedCodes()
{
    const HttpReply unknown = phone_->http().get(u"/api/v1/student/batches/ZZZZZZ"_s);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(codeOf(unknown), u"feature_code_unknown"_s);
    const auto batch = server_.admin({u"create-batch"_s, u"--school"_s, u"Test"_s, u"--name"_s, u"Two"_s});
    QVERIFY(batch);
    const QString code = QString::fromUtf8(batch->trimmed().split(' ').last());
    QVERIFY(server_.admin({u"revoke-code"_s, u"--code"_s, code}));
    const QJsonObject refused = phone_->enrol(code, u"123X"_s, u"李明"_s);
    QCOMPARE(refused["code"_L1].toString(), u"feature_code_revoked"_s);
    const QJsonObject twice = phone_->enrol(code_, u"123X"_s, u"李明"_s);
    QCOMPARE(twice["code"_L1].toString(), u"already_enrolled"_s);
}

void BadInput::wrongRights()
{
    HttpClient rita(server_.url());
    const QString session = u"/api/v1/staff/session"_s, audit = u"/api/v1/staff/audit"_s;
    rita.setToken(
        rita.post(session, {{"user"_L1, "rita"_L1}, {"password"_L1, password}}).json["token"_L1].toString());
    const HttpReply forbidden = rita.get(audit);
    QCOMPARE(forbidden.status, 403);
    QCOMPARE(codeOf(forbidden), u"forbidden"_s);
    // A student's token opens no staff door, and the other way round.
    const HttpReply student = phone_->http().get(u"/api/v1/staff/review/queue"_s);
    QCOMPARE(student.status, 401);
    QCOMPARE(codeOf(student), u"not_signed_in"_s);
    QCOMPARE(rita.get(u"/api/v1/student/records"_s).status, 401);
    rita.setToken(u"made-up"_s);
    QCOMPARE(rita.get(audit).status, 401);
}

void BadInput::notJson()
{
    const QByteArray bodies[] = {"", "{", "[]", "{\"user\":7}", QByteArray(300'000, '{')};
    for (const QByteArray& body : bodies) {
        const HttpReply reply = phone_->http().send("POST", u"/api/v1/staff/session"_s, &body,
                                                    {{"Content-Type", "application/json"}});
        QVERIFY2(QSet<int>({400, 413, 422}).contains(reply.status),
                 qPrintable(QString::number(reply.status)));
        QVERIFY(!codeOf(reply).isEmpty());
    }
}

void BadInput::everythingStillWorks()
{
    const QJsonObject upload = phone_->uploadAndWait(record_, portrait());
    QCOMPARE(upload["state"_L1].toString(), u"accepted"_s);
    QCOMPARE(phone_->submit(record_).status, 200);
    QVERIFY(server_.admin({u"verify-audit"_s}));
}

void BadInput::cleanupTestCase()
{
    QVERIFY(server_.terminate());
    // Nothing of the person is in the log.
    QFile log(server_.data() + "/server.log"_L1);
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray text = log.readAll();
    for (const char* secret : {"13700000001", "\xe6\x9d\x8e", "123X"})
        QVERIFY2(!text.contains(secret), secret);
    QVERIFY(!text.contains(phone_->token().toUtf8()));
}

QTEST_GUILESS_MAIN(BadInput)
#include "tst_bad_input.moc"
