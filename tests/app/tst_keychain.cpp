#include "app/client/secret_store.h"
#include "tests/app/support/desk.h"

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

/// Run twice by CTest: as it is, where no keychain answers, and under with_keyring.sh with a real one.
class TestKeychain : public QObject {
    Q_OBJECT

    template <typename T>
    static T wait(QFuture<T> future)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 15'000); }();
        return future.isFinished() ? future.result() : T(fail(ErrorCode::Internal));
    }

    static bool real() { return qEnvironmentVariable("PHOTODESK_TEST_KEYRING") == "real"_L1; }

private Q_SLOTS:
    void initTestCase()
    {
        if (!real()) // no bus, and none may be started
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    }

    void keepsReadsAndForgets()
    {
        KeychainStore store;
        const QByteArray secret("\x00\x01 t\xC3\xB6ken \xFF", 12);
        const auto written = wait(store.write(u"a\nhttp://127.0.0.1:1\nli"_s, secret));
        if (!real()) {
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::SecretStoreUnavailable);
            QCOMPARE(wait(store.read(u"a"_s)).error().code, ErrorCode::SecretStoreUnavailable);
            return;
        }
        QVERIFY2(written.has_value(), qPrintable(written ? QString() : written.error().detail));
        const auto read = wait(store.read(u"a\nhttp://127.0.0.1:1\nli"_s));
        QVERIFY(read.has_value());
        QCOMPARE(*read, secret);
        QCOMPARE(wait(store.read(u"a\nhttp://127.0.0.1:1\nwang"_s)).error().code, ErrorCode::NotFound);
        QVERIFY(wait(store.remove(u"a\nhttp://127.0.0.1:1\nli"_s)).has_value());
        QCOMPARE(wait(store.read(u"a\nhttp://127.0.0.1:1\nli"_s)).error().code, ErrorCode::NotFound);
    }

    void sessionSaysWhetherItIsKept()
    {
        test::FakeServer server;
        server.addUser(u"li"_s, u"right"_s);
        Transport transport;
        ApiClient api(transport);
        KeychainStore store;
        Session session(api, store);
        session.setServer(*ServerAddress::parse(server.url()));
        const auto signedIn = wait(session.signIn(u"li"_s, u"right"_s));
        QVERIFY(signedIn.has_value());
        QVERIFY(session.box().has_value());
        QTRY_COMPARE(session.secretsAreKept(), real());
        if (!real())
            return;
        // Another start: the token comes from the keychain.
        Transport transport2;
        ApiClient api2(transport2);
        Session again(api2, store);
        again.setServer(*ServerAddress::parse(server.url()));
        const auto resumed = wait(again.resume(u"li"_s));
        QVERIFY(resumed.has_value() && *resumed);
        QCOMPARE(again.state(), Session::State::SignedIn);
        again.signOut();
        QTRY_COMPARE(wait(store.read(u"token\n"_s + server.url() + u"\nli"_s)).error().code,
                     ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
