// A real portrait from a phone's upload to a reviewer's verdict, through the real server and the real window,
// and what must not happen when one of them dies on the way.
#include "tests/e2e/desk.h"
#include "tests/support/server_process.h"
#include "tests/support/wire.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QImageReader>
#include <QJsonArray>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include "imaging/engine.h"

using namespace Qt::StringLiterals;
using namespace photodesk::test;

namespace {

const QString password = u"e2e-password-2026"_s;
constexpr int sentWithinMs = 30000;

QByteArray picture(const QString& name)
{
    QFile file(QString::fromUtf8(PHOTODESK_SOURCE_DIR "/resources/demo/pictures/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class WholeWay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void approvedRejectedAndUndone();
    void answerLostAndServerKilled();
    void serverDeadBeforeTheRequest();
    void workstationDiesWithUnsentDecisions();
    void twoWorkstationsNeverShareAPhoto();
    void studentWithdrawsFirst();
    void reviewerDecidesFirst();

private:
    QString newRecord(Phone& phone, const QString& last4, const QByteArray& bytes);
    QJsonObject staffRecord(const QString& id);
    QJsonArray decisionsOf(const QString& id);
    int auditCount(const QString& action, const QString& recordId);
    void checkDelivered(const QString& id, const QByteArray& original);

    std::unique_ptr<ServerProcess> server_;
    std::unique_ptr<HttpClient> senior_, auditor_;
    std::unique_ptr<QTemporaryDir> folder_;
    QString code_;
};

void WholeWay::initTestCase()
{
    photodesk::imaging::initialise();
}

void WholeWay::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    server_ = std::make_unique<ServerProcess>();
    const auto user = [this](const QString& name, const QString& role) {
        return server_->admin({u"create-user"_s, u"--user"_s, name, u"--roles"_s, role},
                              password.toUtf8() + '\n');
    };
    QVERIFY2(user(u"rita"_s, u"reviewer"_s), server_->log().constData());
    QVERIFY(user(u"rolf"_s, u"reviewer"_s) && user(u"sena"_s, u"senior_reviewer"_s)
            && user(u"audi"_s, u"auditor"_s));
    const auto batch = server_->admin({u"create-batch"_s, u"--school"_s, u"测试大学"_s, u"--name"_s,
                                       u"2026届"_s, u"--standard"_s, u"chsi_xinhua_gd_seed"_s});
    QVERIFY2(batch, server_->log().constData());
    code_ = QString::fromUtf8(batch->trimmed().split(' ').last());
    QVERIFY2(server_->start(), server_->log().constData());
    const auto signedIn = [this](const QString& name) {
        auto client = std::make_unique<HttpClient>(server_->url());
        const HttpReply session =
            client->post(u"/api/v1/staff/session"_s, {{"user"_L1, name}, {"password"_L1, password}});
        client->setToken(session.json["token"_L1].toString());
        return client;
    };
    senior_ = signedIn(u"sena"_s);
    auditor_ = signedIn(u"audi"_s);
}

void WholeWay::cleanup()
{
    // Whatever happened, the log of it is whole.
    const auto verdict = server_->admin({u"verify-audit"_s});
    QVERIFY2(verdict, server_->log().constData());
    server_.reset();
}

QString WholeWay::newRecord(Phone& phone, const QString& last4, const QByteArray& bytes)
{
    const QString id = phone.enrol(code_, last4, u"吴小明"_s)["id"_L1].toString();
    if (phone.uploadAndWait(id, bytes)["state"_L1].toString() != "accepted"_L1)
        return {};
    return phone.submit(id).status == 200 ? id : QString();
}

QJsonObject WholeWay::staffRecord(const QString& id)
{
    return senior_->get(u"/api/v1/staff/records/"_s + id).json;
}

QJsonArray WholeWay::decisionsOf(const QString& id)
{
    return staffRecord(id)["attempts"_L1].toArray().last()["decisions"_L1].toArray();
}

int WholeWay::auditCount(const QString& action, const QString& recordId)
{
    int count = 0;
    QString after;
    for (;;) {
        const QJsonObject page = auditor_
                                     ->get(u"/api/v1/staff/audit?limit=200"_s
                                           + (after.isEmpty() ? QString() : u"&after="_s + after))
                                     .json;
        for (const QJsonValue& entry : page["items"_L1].toArray()) {
            const bool ours = entry["subject"_L1].toString().contains(recordId);
            count += ours && entry["action"_L1].toString().contains(action) ? 1 : 0;
        }
        if (!page["next"_L1].isString())
            return count;
        after = page["next"_L1].toString();
    }
}

void WholeWay::checkDelivered(const QString& id, const QByteArray& original)
{
    const QString path = u"/api/v1/staff/records/%1/attempts/1/photo/"_s.arg(id);
    QCOMPARE(senior_->get(path + u"original"_s).body, original); // untouched
    const QByteArray derived = senior_->get(path + u"derived"_s).body;
    constexpr int leastBytes = 20 * 1024, mostBytes = 40 * 1024;
    QVERIFY2(derived.size() >= leastBytes && derived.size() <= mostBytes,
             qPrintable(QString::number(derived.size())));
    QBuffer buffer;
    buffer.setData(derived);
    QImageReader reader(&buffer, "jpeg");
    const QImage image = reader.read();
    QCOMPARE(image.size(), QSize(480, 640));
    constexpr int dotsPerMetreAt300Dpi = 11811;
    QCOMPARE(image.dotsPerMeterX(), dotsPerMetreAt300Dpi);
    const QColor corner = image.pixelColor(4, 4); // the batch's light blue
    QVERIFY(std::abs(corner.red() - 100) <= 3 && std::abs(corner.green() - 197) <= 3
            && std::abs(corner.blue() - 255) <= 3);
}

void WholeWay::approvedRejectedAndUndone()
{
    Phone wu(*server_, u"13711110001"_s), li(*server_, u"13711110002"_s);
    QVERIFY(wu.signIn() && li.signIn());
    const QByteArray original = picture(u"composite_f_easian.jpg"_s);
    const QString first = newRecord(wu, u"6629"_s, original);
    const QString second = newRecord(li, u"123x"_s, picture(u"synth_dark_00_012.jpg"_s));
    QVERIFY(!first.isEmpty() && !second.isEmpty());

    Desk desk(folder_->path());
    QVERIFY(desk.signIn(server_->url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());
    QCOMPARE(desk.currentRecord(), first); // waiting longest
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.currentRecord(), second, sentWithinMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.unsent(), 0, sentWithinMs);
    QTRY_COMPARE(wu.record(first)["state"_L1].toString(), u"approved"_s);
    checkDelivered(first, original);
    QCOMPARE(auditCount(u"approve"_s, first), 1);

    // R opens the reasons; darkness is ticked already, as the engine found it, and 8 (blurred) is added.
    QVERIFY(desk.waitForPhoto());
    desk.press(Qt::Key_R, Qt::NoModifier, u"r"_s);
    desk.press(Qt::Key_8, Qt::NoModifier, u"8"_s);
    desk.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(li.record(second)["state"_L1].toString(), u"rejected"_s, sentWithinMs);
    const QJsonArray reasons = li.record(second)["reasons"_L1].toArray();
    QStringList codes;
    for (const QJsonValue& reason : reasons) {
        codes << reason["code"_L1].toString();
        QVERIFY(!reason["advice_zh"_L1].toString().isEmpty());
    }
    QVERIFY2(codes.contains("L01"_L1) && codes.contains("Q01"_L1), qPrintable(codes.join(u' ')));

    // Both notices are still within the undo window: take the refusal back.
    desk.press(Qt::Key_Z, Qt::NoModifier, u"z"_s);
    QTRY_COMPARE_WITH_TIMEOUT(li.record(second)["state"_L1].toString(), u"in_review"_s, sentWithinMs);
    QTRY_COMPARE(desk.currentRecord(), second);
    QVERIFY(decisionsOf(second).first()["undone"_L1].toBool());
    QCOMPARE(auditCount(u"undo"_s, second), 1);

    // The same dark picture again would be turned away once it is refused for good.
    QVERIFY(desk.waitForPhoto());
    desk.press(Qt::Key_R, Qt::NoModifier, u"r"_s);
    desk.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(li.record(second)["state"_L1].toString(), u"rejected"_s, sentWithinMs);
    QTRY_COMPARE(desk.unsent(), 0);
    const HttpReply again = li.upload(second, picture(u"synth_dark_00_012.jpg"_s));
    QCOMPARE(again.json["code"_L1].toString(), u"repeated_refused_photo"_s);
}

void WholeWay::answerLostAndServerKilled()
{
    Phone wu(*server_, u"13711110001"_s);
    QVERIFY(wu.signIn());
    const QString record = newRecord(wu, u"6629"_s, picture(u"composite_f_easian.jpg"_s));
    QVERIFY(!record.isEmpty());
    Wire wire(server_->port());
    Desk desk(folder_->path());
    QVERIFY(desk.signIn(wire.url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());

    // The server applies the decision and dies before anybody hears of it.
    wire.setFault(Wire::Fault::SwallowAnswer, "/decision");
    QSignalSpy swallowed(&wire, &Wire::answerSwallowed);
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!swallowed.isEmpty(), sentWithinMs);
    server_->kill();
    QCOMPARE(desk.unsent(), 1);
    wire.setFault(Wire::Fault::None);
    QVERIFY2(server_->start(), server_->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.unsent(), 0, sentWithinMs);
    QCOMPARE(wu.record(record)["state"_L1].toString(), u"approved"_s);
    QCOMPARE(decisionsOf(record).size(), 1);
    QCOMPARE(auditCount(u"approve"_s, record), 1);
    QVERIFY(desk.work().outbox().refused().empty());
}

void WholeWay::serverDeadBeforeTheRequest()
{
    Phone wu(*server_, u"13711110001"_s), li(*server_, u"13711110002"_s);
    QVERIFY(wu.signIn() && li.signIn());
    const QString first = newRecord(wu, u"6629"_s, picture(u"composite_f_easian.jpg"_s));
    const QString second = newRecord(li, u"6630"_s, picture(u"composite_m_easian.jpg"_s));
    Wire wire(server_->port());
    Desk desk(folder_->path());
    QVERIFY(desk.signIn(wire.url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());
    QTRY_COMPARE(desk.claimed().size(), 2);
    server_->kill();
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.currentRecord(), second, sentWithinMs); // work goes on without the server
    QVERIFY(desk.waitForPhoto());
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.unsent(), 2, sentWithinMs);
    QVERIFY2(server_->start(), server_->log().constData());
    QTRY_COMPARE_WITH_TIMEOUT(desk.unsent(), 0, sentWithinMs);
    QCOMPARE(wu.record(first)["state"_L1].toString(), u"approved"_s);
    QCOMPARE(li.record(second)["state"_L1].toString(), u"approved"_s);
}

void WholeWay::workstationDiesWithUnsentDecisions()
{
    Phone wu(*server_, u"13711110001"_s);
    QVERIFY(wu.signIn());
    const QString record = newRecord(wu, u"6629"_s, picture(u"composite_f_easian.jpg"_s));
    Wire wire(server_->port());
    {
        Desk desk(folder_->path());
        QVERIFY(desk.signIn(wire.url(), u"rita"_s, password));
        QVERIFY(desk.waitForPhoto());
        wire.setFault(Wire::Fault::Cut);
        desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.unsent(), 1, sentWithinMs);
    }
    QCOMPARE(wu.record(record)["state"_L1].toString(), u"in_review"_s);
    wire.setFault(Wire::Fault::None);
    Desk after(folder_->path());
    QVERIFY(after.signIn(wire.url(), u"rita"_s, password));
    QTRY_COMPARE_WITH_TIMEOUT(wu.record(record)["state"_L1].toString(), u"approved"_s, sentWithinMs);
    QTRY_COMPARE(after.unsent(), 0);
    QCOMPARE(decisionsOf(record).size(), 1);
}

