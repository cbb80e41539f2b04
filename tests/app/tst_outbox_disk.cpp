#include "tests/app/support/outbox_client.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <csignal>
#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;
using namespace photodesk::test;

/// What lies on the disk, and what happens when the disk or the file does not play along.
class TestOutboxDisk : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    int files_ = 0;
    QString newFile() { return dir_.filePath(u"outbox%1.db"_s.arg(++files_)); }

private Q_SLOTS:
    void nothingReadableOnTheDisk()
    {
        test::FakeServer server;
        const QString file = newFile();
        Client client(server.url());
        QVERIFY(client.open(file).has_value());
        const Decision d = decisionOn(test::FakeServer::plainRecord(1));
        QVERIFY(wait(client.outbox.append(d)).has_value());
        int read = 0;
        for (const QString& suffix : {QString(), u"-wal"_s}) {
            QFile disk(file + suffix);
            if (!disk.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = disk.readAll();
            read += int(bytes.size());
            for (const QString& secret : {d.recordId, d.note, d.idempotencyKey, u"G01"_s, u"reject"_s})
                QVERIFY2(!bytes.contains(secret.toUtf8()), qPrintable(secret));
        }
        QVERIFY(read > 4096);
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void anotherKeyOrOwnerCantOpenIt()
    {
        test::FakeServer server;
        const QString file = newFile();
        {
            Client client(server.url());
            QVERIFY(client.open(file).has_value());
            QVERIFY(wait(client.outbox.append(decisionOn(test::FakeServer::plainRecord(1)))).has_value());
        }
        Client client(server.url());
        const auto otherKey = client.open(file, QByteArray(SealedBox::keyBytes, 'x'));
        QVERIFY(!otherKey);
        QCOMPARE(otherKey.error().code, ErrorCode::OutboxSealed);
        const auto otherOwner = client.open(file, keyBytes, "http://x\nwang");
        QVERIFY(!otherOwner);
        QCOMPARE(otherOwner.error().code, ErrorCode::OutboxSealed);
        QVERIFY(client.open(file).has_value()); // and it is still whole
        QCOMPARE(client.outbox.unsent(), 1);
    }

    void changedBytesAreNoticed()
    {
        const auto box = SealedBox::fromKey(keyBytes);
        QByteArray sealed = box->seal("a decision", owner);
        QCOMPARE(*box->open(sealed, owner), QByteArray("a decision"));
        sealed[sealed.size() - 1] = char(sealed[sealed.size() - 1] ^ 1);
        QCOMPARE(box->open(sealed, owner).error().code, ErrorCode::OutboxSealed);
        QCOMPARE(box->open("short", owner).error().code, ErrorCode::OutboxSealed);
        QVERIFY(box->seal("x", owner) != box->seal("x", owner));
    }

    void aSecondWorkstationIsToldSo()
    {
        test::FakeServer server;
        const QString file = newFile();
        Client first(server.url()), second(server.url());
        QVERIFY(first.open(file).has_value());
        const auto opened = second.open(file);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::OutboxUnavailable);
    }

    void aNewerFileIsLeftAlone()
    {
        const QString file = newFile();
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
            db.setDatabaseName(file);
            QVERIFY(db.open());
            QSqlQuery(db).exec(u"PRAGMA user_version=99"_s);
        }
        QSqlDatabase::removeDatabase(u"newer"_s);
        test::FakeServer server;
        Client client(server.url());
        QCOMPARE(client.open(file).error().code, ErrorCode::SchemaTooNew);
    }

    void aThousandEntries()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        const QString file = newFile();
        {
            Client client(server.url());
            QVERIFY(client.open(file).has_value());
            std::vector<QFuture<Result<void>>> kept;
            for (int i = 1; i <= 1000; ++i)
                kept.push_back(
                    client.outbox.append(decisionOn(server.addRecord(test::FakeServer::plainRecord(i)))));
            QTRY_VERIFY_WITH_TIMEOUT(kept.back().isFinished(), 60'000);
            for (const auto& future : kept)
                QVERIFY(future.isFinished() && future.result().has_value());
            QCOMPARE(client.outbox.unsent(), 1000);
        }
        Client client(server.url());
        QVERIFY(client.signIn());
        QVERIFY(client.open(file).has_value());
        QCOMPARE(client.outbox.unsent(), 1000);
        client.outbox.setSending(true);
        QTRY_COMPARE_WITH_TIMEOUT(client.outbox.unsent(), 0, 60'000);
        QCOMPARE(server.applied().size(), 1000u);
        for (std::size_t i = 1; i < 1000; ++i)
            QVERIFY(server.applied()[i - 1].recordId < server.applied()[i].recordId);
    }

    void aFullDiskIsSaid()
    {
#ifdef Q_OS_UNIX
        test::FakeServer server;
        Client client(server.url());
        QVERIFY(client.open(newFile()).has_value());
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        rlimit tight = before;
        tight.rlim_cur = 64 * 1024; // no file of this process may grow beyond
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        Result<void> kept;
        int made = 0;
        while (kept && made < 200) {
            Decision d = decisionOn(test::FakeServer::plainRecord(++made));
            d.note = QString(500, u'n');
            kept = wait(client.outbox.append(d));
        }
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!kept);
        QVERIFY(kept.error().code == ErrorCode::StorageFull
                || kept.error().code == ErrorCode::OutboxUnavailable);
        QCOMPARE(client.outbox.unsent(), made - 1); // the one that failed was not taken as made
        QVERIFY(wait(client.outbox.append(decisionOn(test::FakeServer::plainRecord(999)))).has_value());
#endif
    }
};

QTEST_GUILESS_MAIN(TestOutboxDisk)
#include "tst_outbox_disk.moc"
