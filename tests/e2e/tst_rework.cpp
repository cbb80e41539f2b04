// A rework through the real server and the real window: what the reviewer set is what is delivered, once.
#include "app/pages/rework_page.h"
#include "imaging/engine.h"
#include "tests/e2e/desk.h"
#include "tests/support/server_process.h"
#include "tests/support/wire.h"
#include "widgets/banner.h"
#include "widgets/matte_brush.h"

#include <QColor>
#include <QCryptographicHash>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk::test;
using photodesk::app::ReworkController;

namespace {

const QString password = u"e2e-password-2026"_s;
constexpr int withinMs = 30000;

QByteArray picture()
{
    QFile file(QString::fromUtf8(PHOTODESK_SOURCE_DIR "/resources/demo/pictures/composite_f_easian.jpg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ReworkWay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { photodesk::imaging::initialise(); }
    void init();
    void cleanup();
    void whatWasSetIsDelivered();
    void answerLostAndServerKilled();

private:
    void openAndSet(Desk& desk);
    QJsonArray revisions()
    {
        return senior_->get(u"/api/v1/staff/records/%1/attempts/1/revisions"_s.arg(id_))
            .json["items"_L1]
            .toArray();
    }
    QByteArray derived()
    {
        return senior_->get(u"/api/v1/staff/records/%1/attempts/1/photo/derived"_s.arg(id_)).body;
    }

    std::unique_ptr<ServerProcess> server_;
    std::unique_ptr<HttpClient> senior_;
    std::unique_ptr<QTemporaryDir> folder_;
    QString id_;
};

void ReworkWay::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    server_ = std::make_unique<ServerProcess>();
    for (const auto& [name, role] :
         {std::pair(u"rita"_s, u"reviewer"_s), std::pair(u"sena"_s, u"senior_reviewer"_s)}) {
        QVERIFY2(server_->admin({u"create-user"_s, u"--user"_s, name, u"--roles"_s, role},
                                password.toUtf8() + '\n'),
                 server_->log().constData());
    }
    const auto batch = server_->admin({u"create-batch"_s, u"--school"_s, u"测试大学"_s, u"--name"_s,
                                       u"2026届"_s, u"--standard"_s, u"chsi_xinhua_gd_seed"_s});
    QVERIFY2(batch, server_->log().constData());
    QVERIFY2(server_->start(), server_->log().constData());
    senior_ = std::make_unique<HttpClient>(server_->url());
    senior_->setToken(
        senior_->post(u"/api/v1/staff/session"_s, {{"user"_L1, u"sena"_s}, {"password"_L1, password}})
            .json["token"_L1]
            .toString());
    Phone phone(*server_, u"13711110001"_s);
    QVERIFY(phone.signIn());
    id_ = phone.enrol(QString::fromUtf8(batch->trimmed().split(' ').last()), u"6629"_s, u"吴小明"_s)["id"_L1]
              .toString();
    QCOMPARE(phone.uploadAndWait(id_, picture())["state"_L1].toString(), u"accepted"_s);
    QCOMPARE(phone.submit(id_).status, 200);
}

void ReworkWay::cleanup()
{
    QVERIFY2(server_->admin({u"verify-audit"_s}), server_->log().constData());
    server_.reset();
}

/// Crop, turn and one stroke, by keys alone.
void ReworkWay::openAndSet(Desk& desk)
{
    ReworkController& rework = desk.window().reworkPage()->controller();
    desk.press(Qt::Key_E, Qt::NoModifier, u"e"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rework.stage(), ReworkController::Stage::Ready, withinMs);
    desk.press(Qt::Key_Right);
    desk.press(Qt::Key_Plus, Qt::NoModifier, u"+"_s);
    desk.press(Qt::Key_Period, Qt::NoModifier, u"."_s);
    desk.press(Qt::Key_D, Qt::NoModifier, u"d"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!rework.isPainting(), withinMs);
    desk.window().reworkPage()->brush()->setFocus();
    desk.press(Qt::Key_Space, Qt::NoModifier, u" "_s);
    QTRY_VERIFY_WITH_TIMEOUT(rework.plan().now().strokes.size() == 1 && !rework.isPainting(), withinMs);
}

void ReworkWay::whatWasSetIsDelivered()
{
    Desk desk(folder_->path());
    QVERIFY(desk.signIn(server_->url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());
    QVERIFY(revisions().isEmpty());
    const QByteArray before = derived();
    const qint64 version = desk.work().review().current()->record.version;
    openAndSet(desk);
    ReworkController& rework = desk.window().reworkPage()->controller();
    const photodesk::app::ReworkState set = rework.plan().now();
    desk.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rework.stage(), ReworkController::Stage::Closed, withinMs);
    const QByteArray after = derived();
    QVERIFY(after != before);

    // The same engine on the same original here gives the very bytes the server keeps.
    const auto models = photodesk::imaging::ModelStore::open(photodesk::imaging::findModelDirectory());
    const auto engine = photodesk::imaging::Engine::create(*models);
    const auto* item = desk.work().review().current();
    const auto bench = photodesk::app::ReworkBench::open(
        {picture(), item->standard, QColor(item->background).rgb(), false, item->attempt.uploadedAt.date()},
        **engine);
    QVERIFY(bench && (*bench)->show(set));
    QCOMPARE((*bench)->finish()->jpeg, after);

    QCOMPARE(item->record.version, version + 1);
    QCOMPARE(item->decidedSha256(),
             QString::fromLatin1(QCryptographicHash::hash(after, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(revisions().size(), 2);
    // And it is what is decided on.
    QVERIFY(desk.waitForPhoto());
    desk.press(Qt::Key_A, Qt::NoModifier, u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        senior_->get(u"/api/v1/staff/records/"_s + id_).json["record"_L1]["state"_L1].toString(),
        u"approved"_s, withinMs);
    QCOMPARE(derived(), after);
}

void ReworkWay::answerLostAndServerKilled()
{
    Wire wire(server_->port());
    Desk desk(folder_->path());
    QVERIFY(desk.signIn(wire.url(), u"rita"_s, password));
    QVERIFY(desk.waitForPhoto());
    openAndSet(desk);
    ReworkController& rework = desk.window().reworkPage()->controller();
    const photodesk::app::ReworkState set = rework.plan().now();
    wire.setFault(Wire::Fault::SwallowAnswer, "/rework");
    QSignalSpy swallowed(&wire, &Wire::answerSwallowed);
    desk.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!swallowed.isEmpty(), withinMs);
    server_->kill();
    QTRY_COMPARE_WITH_TIMEOUT(rework.stage(), ReworkController::Stage::Ready, withinMs);
    QVERIFY(desk.window().reworkPage()->banner()->isVisible());
    QVERIFY(rework.plan().now() == set); // kept
    wire.setFault(Wire::Fault::None);
    QVERIFY2(server_->start(), server_->log().constData());
    desk.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rework.stage(), ReworkController::Stage::Closed, withinMs);
    QCOMPARE(revisions().size(), 2); // once
}

QTEST_MAIN(ReworkWay)
#include "tst_rework.moc"
