#include "server/services/audit.h"
#include "server/store/audit_log.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::store;
using namespace photodesk::test;

class AuditLogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;

    Connection& c() { return *must(world_->database().local()); }
    void append(int entries)
    {
        for (int i = 0; i < entries; ++i) {
            must(world_->database().write([&](Connection& connection) {
                return appendAudit(connection, world_->clock.nowMs(), u"operator"_s, u"test.do"_s,
                                   u"thing:1"_s, {{"n"_L1, i}});
            }));
        }
    }
    void withoutGuards()
    {
        if (dialect() == Dialect::Sqlite) {
            must(c().command(u"DROP TRIGGER audit_no_update"_s));
            must(c().command(u"DROP TRIGGER audit_no_delete"_s));
        } else {
            must(c().command(u"ALTER TABLE audit DISABLE TRIGGER ALL"_s));
        }
    }
    server::services::AuditVerdict verdict() { return must(world_->services->audit.verify()); }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init() { world_ = std::make_unique<World>(); }
    void cleanup() { world_.reset(); }

    void theDatabaseRefusesChanges()
    {
        append(3);
        QVERIFY(!c().execute(u"UPDATE audit SET actor = 'nobody' WHERE seq = 2"_s));
        QVERIFY(!c().execute(u"DELETE FROM audit WHERE seq = 3"_s));
        if (dialect() == Dialect::PostgreSql)
            QVERIFY(!c().command(u"TRUNCATE audit"_s));
        QCOMPARE(must(c().queryOne(u"SELECT COUNT(*) FROM audit WHERE actor = 'operator'"_s))->integer(0), 3);
        QCOMPARE(verdict().brokenAt, std::nullopt);
        QCOMPARE(verdict().entries, 3);
    }

    void tampering_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<qint64>("brokenAt");
        QTest::newRow("actor") << u"UPDATE audit SET actor = 'nobody' WHERE seq = 2"_s << qint64(2);
        QTest::newRow("detail") << u"UPDATE audit SET detail = '{}' WHERE seq = 4"_s << qint64(4);
        QTest::newRow("time") << u"UPDATE audit SET at = at + 1 WHERE seq = 1"_s << qint64(1);
        QTest::newRow("hash") << u"UPDATE audit SET hash = 'x' WHERE seq = 3"_s << qint64(3);
        QTest::newRow("taken out") << u"DELETE FROM audit WHERE seq = 3"_s << qint64(3);
        QTest::newRow("cut off") << u"DELETE FROM audit WHERE seq = 5"_s << qint64(5);
    }
    void tampering()
    {
        QFETCH(QString, sql);
        QFETCH(qint64, brokenAt);
        append(5);
        withoutGuards();
        QCOMPARE(must(c().execute(sql)), 1);
        QCOMPARE(verdict().brokenAt, std::optional(brokenAt));
    }

    void twoCutOff()
    {
        append(5);
        withoutGuards();
        QCOMPARE(must(c().execute(u"DELETE FROM audit WHERE seq >= 4"_s)), 2);
        QCOMPARE(verdict().brokenAt, std::optional<qint64>(4));
    }

    void aForgedEnd()
    {
        append(5);
        AuditRow last = must(auditAfter(c(), 4, 1)).front();
        last.actor = u"nobody"_s;
        last.hash = auditHash(last); // whoever can write the table can hash, too
        withoutGuards();
        must(c().execute(u"UPDATE audit SET actor = ?, hash = ? WHERE seq = 5"_s, {last.actor, last.hash}));
        QCOMPARE(verdict().brokenAt, std::optional<qint64>(5));
    }

    void oneTooMany()
    {
        append(5);
        AuditRow added = must(auditAfter(c(), 4, 1)).front();
        added.seq = 6;
        added.previousHash = added.hash;
        added.hash = auditHash(added);
        must(c().execute(u"INSERT INTO audit (seq, at, actor, action, subject, detail, previous_hash, hash)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                         {added.seq, added.at, added.actor, added.action, added.subject, added.detail,
                          added.previousHash, added.hash}));
        QCOMPARE(verdict().brokenAt, std::optional<qint64>(6));
    }

    void rolledBackWithItsWrite()
    {
        append(1);
        (void)world_->database().write([&](Connection& connection) -> Result<void> {
            PD_TRY(appendAudit(connection, 0, u"operator"_s, u"test.fail"_s, u"thing:1"_s));
            return fail(ErrorCode::Conflict);
        });
        append(1);
        QCOMPARE(verdict().entries, 2);
        QCOMPARE(verdict().brokenAt, std::nullopt);
    }

    void oneChainFromManyThreads()
    {
        constexpr int threads = 6, each = 20;
        std::vector<std::thread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([this] { append(each); });
        for (std::thread& worker : workers)
            worker.join();
        QCOMPARE(verdict().entries, threads * each);
        QCOMPARE(verdict().brokenAt, std::nullopt);
    }

    void fieldsDoNotRunIntoEachOther()
    {
        AuditRow one, other;
        one.actor = u"ab"_s;
        one.action = u"c"_s;
        other.actor = u"a"_s;
        other.action = u"bc"_s;
        QVERIFY(auditHash(one) != auditHash(other));
    }

    void pages()
    {
        append(7);
        const auto& audit = world_->services->audit;
        const auto first = must(audit.page({}, 3));
        QCOMPARE(first.items.size(), std::size_t(3));
        QVERIFY(first.next.has_value());
        const auto second = must(audit.page(*first.next, 3)), third = must(audit.page(*second.next, 3));
        QCOMPARE(second.items.front().seq, 4);
        QCOMPARE(second.items.front().previousHash, first.items.back().hash);
        QCOMPARE(third.items.size(), std::size_t(1));
        QVERIFY(!third.next);
        QCOMPARE(third.items.front().detail["n"_L1].toInt(), 6);
        QCOMPARE(codeOf(audit.page(u"x"_s, 3)), u"invalid_field"_s);
    }
};

QTEST_GUILESS_MAIN(AuditLogTest)
#include "tst_audit_log.moc"
