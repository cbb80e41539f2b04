#include "tests/app/support/desk.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestPhotoCache : public QObject {
    Q_OBJECT

    static PhotoRef refOf(const QByteArray& bytes)
    {
        PhotoRef ref;
        ref.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        ref.bytes = bytes.size();
        return ref;
    }

    static Result<QByteArray> wait(QFuture<Result<QByteArray>> future)
    {
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.isFinished() ? future.result() : fail(ErrorCode::Internal);
    }

private Q_SLOTS:
    void fetchesOnceAndChecks()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        test::FakeRecord& record = desk.server.addRecord(test::FakeServer::plainRecord(1));
        record.leaseHolder = u"somebody else"_s; // so that nobody prefetches it
        PhotoCache cache(desk.work->api(), 1'000'000);
        const PhotoRef ref = refOf(record.original);
        auto first = cache.fetch(record.id, 1, PhotoKind::Original, ref);
        auto second = cache.fetch(record.id, 1, PhotoKind::Original, ref); // rides along
        QCOMPARE(*wait(first), record.original);
        QCOMPARE(*wait(second), record.original);
        QCOMPARE(*wait(cache.fetch(record.id, 1, PhotoKind::Original, ref)), record.original);
        QCOMPARE(desk.server.count("GET", "/photo/original"), 1);
        QCOMPARE(*wait(cache.fetch(record.id, 1, PhotoKind::Thumbnail)), record.thumbnail);
        QCOMPARE(cache.count(), 2);
    }

    void anotherPictureIsRefused()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        const test::FakeRecord& record = desk.server.addRecord(test::FakeServer::plainRecord(1));
        PhotoCache cache(desk.work->api(), 1'000'000);
        const auto wrong = wait(cache.fetch(record.id, 1, PhotoKind::Original, refOf(record.derived)));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::BadReply);
        desk.server.intercept = [&](const test::FakeRequest& r) -> std::optional<test::FakeResponse> {
            if (!r.path.endsWith("/thumbnail"))
                return std::nullopt;
            test::FakeResponse response;
            response.body = record.thumbnail.chopped(3);
            response.headers.insert("ETag", '"' + refOf(record.thumbnail).sha256.toLatin1() + '"');
            return response;
        };
        QCOMPARE(wait(cache.fetch(record.id, 1, PhotoKind::Thumbnail)).error().code, ErrorCode::BadReply);
        QCOMPARE(cache.count(), 0);
    }

    void oldestUseGoesFirst()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        std::vector<test::FakeRecord> records;
        for (int i = 1; i <= 3; ++i) {
            records.push_back(desk.server.addRecord(test::FakeServer::plainRecord(i)));
            desk.server.record(records.back().id)->leaseHolder = u"somebody else"_s;
        }
        const qint64 two = records[0].original.size() + records[1].original.size() + 10;
        PhotoCache cache(desk.work->api(), two);
        auto get = [&](std::size_t i) {
            return wait(cache.fetch(records[i].id, 1, PhotoKind::Original, refOf(records[i].original)));
        };
        QVERIFY(get(0) && get(1));
        QVERIFY(get(0).has_value()); // used last
        QVERIFY(get(2).has_value());
        QVERIFY(cache.bytes() <= two);
        const int before = desk.server.count("GET", "/photo/original");
        QVERIFY(get(0).has_value());
        QCOMPARE(desk.server.count("GET", "/photo/original"), before);
        QVERIFY(get(1).has_value());
        QCOMPARE(desk.server.count("GET", "/photo/original"), before + 1);
    }

    void wipedAtSignOut()
    {
        test::Desk desk(2);
        QVERIFY(desk.signIn());
        QTRY_VERIFY(desk.work->photos().count() > 0);
        auto underWay = desk.work->photos().fetch(u"x"_s, 1, PhotoKind::Thumbnail);
        desk.work->signOut();
        QCOMPARE(desk.work->photos().count(), 0);
        QCOMPARE(desk.work->photos().bytes(), 0);
        QTRY_VERIFY(underWay.isFinished());
        QCOMPARE(underWay.result().error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestPhotoCache)
#include "tst_photo_cache.moc"
