#include "server/services/passwords.h"
#include "server/services/random.h"
#include "server/services/secrets.h"
#include "server/services/settings.h"
#include "server/services/tokens.h"
#include "tests/support/service_world.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class SecretsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    QString keyFile() const { return folder_->filePath(u"secret.key"_s); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void theKeyStaysAndIsItsOwnersAlone()
    {
        const QString hash = must(Secrets::open(folder_->path())).keyedHash(Secrets::Purpose::Phone, "138");
        QCOMPARE(must(Secrets::open(folder_->path())).keyedHash(Secrets::Purpose::Phone, "138"), hash);
        QCOMPARE(QFile(keyFile()).size(), 32);
        QCOMPARE(QFile::permissions(keyFile()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aDamagedKeyIsNotReplaced()
    {
        QFile file(keyFile());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("short") == 5);
        file.close();
        QCOMPARE(codeOf(Secrets::open(folder_->path())), u"bad_configuration"_s);
        QCOMPARE(file.size(), 5);
        QCOMPARE(codeOf(Secrets::open(u"/nowhere"_s)), u"storage_failed"_s);
    }

    void hashesDifferByPurposeAndKey()
    {
        const Secrets secrets = must(Secrets::open(folder_->path()));
        QSet<QString> hashes;
        for (const auto purpose :
             {Secrets::Purpose::Phone, Secrets::Purpose::Enrolment, Secrets::Purpose::LoginCode,
              Secrets::Purpose::Address, Secrets::Purpose::UserName})
            hashes << secrets.keyedHash(purpose, "138");
        const QTemporaryDir other;
        hashes << must(Secrets::open(other.path())).keyedHash(Secrets::Purpose::Phone, "138");
        QCOMPARE(hashes.size(), 6);
    }

    void sealing()
    {
        const Secrets secrets = must(Secrets::open(folder_->path()));
        for (const QByteArray& plain : {QByteArray(), QByteArray("13812345678"), QByteArray(10'000, '\0')}) {
            const QString sealed = secrets.seal(plain);
            QVERIFY(sealed != secrets.seal(plain)); // a nonce of its own each time
            QCOMPARE(must(secrets.unseal(sealed)), plain);
        }
    }

    void changedSealsDoNotOpen()
    {
        const Secrets secrets = must(Secrets::open(folder_->path()));
        QByteArray sealed = QByteArray::fromBase64(secrets.seal("13812345678").toLatin1());
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = char(changed[i] ^ 1);
            QCOMPARE(codeOf(secrets.unseal(QString::fromLatin1(changed.toBase64()))), u"storage_failed"_s);
        }
        QCOMPARE(codeOf(secrets.unseal(u"AAAA"_s)), u"storage_failed"_s);
        QCOMPARE(codeOf(secrets.unseal(QString())), u"storage_failed"_s);
        const QTemporaryDir other;
        QCOMPARE(codeOf(must(Secrets::open(other.path())).unseal(QString::fromLatin1(sealed.toBase64()))),
                 u"storage_failed"_s);
    }

    void passwords()
    {
        const Settings settings = Settings::fromResources(); // as in service
        const QString hash = must(hashPassword(u"密码 with spaces"_s, settings));
        QVERIFY(passwordMatches(hash, u"密码 with spaces"_s));
        QVERIFY(!passwordMatches(hash, u"密码 with space"_s));
        QVERIFY(!passwordMatches(QString(), u"密码 with spaces"_s));
        QVERIFY(hash != must(hashPassword(u"密码 with spaces"_s, settings)));
        QElapsedTimer timer;
        timer.start();
        (void)passwordMatches(hash, u"x"_s);
        qInfo("one comparison takes %lld ms", timer.elapsed());
    }

    void tokensAndIds()
    {
        QSet<QString> seen;
        constexpr int many = 1000;
        for (int i = 0; i < many; ++i) {
            const Token token = newToken();
            QCOMPARE(tokenHash(token.text), token.hash);
            seen << token.text << newId();
        }
        QCOMPARE(seen.size(), 2 * many);
        QSet<quint32> drawn;
        for (int i = 0; i < many; ++i)
            drawn << randomBelow(7);
        QCOMPARE(drawn.size(), 7);
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
