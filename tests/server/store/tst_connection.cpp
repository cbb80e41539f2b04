#include "server/store/sql_error.h"
#include "tests/support/databases.h"
#include "tests/support/postgres.h"
#include "tests/support/service_world.h"

#include <QSqlError>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::store;
using namespace photodesk::test;

class ConnectionTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    DatabaseConfig config_;
    std::unique_ptr<Database> database_;

    Connection& c() { return *must(database_->local()); }
    qint64 count(const QString& table)
    {
        return must(c().queryOne(u"SELECT COUNT(*) FROM "_s + table))->integer(0);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        database_.reset();
        QFile::remove(folder_.filePath(u"photodesk.sqlite"_s));
        config_ = emptyDatabase(folder_);
        database_ = must(Database::openRaw(config_));
        must(c().command(u"CREATE TABLE t (k TEXT PRIMARY KEY, n BIGINT, note TEXT)"_s));
    }
    void cleanup() { database_.reset(); }

    void valuesComeBackAsTheyWere()
    {
        constexpr qint64 large = 9'007'199'254'740'993; // not exact as a double
        const QString text = u"引号 ' \" \\ ; -- 𠮷\n?"_s;
        must(c().execute(u"INSERT INTO t (k, n, note) VALUES (?, ?, ?)"_s, {text, large, std::nullopt}));
        must(c().execute(u"INSERT INTO t (k, n, note) VALUES (?, ?, ?)"_s, {QString(), true, u"x"_s}));
        const Rows rows = must(c().query(u"SELECT k, n, note FROM t ORDER BY n DESC"_s));
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].text(0), text);
        QCOMPARE(rows[0].integer(1), large);
        QVERIFY(rows[0].isNull(2) && !rows[0].optionalText(2));
        QVERIFY(!rows[1].isNull(0)); // a null QString is the empty text
        QVERIFY(rows[1].flag(1));
        QCOMPARE(rows[1].optionalText(2), std::optional(u"x"_s));
    }

    void uniqueViolationIsConflict()
    {
        must(c().execute(u"INSERT INTO t (k) VALUES (?)"_s, {u"a"_s}));
        QCOMPARE(codeOf(c().execute(u"INSERT INTO t (k) VALUES (?)"_s, {u"a"_s})), u"conflict"_s);
    }

    void errorsNeverShowValues()
    {
        must(c().execute(u"INSERT INTO t (k) VALUES (?)"_s, {u"secret"_s}));
        const auto failed = c().execute(u"INSERT INTO t (k) VALUES (?)"_s, {u"secret"_s});
        QVERIFY(!failed && !failed.error().detail.contains(u"secret"_s));
    }

    void nulIsRefused()
    {
        QCOMPARE(codeOf(c().execute(u"INSERT INTO t (k) VALUES (?)"_s, {QString(u"a\0b"_s)})),
                 u"invalid_field"_s);
        QCOMPARE(count(u"t"_s), 0);
    }

    void anErrorRollsBack()
    {
        const auto done = database_->write([](Connection& connection) -> Result<void> {
            PD_TRY(connection.execute(u"INSERT INTO t (k) VALUES ('a')"_s));
            return fail(ErrorCode::Conflict);
        });
        QCOMPARE(codeOf(done), u"conflict"_s);
        QCOMPARE(count(u"t"_s), 0);
    }

    void aValueCommits()
    {
        must(database_->write(
            [](Connection& connection) { return connection.execute(u"INSERT INTO t (k) VALUES ('a')"_s); }));
        QCOMPARE(count(u"t"_s), 1);
    }

    void aGuardThatIsDroppedRollsBack()
    {
        {
            const auto transaction = must(Transaction::begin(*database_, Transaction::Mode::Write));
            must(transaction->connection().execute(u"INSERT INTO t (k) VALUES ('a')"_s));
        }
        QCOMPARE(count(u"t"_s), 0);
    }

    void readersDoNotWrite()
    {
        if (dialect()
            == Dialect::Sqlite) // only PostgreSQL can be told; SQLite's readers are a promise of ours
            return;
        QVERIFY(!database_->read(
            [](Connection& connection) { return connection.execute(u"INSERT INTO t (k) VALUES ('a')"_s); }));
    }

    void manyWritersLoseNothing()
    {
        constexpr int threads = 8, each = 25;
        must(c().execute(u"INSERT INTO t (k, n) VALUES ('counter', 0)"_s));
        std::vector<std::thread> workers;
        std::atomic<int> failed = 0;
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back([&] {
                for (int j = 0; j < each; ++j) {
                    const auto done = database_->write([](Connection& connection) -> Result<void> {
                        // Read, then write: the pattern that fails at once in a deferred SQLite transaction.
                        PD_ASSIGN(const auto row,
                                  connection.queryOne(u"SELECT n FROM t WHERE k = 'counter'"_s
                                                      + sql::forUpdate(connection.dialect())));
                        PD_TRY(connection.execute(u"UPDATE t SET n = ? WHERE k = 'counter'"_s,
                                                  {row->integer(0) + 1}));
                        return {};
                    });
                    failed += done ? 0 : 1;
                }
            });
        }
        for (std::thread& worker : workers)
            worker.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(must(c().queryOne(u"SELECT n FROM t WHERE k = 'counter'"_s))->integer(0), threads * each);
    }

    void deadlocksAreRunAgain()
    {
        if (dialect() == Dialect::Sqlite) // has one writer at a time and so no deadlocks
            return;
        must(c().execute(u"INSERT INTO t (k, n) VALUES ('a', 0), ('b', 0)"_s));
        std::atomic<int> failed = 0, holding = 0;
        const auto both = [&](const QString& first, const QString& second) {
            bool firstRound = true;
            const auto done = database_->write([&](Connection& connection) -> Result<void> {
                PD_TRY(connection.execute(u"UPDATE t SET n = n + 1 WHERE k = ?"_s, {first}));
                if (std::exchange(firstRound, false)) {
                    ++holding;
                    while (holding < 2)
                        std::this_thread::yield();
                }
                PD_TRY(connection.execute(u"UPDATE t SET n = n + 1 WHERE k = ?"_s, {second}));
                return {};
            });
            failed += done ? 0 : 1;
        };
        std::thread one(both, u"a"_s, u"b"_s), other(both, u"b"_s, u"a"_s);
        one.join();
        other.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(must(c().queryOne(u"SELECT SUM(n) FROM t"_s))->integer(0), 4);
    }

    void aLostConnectionIsOpenedAgain()
    {
        if (dialect() == Dialect::Sqlite) // a file is never lost
            return;
        QCOMPARE(count(u"t"_s), 0);
        Postgres::instance().disconnectAll(config_.postgres);
        must(database_->write(
            [](Connection& connection) { return connection.execute(u"INSERT INTO t (k) VALUES ('a')"_s); }));
        QCOMPARE(count(u"t"_s), 1);
    }

    void lossInsideATransactionIsTold()
    {
        if (dialect() == Dialect::Sqlite)
            return;
        const auto done = database_->write([&](Connection& connection) -> Result<void> {
            PD_TRY(connection.execute(u"INSERT INTO t (k) VALUES ('a')"_s));
            Postgres::instance().disconnectAll(config_.postgres);
            PD_TRY(connection.execute(u"INSERT INTO t (k) VALUES ('b')"_s));
            return {};
        });
        QCOMPARE(codeOf(done), u"database_unavailable"_s);
        QCOMPARE(count(u"t"_s), 0);
    }

    void aFullDiskIsTold()
    {
        if (dialect() == Dialect::PostgreSql) {
            QCOMPARE(classify({{}, {}, QSqlError::StatementError, u"53100"_s}, dialect()).code,
                     ErrorCode::StorageFull);
            return;
        }
        must(c().query(u"PRAGMA max_page_count = 8"_s)); // SQLite then answers as on a full disk
        QString code;
        for (int i = 0; i < 100 && code.isEmpty(); ++i)
            code = codeOf(c().execute(u"INSERT INTO t (k, note) VALUES (?, ?)"_s,
                                      {QString::number(i), QString(4000, u'x')}));
        QCOMPARE(code, u"storage_full"_s);
        must(c().queryOne(u"SELECT COUNT(*) FROM t"_s)); // and goes on reading
    }

    void threadsCloseTheirConnections()
    {
        // Each thread opens its own and leaves nothing behind; 300 of them would exhaust PostgreSQL
        // otherwise.
        constexpr int rounds = 150;
        int failed = 0;
        for (int i = 0; i < rounds; ++i) {
            std::thread([&] {
                failed += database_->read([](Connection& x) { return x.query(u"SELECT 1"_s); }) ? 0 : 1;
            }).join();
        }
        QCOMPARE(failed, 0);
    }

    void sqliteIsSafeOnPowerLoss()
    {
        if (dialect() == Dialect::PostgreSql)
            return;
        QCOMPARE(must(c().queryOne(u"PRAGMA journal_mode"_s))->text(0), u"wal"_s);
        QCOMPARE(must(c().queryOne(u"PRAGMA synchronous"_s))->integer(0), 2);
        QCOMPARE(must(c().queryOne(u"PRAGMA foreign_keys"_s))->integer(0), 1);
    }

    void configurations()
    {
        QCOMPARE(must(DatabaseConfig::from(u"/data"_s, {})).sqliteFile, u"/data/photodesk.sqlite"_s);
        QCOMPARE(must(DatabaseConfig::from(u"/data"_s, u"postgresql://u:p@h:1/n"_s)).postgres.port(), 1);
        QCOMPARE(codeOf(DatabaseConfig::from(u"/data"_s, u"mysql://h/n"_s)), u"bad_configuration"_s);
        QCOMPARE(codeOf(DatabaseConfig::from(u"/data"_s, u"postgresql://h/"_s)), u"bad_configuration"_s);
        QCOMPARE(codeOf(Database::open({u"/nowhere/at/all/x.sqlite"_s, {}})), u"database_unavailable"_s);
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
