#include "server/photos/folder_photo_store.h"
#include "tests/support/service_world.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>
#include <thread>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::photos;
using namespace photodesk::test;

class PhotoStoreTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FolderPhotoStore> store_;

    QString root() const { return folder_->filePath(u"photos"_s); }
    QStringList unfinished() const { return QDir(root() + u"/tmp"_s).entryList(QDir::Files); }
    QString file(const QByteArray& bytes) const
    {
        QFile out(folder_->filePath(u"spooled"_s));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("spool");
        return out.fileName();
    }

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        store_ = must(FolderPhotoStore::open(root()));
    }

    void whatIsPutCanBeRead()
    {
        const QByteArray bytes("picture\0with a NUL", 18);
        const QString sha = must(store_->put(bytes));
        QCOMPARE(sha, World::sha256(bytes));
        QCOMPARE(must(store_->read(sha)), bytes);
        QCOMPARE(must(store_->readVerified(sha)), bytes);
        QCOMPARE(store_->localPath(sha), root() + u'/' + sha.first(2) + u'/' + sha.mid(2, 2) + u'/' + sha);
        QCOMPARE(must(store_->put(bytes)), sha); // again is no error
        QCOMPARE(unfinished(), QStringList());
        must(store_->check());
    }

    void picturesAreForTheServiceAlone()
    {
        const QString sha = must(store_->put("picture"));
        QCOMPARE(QFile::permissions(store_->localPath(sha)) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }

    void unknownOnes_data()
    {
        QTest::addColumn<QString>("sha");
        QTest::newRow("none") << QString();
        QTest::newRow("not there") << QString(64, u'a');
        QTest::newRow("a path") << u"../../../../../../../../../../../../../../../../../etc/passwd000000"_s;
        QTest::newRow("upper case") << QString(64, u'A');
    }
    void unknownOnes()
    {
        QFETCH(QString, sha);
        QCOMPARE(codeOf(store_->read(sha)), u"not_found"_s);
        QVERIFY(!store_->contains(sha));
        QCOMPARE(store_->localPath(sha), QString());
        QCOMPARE(codeOf(store_->adopt(file("x"), u"../up"_s)), u"storage_failed"_s);
    }

    void adoptsASpooledFile()
    {
        const QByteArray bytes = "spooled";
        const QString sha = World::sha256(bytes), path = file(bytes);
        must(store_->adopt(path, sha));
        QVERIFY(!QFile::exists(path));
        QCOMPARE(must(store_->read(sha)), bytes);
        must(store_->adopt(file(bytes), sha)); // the same picture from somebody else
        QVERIFY(!QFile::exists(path));
        QCOMPARE(unfinished(), QStringList());
    }

    void adoptsAcrossFileSystems()
    {
        const QTemporaryDir elsewhere(u"/dev/shm/photodesk-XXXXXX"_s);
        QVERIFY2(elsewhere.isValid(), "/dev/shm is another file system than the temporary folder");
        const QByteArray bytes = "from memory";
        QFile out(elsewhere.filePath(u"spooled"_s));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
        out.close();
        must(store_->adopt(out.fileName(), World::sha256(bytes)));
        QVERIFY(!out.exists());
        QCOMPARE(must(store_->readVerified(World::sha256(bytes))), bytes);
    }

    void aChangedFileIsNoticed()
    {
        const QString sha = must(store_->put("picture"));
        QFile out(store_->localPath(sha));
        QVERIFY(out.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && out.open(QIODevice::WriteOnly));
        out.write("pictura");
        out.close();
        QCOMPARE(codeOf(store_->readVerified(sha)), u"storage_failed"_s);
    }

    void whatACrashLeftIsIgnoredAndCleared()
    {
        QFile half(root() + u"/tmp/half"_s);
        QVERIFY(half.open(QIODevice::WriteOnly) && half.write("ha") == 2);
        half.close();
        const auto again = must(FolderPhotoStore::open(root()));
        QCOMPARE(unfinished(), QStringList());
        QVERIFY(!again->contains(World::sha256("ha")));
    }

    void aFullDiskLeavesNoHalfFile()
    {
        // A file size limit makes write() fail where a full disk would.
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        rlimit small = before;
        small.rlim_cur = 4096;
        ::setrlimit(RLIMIT_FSIZE, &small);
        const QByteArray large(100'000, 'x');
        const QString code = codeOf(store_->put(large));
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(code, u"storage_full"_s);
        QVERIFY(!store_->contains(World::sha256(large)));
        QCOMPARE(unfinished(), QStringList());
        QCOMPARE(must(store_->put(large)), World::sha256(large));
    }

    void aFullFileSystem()
    {
        // A small file system seen by one thread alone and gone with it; only root can have one made.
        if (::geteuid() != 0)
            return;
        const QTemporaryDir mountPoint;
        const QByteArray path = mountPoint.path().toUtf8(), small(10'000, 's'), large(600'000, 'l');
        QString mounted, put, adopted, again;
        bool half = true, kept = false;
        QStringList left;
        std::thread([&] {
            if (::unshare(CLONE_NEWNS) != 0
                || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
                || ::mount("photodesk", path.constData(), "tmpfs", 0, "size=512k") != 0) {
                mounted = u"errno %1"_s.arg(errno);
                return;
            }
            const QString inside = mountPoint.filePath(u"photos"_s);
            const auto store = must(FolderPhotoStore::open(inside));
            put = codeOf(store->put(large));
            adopted = codeOf(store->adopt(file(large), World::sha256(large)));
            half = store->contains(World::sha256(large));
            kept = QFile::exists(folder_->filePath(u"spooled"_s)); // what could not be taken is still there
            again = codeOf(store->put(small));
            left = QDir(inside + u"/tmp"_s).entryList(QDir::Files);
        }).join();
        QCOMPARE(mounted, QString());
        QCOMPARE(put, u"storage_full"_s);
        QCOMPARE(adopted, u"storage_full"_s);
        QVERIFY(!half && kept);
        QCOMPARE(again, QString());
        QCOMPARE(left, QStringList());
    }

    void manyThreadsPutTheSame()
    {
        constexpr int threads = 8, pictures = 20;
        std::atomic<int> failed = 0;
        std::vector<std::thread> workers;
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back([&] {
                for (int n = 0; n < pictures; ++n)
                    failed += store_->put("picture " + QByteArray::number(n)) ? 0 : 1;
            });
        }
        for (std::thread& worker : workers)
            worker.join();
        QCOMPARE(failed.load(), 0);
        for (int n = 0; n < pictures; ++n)
            must(store_->readVerified(World::sha256("picture " + QByteArray::number(n))));
        QCOMPARE(unfinished(), QStringList());
    }
};

QTEST_GUILESS_MAIN(PhotoStoreTest)
#include "tst_photo_store.moc"
