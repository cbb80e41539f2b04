#include "tests/app/support/outbox_client.h"

#include <QProcess>
#include <QSignalSpy>
#include <QUuid>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using namespace photodesk::test;

namespace {

/// What the killed process does: keeps one decision, says so, sends it, and waits for an answer that never
/// comes.
int child(const QStringList& arguments)
{
    Client client(arguments.at(2));
    if (!client.signIn() || !client.open(arguments.at(3)))
        return 1;
    Decision decision = decisionOn(test::FakeServer::plainRecord(1));
    decision.idempotencyKey = arguments.at(4);
    client.outbox.append(decision).then(&client.outbox, [&](const Result<void>& kept) {
        std::puts(kept ? "kept" : "not kept");
        std::fflush(stdout);
        client.outbox.setSending(true);
    });
    return QCoreApplication::exec();
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    int files_ = 0;
    QString newFile() { return dir_.filePath(u"outbox%1.db"_s.arg(++files_)); }

private Q_SLOTS:
    void sendsInOrderAndForgets()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        Client client(server.url());
        QVERIFY(client.signIn());
        const QString file = newFile();
        QVERIFY(client.open(file).has_value());
        QStringList keys;
        for (int i = 1; i <= 5; ++i) {
            const Decision d = decisionOn(server.addRecord(test::FakeServer::plainRecord(i)));
            keys << d.idempotencyKey;
            QVERIFY(wait(client.outbox.append(d)).has_value());
        }
        QCOMPARE(client.outbox.unsent(), 5);
        QVERIFY(server.decisionKeys().isEmpty()); // not before it may
        client.outbox.setSending(true);
        QTRY_COMPARE(client.outbox.unsent(), 0);
        QCOMPARE(server.decisionKeys(), keys);
        QVERIFY(client.outbox.replyTo(keys.front()).has_value());
        client.outbox.close();
        Client later(server.url());
        QVERIFY(later.open(file).has_value());
        QCOMPARE(later.outbox.unsent(), 0);
    }

