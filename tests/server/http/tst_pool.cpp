#include "http_client.h"

#include "server/http/pool.h"

#include <QTest>

using namespace photodesk::server::http;
using photodesk::server::http::test::Gate;

class TestPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsEverythingOnItsThreads()
    {
        std::atomic_int done = 0;
        std::atomic_bool elsewhere = true;
        const auto here = std::this_thread::get_id();
        WorkerPool pool(3, 1000);
        for (int i = 0; i < 500; ++i) {
            QVERIFY(pool.post([&] {
                if (std::this_thread::get_id() == here)
                    elsewhere = false;
                ++done;
            }));
        }
        QTRY_COMPARE(done.load(), 500);
        QVERIFY(elsewhere);
    }

    void fullQueueRefusesNewWorkOnly()
    {
        Gate gate;
        std::mutex mutex;
        QStringList order;
        const auto note = [&](const char* what) {
            const std::lock_guard lock(mutex);
            order.append(QString::fromLatin1(what));
        };
        WorkerPool pool(1, 2);
        QVERIFY(pool.post([&] { gate.pass(); }));
        QTRY_COMPARE(gate.entered(), 1);
        QVERIFY(pool.post([&] { note("first"); }));
        QVERIFY(pool.post([&] { note("second"); }));
        QVERIFY(!pool.post([&] { note("third"); }));
        QVERIFY(pool.postNext([&] { note("next"); }));
        QCOMPARE(pool.queued(), std::size_t(3));
        gate.open();
        QTRY_COMPARE(pool.queued(), std::size_t(0));
        pool.stop();
        QCOMPARE(order,
                 (QStringList{QStringLiteral("next"), QStringLiteral("first"), QStringLiteral("second")}));
    }

    void stopDropsTheQueueAndWaitsForTheRest()
    {
        Gate gate;
        std::atomic_bool finished = false;
        std::atomic_bool ran = false;
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watched = held;
        WorkerPool pool(1, 2);
        QVERIFY(pool.post([&] {
            gate.pass();
            finished = true;
        }));
        QTRY_COMPARE(gate.entered(), 1);
        QVERIFY(pool.post([&ran, held = std::move(held)] { ran = true; }));
        std::thread stopper([&] { pool.stop(); });
        QTRY_VERIFY(!pool.postNext([] {})); // false only once stop() has begun
        gate.open();
        stopper.join();
        QVERIFY(finished);
        QVERIFY(!ran);
        QVERIFY(watched.expired());
        QVERIFY(!pool.postNext([] {}));
    }
};

QTEST_GUILESS_MAIN(TestPool)
#include "tst_pool.moc"
