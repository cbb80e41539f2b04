// The prefetcher's work in the imaging pool outlives nobody's memory.
#include "app/review/prefetcher.h"
#include "tests/app/support/desk.h"

#include <QCryptographicHash>

#include <atomic>
#include <latch>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestPrefetcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The window closes while the pool still has analyses to do: they must not touch the prefetcher.
    void goneWhileItsWorkWaits()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        test::FakeRecord& record = desk.server.addRecord(test::FakeServer::plainRecord(1));
        record.leaseHolder = u"somebody else"_s; // so that nobody else prefetches it
        WantedPhoto wanted{{record.id, 1, PhotoKind::Original}, {}, record.standard, {}, {}};
        wanted.ref.sha256 = QString::fromLatin1(
            QCryptographicHash::hash(record.original, QCryptographicHash::Sha256).toHex());
        wanted.ref.bytes = record.original.size();

        PhotoCache cache(desk.work->api(), 1'000'000);
        ImagingPool pool(imaging::findModelDirectory());
        std::atomic_int painted = 0;
        auto prefetcher = std::make_unique<Prefetcher>(cache, pool, [&](const Prefetcher::PaintInput&) {
            ++painted;
            return std::make_shared<Paintable>();
        });
        std::latch gone(1);
        const int most = QThread::idealThreadCount() + 1;
        bool blocked = false;
        // Told before the analysis is queued: every thread of the pool now has something more urgent.
        connect(prefetcher.get(), &Prefetcher::ready, this, [&] {
            for (int i = 0; i < most; ++i) {
                static_cast<void>(pool.run(
                    [&gone] {
                        gone.wait();
                        return 0;
                    },
                    1'000'000));
            }
            blocked = true;
        });
        prefetcher->want({wanted});
        QTRY_VERIFY(blocked);
        QCOMPARE(painted.load(), 1);
        prefetcher.reset();
        gone.count_down();
        const auto last = pool.run([] { return 0; }, -2'000'000); // behind the analysis
        QTRY_VERIFY(last.isFinished());
        QCOMPARE(painted.load(), 1);
    }
};

QTEST_MAIN(TestPrefetcher)
#include "tst_prefetcher.moc"