    void decidedWhileItOpens()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        const Decision d = decisionOn(server.addRecord(test::FakeServer::plainRecord(1)));
        Client client(server.url());
        QVERIFY(client.signIn());
        client.outbox.setSending(true);
        const auto opened = client.outbox.open(newFile(), owner, *SealedBox::fromKey(keyBytes));
        const auto kept = client.outbox.append(d); // a quick hand on a slow disk
        QVERIFY(wait(opened).has_value());
        QVERIFY(wait(kept).has_value());
        QTRY_COMPARE(client.outbox.unsent(), 0);
        QCOMPARE(server.applied().size(), 1u);
        client.outbox.close();
        QCOMPARE(wait(client.outbox.append(d)).error().code, ErrorCode::OutboxUnavailable);
    }

    void decidedWhileItCannotOpen()
    {
        test::FakeServer server;
        Client client(server.url());
        QFile inTheWay(dir_.filePath(u"no-folder"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto opened =
            client.outbox.open(inTheWay.fileName() + u"/outbox.db"_s, owner, *SealedBox::fromKey(keyBytes));
        const auto kept = client.outbox.append(decisionOn(test::FakeServer::plainRecord(1)));
        QVERIFY(!wait(opened).has_value());
        QVERIFY(!wait(kept).has_value());
        QCOMPARE(client.outbox.unsent(), 0);
    }

    void aKilledProcessLosesNothingAndNothingIsAppliedTwice()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        server.addRecord(test::FakeServer::plainRecord(1));
        server.dropAnswersAfterDeciding = 1'000'000; // applied, but the answer never comes
        const QString file = newFile();
        const QString key = QUuid::createUuid().toString(QUuid::WithoutBraces);
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {u"--child"_s, server.url(), file, key});
        QTRY_VERIFY_WITH_TIMEOUT(!server.decisionKeys().isEmpty(), 20'000);
        QVERIFY(process.readAllStandardOutput().contains("kept") || process.waitForReadyRead(1000));
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);

        server.dropAnswersAfterDeciding = 0;
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(file).has_value());
        QCOMPARE(client.outbox.unsent(), 1);
        client.outbox.setSending(true);
        QTRY_COMPARE(client.outbox.unsent(), 0);
        QCOMPARE(server.decisionKeys().last(), key);
        QCOMPARE(server.applied().size(), 1u);
        QVERIFY(client.outbox.refused().empty());
    }

    void anAnswerLostOnTheWayIsAskedForAgain()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        server.dropAnswersAfterDeciding = 5;
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(newFile()).has_value());
        QSignalSpy delayed(&client.outbox, &Outbox::delayed);
        client.outbox.setSending(true);
        const Decision d = decisionOn(server.addRecord(test::FakeServer::plainRecord(1)));
        QVERIFY(wait(client.outbox.append(d)).has_value());
        QTRY_COMPARE(client.outbox.unsent(), 0);
        QVERIFY(server.decisionKeys().size() >= 6);
        QCOMPARE(server.decisionKeys().count(d.idempotencyKey), server.decisionKeys().size());
        QCOMPARE(server.applied().size(), 1u);
        QVERIFY(!delayed.isEmpty()); // Qt itself repeats some of them on a fresh connection
    }

    void aRefusalGoesToTheListAndStaysThere()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        test::FakeRecord& record = server.addRecord(test::FakeServer::plainRecord(1));
        const Decision stale = decisionOn(record);
        record.version = 7; // the student was quicker
        const QString file = newFile();
        {
            Client client(server.url());
            QVERIFY(client.signIn());
            QVERIFY(client.open(file).has_value());
            QSignalSpy refused(&client.outbox, &Outbox::refusedNow);
            client.outbox.setSending(true);
            QVERIFY(wait(client.outbox.append(stale)).has_value());
            QTRY_COMPARE(refused.size(), 1);
            QCOMPARE(client.outbox.unsent(), 0);
        }
        Client client(server.url());
        QVERIFY(client.open(file).has_value());
        QCOMPARE(client.outbox.refused().size(), 1u);
        const RefusedDecision& entry = client.outbox.refused().front();
        QCOMPARE(entry.error.code, ErrorCode::StaleVersion);
        QCOMPARE(entry.decision.recordId, record.id);
        QCOMPARE(entry.decision.note, stale.note);
        QVERIFY(entry.present.has_value());
        QCOMPARE(entry.present->version, 7);
        client.outbox.dismiss(entry.seq);
        QVERIFY(client.outbox.refused().empty());
        client.outbox.close();
        Client later(server.url());
        QVERIFY(later.open(file).has_value());
        QVERIFY(later.outbox.refused().empty());
    }

    void aRefusalDoesNotHoldUpTheOthers()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(newFile()).has_value());
        const Decision first = decisionOn(server.addRecord(test::FakeServer::plainRecord(1)));
        const Decision second = decisionOn(server.addRecord(test::FakeServer::plainRecord(2)));
        server.intercept = [&](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (r.path.contains(first.recordId.toLatin1()))
                return test::FakeResponse::problem(500, "internal"); // one record the server stumbles over
            return std::nullopt;
        };
        client.outbox.setSending(true);
        QVERIFY(wait(client.outbox.append(first)).has_value());
        QVERIFY(wait(client.outbox.append(second)).has_value());
        QTRY_COMPARE(server.applied().size(), 1u);
        QCOMPARE(server.applied().front().recordId, second.recordId);
        QTRY_COMPARE(client.outbox.unsent(), 1);
        server.intercept = {};
        QTRY_COMPARE(client.outbox.unsent(), 0);
    }

    void throughAnOutage()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(newFile()).has_value());
        client.outbox.setSending(true);
        server.setListening(false);
        for (int i = 1; i <= 3; ++i)
            QVERIFY(wait(client.outbox.append(decisionOn(server.addRecord(test::FakeServer::plainRecord(i)))))
                        .has_value());
        QTRY_VERIFY(!client.transport.isOnline());
        QCOMPARE(client.outbox.unsent(), 3);
        server.setListening(true);
        QTRY_COMPARE(client.outbox.unsent(), 0);
        QCOMPARE(server.applied().size(), 3u);
        QCOMPARE(server.applied()[0].recordId, server.record(server.applied()[0].recordId)->id);
    }

    void takenBackBeforeItIsSent()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        Client client(server.url());
        QVERIFY(client.signIn());
        const QString file = newFile();
        QVERIFY(client.open(file).has_value());
        const Decision d = decisionOn(server.addRecord(test::FakeServer::plainRecord(1)));
        QVERIFY(wait(client.outbox.append(d)).has_value());
        const auto taken = wait(client.outbox.takeBack(d.idempotencyKey));
        QVERIFY(taken.has_value() && *taken);
        QCOMPARE(client.outbox.unsent(), 0);
        client.outbox.close();
        QVERIFY(client.open(file).has_value());
        QCOMPARE(client.outbox.unsent(), 0);
    }

    void takenBackWhileUnderWayIsTheServersToUndo()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(newFile()).has_value());
        const Decision d = decisionOn(server.addRecord(test::FakeServer::plainRecord(1)));
        QVERIFY(wait(client.outbox.append(d)).has_value());
        client.outbox.setSending(true); // in flight now
        const auto taken = wait(client.outbox.takeBack(d.idempotencyKey));
        QVERIFY(taken.has_value() && !*taken);
        QVERIFY(client.outbox.replyTo(d.idempotencyKey).has_value());
    }

    void whatMayHaveArrivedIsNotSimplyTakenOut()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        server.dropAnswersAfterDeciding = 1'000'000;
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(newFile()).has_value());
        const Decision d = decisionOn(server.addRecord(test::FakeServer::plainRecord(1)));
        QSignalSpy delayed(&client.outbox, &Outbox::delayed);
        client.outbox.setSending(true);
        QVERIFY(wait(client.outbox.append(d)).has_value());
        QTRY_VERIFY(!delayed.isEmpty());
        client.outbox.setSending(false);
        QVERIFY(!wait(client.outbox.takeBack(d.idempotencyKey)).has_value());
        QCOMPARE(client.outbox.unsent(), 1);
    }
};

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == "--child"_L1)
        return child(arguments);
    TestOutbox test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_outbox.moc"
