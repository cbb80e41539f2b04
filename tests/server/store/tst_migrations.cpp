#include "server/store/migrations.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::store;
using namespace photodesk::test;

class MigrationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addDialects(); }

    void fromNothing()
    {
        const QTemporaryDir folder;
        const auto config = emptyDatabase(folder);
        const auto database = openDatabase(config);
        Connection* c = must(database->local());
        const auto all = must(builtInMigrations(dialect()));
        QCOMPARE(must(c->query(u"SELECT number, name FROM migrations ORDER BY number"_s)).size(), all.size());
        QCOMPARE(must(c->queryOne(u"SELECT COUNT(*) FROM records"_s))->integer(0), 0);
        must(database->check());
    }

    void againChangesNothing()
    {
        const QTemporaryDir folder;
        const auto config = emptyDatabase(folder);
        const auto read = [&] {
            const auto database = openDatabase(config);
            return must(
                must(database->local())->queryOne(u"SELECT MAX(applied_at), COUNT(*) FROM migrations"_s));
        };
        const auto first = read(), second = read();
        QCOMPARE(second->integer(0), first->integer(0));
        QCOMPARE(second->integer(1), first->integer(1));
    }

    void newerSchemaIsRefused()
    {
        const QTemporaryDir folder;
        const auto config = emptyDatabase(folder);
        {
            const auto database = openDatabase(config);
            Connection* c = must(database->local());
            must(c->execute(
                u"INSERT INTO migrations (number, name, applied_at) VALUES (999, '0999_later.sql', 0)"_s));
        }
        QCOMPARE(codeOf(Database::open(config)), u"schema_too_new"_s);
    }

    void interruptedStepLeavesNothing()
    {
        const QTemporaryDir folder;
        const auto database = must(Database::openRaw(emptyDatabase(folder)));
        Connection* c = must(database->local());
        const Migration good{1, u"0001_a.sql"_s, {u"CREATE TABLE a (x BIGINT)"_s}};
        const Migration broken{
            2,
            u"0002_b.sql"_s,
            {u"CREATE TABLE b (x BIGINT)"_s, u"INSERT INTO a (x) VALUES (1)"_s, u"THIS IS NOT SQL"_s}};
        QCOMPARE(codeOf(migrate(*c, {good, broken})), u"database_failed"_s);
        QCOMPARE(must(c->queryOne(u"SELECT MAX(number) FROM migrations"_s))->integer(0), 1);
        QCOMPARE(must(c->queryOne(u"SELECT COUNT(*) FROM a"_s))->integer(0), 0);
        QVERIFY(!c->query(u"SELECT x FROM b"_s));
        // The next start takes it up where it was.
        const Migration repaired{2, u"0002_b.sql"_s, {u"CREATE TABLE b (x BIGINT)"_s}};
        must(migrate(*c, {good, repaired}));
        QCOMPARE(must(c->queryOne(u"SELECT COUNT(*) FROM b"_s))->integer(0), 0);
    }

    void anotherHistoryIsRefused()
    {
        const QTemporaryDir folder;
        const auto database = must(Database::openRaw(emptyDatabase(folder)));
        Connection* c = must(database->local());
        must(migrate(*c, {{1, u"0001_a.sql"_s, {u"CREATE TABLE a (x BIGINT)"_s}}}));
        QCOMPARE(codeOf(migrate(*c, {{1, u"0001_z.sql"_s, {u"CREATE TABLE z (x BIGINT)"_s}}})),
                 u"schema_too_new"_s);
    }

    void startingAtTheSameTime()
    {
        const QTemporaryDir folder;
        const auto config = emptyDatabase(folder);
        constexpr int starts = 4;
        std::vector<QString> codes(starts);
        std::vector<std::thread> threads;
        for (QString& code : codes)
            threads.emplace_back([&config, &code] { code = codeOf(Database::open(config)); });
        for (std::thread& thread : threads)
            thread.join();
        for (const QString& code : codes)
            QCOMPARE(code, QString());
    }

    void statementsArePartedByMarkers()
    {
        QCOMPARE(splitStatements(u"-- a remark\nCREATE x (\n  y);\n-- ;\n\n-- ;\nINSERT 1"_s),
                 (QStringList{u"CREATE x (\n  y);"_s, u"INSERT 1"_s}));
    }
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
