// Workstations killed at any instant (SIGKILL, now and then the server with them): a decision that was on the
// disk reaches the server, once. PHOTODESK_KILLS says how often,
// PHOTODESK_SEED when; hundreds take longer than QTEST_FUNCTION_TIMEOUT allows by itself.
#include "tests/support/server_process.h"

#include <QJsonArray>
#include <QMap>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace photodesk::test;

namespace {

const QString password = u"kill-password-2026"_s;

/// What the workstations said of one record before they died.
struct Said {
    bool decided = false;
    bool undoing = false; ///< its undo had begun: either outcome is right
};

} // namespace

class Kill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingLostNothingTwice();

private:
    static QStringList decider(const ServerProcess& server, const QString& folder)
    {
        return {server.url(), u"bench1"_s, folder};
    }
    static QByteArray logOf(const ServerProcess& server)
    {
        QFile file(server.data() + u"/server.log"_s);
        constexpr qint64 tail = 4000;
        if (!file.open(QIODevice::ReadOnly) || (file.size() > tail && !file.seek(file.size() - tail)))
            return {};
        return file.readAll();
    }
    static void hear(QProcess& process, QMap<QString, Said>& said);
    static QMap<QString, int> liveDecisions(const ServerProcess& server);
    void killOne(ServerProcess& server, const QString& folder, bool serverToo);

    std::mt19937 random_;
    QMap<QString, Said> said_;
    int killedWhileDeciding_ = 0;
};

void Kill::hear(QProcess& process, QMap<QString, Said>& said)
{
    while (process.canReadLine()) {
        const QList<QByteArray> words = process.readLine().trimmed().split(' ');
        if (words.size() != 2)
            continue;
        Said& record = said[QString::fromLatin1(words[1])];
        if (words[0] == "decided")
            record = {true, false};
        else if (words[0] == "undoing")
            record.undoing = true;
        else if (words[0] == "undone")
            record.decided = false;
    }
}

void Kill::killOne(ServerProcess& server, const QString& folder, bool serverToo)
{
    // Half of them early, while the window opens, signs in and claims; half while it decides.
    constexpr int startMs = 1500, decidingMs = 400, startsWithinMs = 60'000;
    const bool early = random_() % 2 == 0;
    QProcess process;
    process.start(QString::fromUtf8(PHOTODESK_BIN_DIR "/e2e_decider"), decider(server, folder));
    QVERIFY(process.waitForStarted());
    process.write(password.toUtf8() + '\n');
    process.closeWriteChannel();
    if (!early)
        QVERIFY2(process.waitForReadyRead(startsWithinMs), process.readAllStandardError().constData());
    QDeadlineTimer until(int(random_() % unsigned(early ? startMs : decidingMs)));
    while (!until.hasExpired())
        process.waitForReadyRead(int(until.remainingTime()));
    if (serverToo)
        server.kill();
    process.kill();
    QVERIFY(process.waitForFinished());
    hear(process, said_);
    killedWhileDeciding_ += early ? 0 : 1;
    if (serverToo)
        QVERIFY2(server.start(), server.log().constData());
}

QMap<QString, int> Kill::liveDecisions(const ServerProcess& server)
{
    HttpClient client(server.url());
    const HttpReply session =
        client.post(u"/api/v1/staff/session"_s, {{"user"_L1, u"bench1"_s}, {"password"_L1, password}});
    client.setToken(session.json["token"_L1].toString());
    QMap<QString, int> live;
    QString after;
    do {
        const HttpReply page = client.get(u"/api/v1/staff/decisions?limit=200&after="_s + after);
        const QJsonArray items = page.json["items"_L1].toArray();
        for (const QJsonValue& item : items)
            live[item["record_id"_L1].toString()] += item["undone"_L1].toBool() ? 0 : 1;
        after = page.json["next"_L1].toString();
    } while (!after.isEmpty());
    return live;
}

void Kill::nothingLostNothingTwice()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("PHOTODESK_KILLS", &given);
    const int kills = given ? asked : 25;
    const int seed = qEnvironmentVariableIntValue("PHOTODESK_SEED", &given);
    random_.seed(unsigned(given ? seed : 1));
    constexpr int photosPerKill = 16, serverEvery = 5, drainsWithinMs = 180'000;

    ServerProcess server;
    QCOMPARE(QProcess::execute(QString::fromUtf8(PHOTODESK_BIN_DIR "/bench_seed"),
                               {u"--data"_s, server.data(), u"--pictures"_s,
                                QString::fromUtf8(PHOTODESK_SOURCE_DIR "/resources/demo/pictures"),
                                u"--password"_s, password, u"--staff"_s, u"1"_s, u"--photos"_s,
                                QString::number(kills * photosPerKill)}),
             0);
    QVERIFY2(server.start(), server.log().constData());
    const QTemporaryDir folder;
    for (int i = 0; i < kills; ++i) {
        killOne(server, folder.path(), i % serverEvery == serverEvery - 1);
        if (QTest::currentTestFailed())
            return;
    }
    QProcess drain;
    drain.start(QString::fromUtf8(PHOTODESK_BIN_DIR "/e2e_decider"), decider(server, folder.path())
                                                                         << u"drain"_s);
    drain.write(password.toUtf8() + '\n');
    drain.closeWriteChannel();
    QVERIFY(drain.waitForFinished(drainsWithinMs));
    QVERIFY2(drain.exitCode() == 0, drain.readAllStandardError() + logOf(server));
    QCOMPARE(drain.readAllStandardOutput().trimmed(), QByteArray("0")); // no photo was decided a second time

    const QMap<QString, int> live = liveDecisions(server);
    int decided = 0;
    for (auto it = said_.cbegin(); it != said_.cend(); ++it) {
        if (!it->decided || it->undoing)
            continue;
        ++decided;
        QVERIFY2(live.value(it.key()) == 1, qPrintable(u"lost: "_s + it.key()));
    }
    for (auto it = live.cbegin(); it != live.cend(); ++it)
        QVERIFY2(it.value() <= 1, qPrintable(u"twice: "_s + it.key()));
    std::printf(
        "%d kills (%d while deciding), %d decisions on the disk before them, %d on the server, none lost, "
        "none twice\n",
        kills, killedWhileDeciding_, decided, int(live.size()));
    QVERIFY(decided > kills); // they did decide
    QVERIFY2(server.admin({u"verify-audit"_s}), server.log().constData());
}

QTEST_GUILESS_MAIN(Kill)
#include "tst_kill.moc"
