#include "server/photos/photo_store.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QFile>
#include <QStorageInfo>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

namespace {

constexpr rlim_t most = 16 << 20; // more than the database needs
constexpr qsizetype large = 17 << 20;

/// Files can't grow beyond a size: writes of large ones fail where a full disk would make them fail.
class Full {
public:
    Full()
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit small = before_;
        small.rlim_cur = most;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~Full() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

} // namespace

/// A picture that no longer fits: told, nothing half, and on it goes when there is room again.
class DiskFullTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    Student student_;
    QString id_;

    qint64 count(const QString& table)
    {
        return must(must(world_->database().local())->queryOne(u"SELECT COUNT(*) FROM "_s + table))
            ->integer(0);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        student_ = world_->student(u"13800000001"_s);
        id_ = world_->enrol(student_, world_->batch(u"2026 届"_s), u"吴小明"_s);
    }
    void cleanup() { world_.reset(); }

    void atTheDoor()
    {
        const QTemporaryDir elsewhere;
        QVERIFY2(QStorageInfo(elsewhere.path()).rootPath() != QStorageInfo(world_->folder()).rootPath(),
                 "the temporary folder is on another file system than the data, so that pictures are copied");
        const QByteArray bytes(large, 'x');
        const SpooledPhoto photo{elsewhere.filePath(u"spooled"_s), World::sha256(bytes), bytes.size()};
        QFile file(photo.path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        {
            const Full full;
            QCOMPARE(codeOf(world_->services->uploads.accept(student_, id_, photo, u"album"_s)),
                     u"storage_full"_s);
        }
        QCOMPARE(count(u"uploads"_s), 0);
        QVERIFY(!world_->context().photos.contains(photo.sha256));
        QCOMPARE(world_->record(student_, id_).state, RecordState::AwaitingUpload);
        (void)must(world_->services->uploads.accept(student_, id_, photo, u"album"_s));
        QVERIFY(world_->context().photos.contains(photo.sha256));
    }

    void inTheWorkshop()
    {
        world_->draft(student_, id_, "small");
        const QByteArray bytes(large, 'x'); // what is derived from it is as large
        const Upload sent = must(world_->upload(student_, id_, bytes));
        {
            const Full full;
            QVERIFY(must(world_->worker->runOne(world_->processor)));
        }
        QCOMPARE(must(world_->services->uploads.state(student_, sent.id)).state, UploadState::Received);
        QCOMPARE(world_->record(student_, id_).attempt, 1); // keeps the draft it had
        QCOMPARE(count(u"attempts"_s), 1);
        QVERIFY(!world_->context().photos.contains(World::sha256("derived from " + bytes)));
        world_->clock.advance(60'000);
        QVERIFY(must(world_->worker->runOne(world_->processor)));
        QCOMPARE(must(world_->services->uploads.state(student_, sent.id)).state, UploadState::Accepted);
        QCOMPARE(world_->record(student_, id_).attempt, 2);
    }
};

QTEST_GUILESS_MAIN(DiskFullTest)
#include "tst_disk_full.moc"
