#include "app/review/thumbnails.h"
#include "tests/app/support/desk.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestThumbnails : public QObject {
    Q_OBJECT

    struct Bench : test::Desk {
        explicit Bench(int photos, qint64 bytes = 1 << 20, int atOnce = 2)
            : Desk(photos), thumbnails(work->photos(), work->pool(), bytes, atOnce)
        {
            for (int i = 1; i <= photos; ++i) {
                const test::FakeRecord record = test::FakeServer::plainRecord(i);
                const QByteArray sha =
                    QCryptographicHash::hash(record.thumbnail, QCryptographicHash::Sha256).toHex();
                all.push_back({record.id, 1, QString::fromLatin1(sha)});
            }
        }
        [[nodiscard]] int fetched() const { return server.count("GET", "/photo/thumbnail"); }
        Thumbnails thumbnails;
        std::vector<Thumbnails::Wanted> all;
    };

private Q_SLOTS:
    void nearestFirstFewAtATime()
    {
        Bench b(6);
        QVERIFY(b.signIn());
        QSignalSpy ready(&b.thumbnails, &Thumbnails::ready);
        b.thumbnails.want(b.all);
        QTRY_COMPARE(ready.size(), 6);
        QCOMPARE(QSet<QString>({ready[0][0].toString(), ready[1][0].toString()}),
                 QSet<QString>({b.all[0].recordId, b.all[1].recordId}));
        for (const auto& wanted : b.all)
            QVERIFY(!b.thumbnails.image(wanted.sha256).isNull());
        b.thumbnails.want(b.all);
        QTest::qWait(20);
        QCOMPARE(b.fetched(), 6); // known: nothing is fetched again
    }

    void theNewestRequestWins()
    {
        Bench b(12);
        QVERIFY(b.signIn());
        QSignalSpy ready(&b.thumbnails, &Thumbnails::ready);
        b.thumbnails.want({b.all.begin(), b.all.begin() + 10});
        b.thumbnails.want({b.all[11]}); // scrolled away before the others had begun
        QTRY_COMPARE(ready.size(), 3);
        QTest::qWait(20);
        QCOMPARE(b.fetched(), 3); // the two under way, and the one that is wanted now
        QVERIFY(!b.thumbnails.image(b.all[11].sha256).isNull());
    }

    void boundedInBytes()
    {
        constexpr qint64 one = 24 * 32 * 4;
        Bench b(8, 3 * one);
        QVERIFY(b.signIn());
        QSignalSpy ready(&b.thumbnails, &Thumbnails::ready);
        b.thumbnails.want(b.all);
        QTRY_COMPARE(ready.size(), 8);
        QVERIFY(b.thumbnails.bytes() <= 3 * one);
        QVERIFY(b.thumbnails.image(b.all[0].sha256).isNull()); // the oldest use went out first
        QVERIFY(!b.thumbnails.image(b.all[7].sha256).isNull());
    }

    void anotherSizeIsMadeAnew()
    {
        Bench b(1);
        QVERIFY(b.signIn());
        QSignalSpy ready(&b.thumbnails, &Thumbnails::ready);
        b.thumbnails.setHeight(16);
        b.thumbnails.want(b.all);
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(b.thumbnails.image(b.all[0].sha256).height(), 16);
        b.thumbnails.setHeight(64); // never enlarged beyond what there is
        b.thumbnails.want(b.all);
        QTRY_COMPARE(ready.size(), 2);
        QCOMPARE(b.thumbnails.image(b.all[0].sha256).height(), 32);
        QCOMPARE(b.fetched(), 1); // its bytes were still here
    }

    void failedOnesAreAskedForAgain()
    {
        Bench b(1);
        QVERIFY(b.signIn());
        QSignalSpy ready(&b.thumbnails, &Thumbnails::ready);
        b.server.intercept = [](const test::FakeRequest& request) -> std::optional<test::FakeResponse> {
            if (request.path.endsWith("/thumbnail"))
                return test::FakeResponse::problem(503, "overloaded");
            return std::nullopt;
        };
        b.thumbnails.want(b.all);
        QTRY_COMPARE(b.fetched(), 1);
        b.server.intercept = {};
        QTRY_VERIFY([&] {
            b.thumbnails.want(b.all);
            return !ready.isEmpty();
        }());
    }

    void nothingStaysAfterWiping()
    {
        Bench b(3);
        QVERIFY(b.signIn());
        QSignalSpy ready(&b.thumbnails, &Thumbnails::ready);
        b.thumbnails.want(b.all);
        QTRY_COMPARE(ready.size(), 3);
        b.thumbnails.wipe();
        QCOMPARE(b.thumbnails.bytes(), 0);
        QVERIFY(b.thumbnails.image(b.all[0].sha256).isNull());
    }
};

QTEST_GUILESS_MAIN(TestThumbnails)
#include "tst_thumbnails.moc"
