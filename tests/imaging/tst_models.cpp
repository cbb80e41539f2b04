#include "imaging/engine.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using imaging::ModelStore;

class TestModels : public QObject {
    Q_OBJECT

private:
    static void copyAll(const QString& to)
    {
        const QDir from(imaging::findModelDirectory());
        for (const QString& name : from.entryList(QDir::Files)) {
            QVERIFY(QFile::copy(from.filePath(name), to + u'/' + name));
            QVERIFY(QFile::setPermissions(to + u'/' + name, QFile::ReadOwner | QFile::WriteOwner));
        }
    }

private Q_SLOTS:
    void opens()
    {
        const auto store = ModelStore::open(imaging::findModelDirectory());
        QVERIFY(store);
        QCOMPARE((*store)->version().size(), 12);
        QVERIFY((*store)->bytes("selfie.onnx"_L1).size() > 100000);
        QVERIFY((*store)->bytes("nothing.onnx"_L1).isEmpty());
        QVERIFY(imaging::Engine::create(*store));
    }

    void missing()
    {
        QCOMPARE(ModelStore::open({}).error().code, ErrorCode::ModelMissing);
        const QTemporaryDir folder;
        QCOMPARE(ModelStore::open(folder.path()).error().code, ErrorCode::ModelMissing);
        copyAll(folder.path());
        QVERIFY(ModelStore::open(folder.path()));
        QVERIFY(QFile::remove(folder.filePath(u"attn_lips.onnx"_s)));
        const auto store = ModelStore::open(folder.path());
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::ModelMissing);
        QCOMPARE(store.error().detail, u"attn_lips.onnx"_s);
    }

    void oneBitTurned()
    {
        const QTemporaryDir folder;
        copyAll(folder.path());
        QFile file(folder.filePath(u"selfie.onnx"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        bytes[5000] = char(bytes[5000] ^ 1);
        file.seek(0);
        file.write(bytes);
        file.close();
        const auto store = ModelStore::open(folder.path());
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::ModelCorrupt);
        QCOMPARE(store.error().detail, u"selfie.onnx"_s);
    }

    void engineWithoutModels()
    {
        QCOMPARE(imaging::Engine::create(nullptr).error().code, ErrorCode::ModelMissing);
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