void WholeWay::twoWorkstationsNeverShareAPhoto()
{
    constexpr int photos = 24; // more than one claim takes
    const QByteArray bytes = picture(u"composite_m_easian.jpg"_s);
    QSet<QString> all;
    for (int i = 0; i < photos; ++i) {
        Phone phone(*server_, u"1371111%1"_s.arg(1000 + i));
        QVERIFY(phone.signIn());
        all.insert(newRecord(phone, QString::number(1000 + i), bytes + QByteArray(i, '\0')));
    }
    QCOMPARE(all.size(), photos);
    QTemporaryDir other;
    Desk rita(folder_->path()), rolf(other.path());
    QVERIFY(rita.signIn(server_->url(), u"rita"_s, password));
    QVERIFY(rolf.signIn(server_->url(), u"rolf"_s, password));
    QTRY_COMPARE_WITH_TIMEOUT(rita.claimed().size() + rolf.claimed().size(), qsizetype(photos), sentWithinMs);
    const QStringList hers = rita.claimed(), his = rolf.claimed();
    QVERIFY(!QSet<QString>(hers.begin(), hers.end()).intersects(QSet<QString>(his.begin(), his.end())));
}

void WholeWay::studentWithdrawsFirst()
{
    Phone wu(*server_, u"13711110001"_s);
    QVERIFY(wu.signIn());
    const QString record = newRecord(wu, u"6629"_s, picture(u"composite_f_easian.jpg"_s));
    Desk desk(folder_->path());
    QVERIFY(desk.signIn(server_->url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());
    QCOMPARE(wu.withdraw(record).status, 200);
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.work().outbox().refused().size(), std::size_t(1), sentWithinMs);
    QCOMPARE(desk.unsent(), 0);
    QCOMPARE(wu.record(record)["state"_L1].toString(), u"draft"_s);
    QVERIFY(decisionsOf(record).isEmpty());
}

void WholeWay::reviewerDecidesFirst()
{
    Phone wu(*server_, u"13711110001"_s);
    QVERIFY(wu.signIn());
    const QString record = newRecord(wu, u"6629"_s, picture(u"composite_f_easian.jpg"_s));
    const QJsonObject seen = wu.record(record);
    Desk desk(folder_->path());
    QVERIFY(desk.signIn(server_->url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(wu.record(record)["state"_L1].toString(), u"approved"_s, sentWithinMs);
    const HttpReply late = wu.http().post(u"/api/v1/student/records/%1/withdraw"_s.arg(record),
                                          {{"version"_L1, seen["version"_L1]}});
    QCOMPARE(late.status, 409);
    QCOMPARE(late.json["record"_L1]["state"_L1].toString(), u"approved"_s); // the page can say what happened
}

QTEST_MAIN(WholeWay)
#include "tst_whole_way.moc"
