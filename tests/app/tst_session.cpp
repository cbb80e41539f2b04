#include "tests/app/support/desk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestSession : public QObject {
    Q_OBJECT

    static Result<void> wait(QFuture<Result<void>> future)
    {
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.isFinished() ? future.result() : fail(ErrorCode::Internal);
    }

private Q_SLOTS:
    void wrongPassword()
    {
        test::Desk desk;
        QSignalSpy states(&desk.work->session(), &Session::stateChanged);
        const auto result = wait(desk.work->session().signIn(u"li"_s, u"wrong"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::WrongCredentials);
        QCOMPARE(desk.work->session().state(), Session::State::SignedOut);
        QVERIFY(desk.keychain->secrets.isEmpty());
    }

    void keepsTokenAndKeyByServerAndUser()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        QCOMPARE(desk.keychain->secrets.size(), 2);
        for (const QString& name : desk.keychain->secrets.keys())
            QVERIFY(name.contains(desk.server.url()) && name.endsWith("\nli"_L1));
        QVERIFY(desk.work->session().secretsAreKept());
        QCOMPARE(desk.work->session().settings().claimDepth, 20);
    }

    void withoutAKeychainItSaysSo()
    {
        test::Desk desk;
        desk.keychain->available = false;
        QSignalSpy kept(&desk.work->session(), &Session::secretsAreKeptChanged);
        QVERIFY(desk.signIn());
        QVERIFY(!desk.work->session().secretsAreKept());
        QCOMPARE(kept.size(), 1);
        QVERIFY(desk.work->session().box().has_value()); // from the password
    }

    void theSamePasswordMakesTheSameKey()
    {
        const QByteArray salt(SealedBox::saltBytes, 's');
        const auto a = SealedBox::keyFromPassword(u"right"_s, salt);
        const auto b = SealedBox::keyFromPassword(u"right"_s, salt);
        const auto c = SealedBox::keyFromPassword(u"wrong"_s, salt);
        QVERIFY(a && b && c);
        QCOMPARE(*a, *b);
        QVERIFY(*a != *c);
    }

    void expiryIsNotSignOut()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        Session& session = desk.work->session();
        QSignalSpy expired(&session, &Session::expired), signedOut(&session, &Session::signedOut),
            renewed(&session, &Session::renewed), trouble(&session, &Session::trouble);
        desk.server.endTokens();
        auto request = desk.work->api().queue();
        QTRY_COMPARE(expired.size(), 1);
        QCOMPARE(session.state(), Session::State::Expired);
        QVERIFY(desk.work->outbox().isOpen()); // the work is kept
        // Another person can't take over the screen.
        desk.server.addUser(u"wang"_s, u"pw"_s);
        QCOMPARE(wait(session.signIn(u"wang"_s, u"pw"_s)).error().code, ErrorCode::Forbidden);
        // A wrong password changes nothing.
        QCOMPARE(wait(session.signIn(u"li"_s, u"wrong"_s)).error().code, ErrorCode::WrongCredentials);
        QCOMPARE(session.state(), Session::State::Expired);
        QVERIFY(!request.isFinished());
        QVERIFY(wait(session.signIn(u"li"_s, u"right"_s)).has_value());
        QTRY_VERIFY(request.isFinished());
        QVERIFY(request.result().has_value());
        QCOMPARE(renewed.size(), 1);
        QCOMPARE(signedOut.size(), 0);
        QCOMPARE(trouble.size(), 0);
    }

    void signOutIsFinal()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        desk.server.endTokens();
        auto request = desk.work->api().queue();
        QTRY_COMPARE(desk.work->session().state(), Session::State::Expired);
        QSignalSpy signedOut(&desk.work->session(), &Session::signedOut);
        desk.work->signOut();
        QCOMPARE(signedOut.size(), 1);
        QTRY_VERIFY(request.isFinished());
        QCOMPARE(request.result().error().error.code, ErrorCode::NotSignedIn);
        QVERIFY(!desk.work->outbox().isOpen());
        QVERIFY(!desk.work->session().box().has_value());
        for (const QString& name : desk.keychain->secrets.keys())
            QVERIFY(!name.startsWith("token"_L1)); // the outbox key stays: its decisions are still to be sent
    }

    void resumesByTheKeychain()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        const auto kept = desk.keychain->secrets;
        Transport transport;
        ApiClient api(transport);
        test::FakeKeychain keychain;
        keychain.secrets = kept;
        Session session(api, keychain);
        session.setServer(*ServerAddress::parse(desk.server.url()));
        auto resumed = session.resume(u"li"_s);
        QTRY_VERIFY(resumed.isFinished());
        QVERIFY(*resumed.result());
        QCOMPARE(session.state(), Session::State::SignedIn);
        QCOMPARE(session.staff().user, u"li"_s);
    }

    void aPassingFailureWhileResumingIsNoSignOut()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        Transport transport;
        ApiClient api(transport);
        test::FakeKeychain keychain;
        keychain.secrets = desk.keychain->secrets;
        Session session(api, keychain);
        session.setServer(*ServerAddress::parse(desk.server.url()));
        QSignalSpy trouble(&session, &Session::trouble), out(&session, &Session::signedOut);
        desk.server.setListening(false);
        auto resumed = session.resume(u"li"_s);
        QTRY_COMPARE(trouble.size(), 1);
        QVERIFY(!resumed.isFinished());
        QCOMPARE(out.size(), 0);
        QCOMPARE(keychain.secrets.size(), 2); // nothing was thrown away
        desk.server.setListening(true);
        QTRY_VERIFY_WITH_TIMEOUT(resumed.isFinished(), 10'000);
        QVERIFY(*resumed.result());
    }

    void aTokenThatIsOverIsForgotten()
    {
        test::Desk desk;
        QVERIFY(desk.signIn());
        desk.server.endTokens();
        Transport transport;
        ApiClient api(transport);
        test::FakeKeychain keychain;
        keychain.secrets = desk.keychain->secrets;
        Session session(api, keychain);
        session.setServer(*ServerAddress::parse(desk.server.url()));
        auto resumed = session.resume(u"li"_s);
        QTRY_VERIFY(resumed.isFinished());
        QVERIFY(!*resumed.result());
        QCOMPARE(session.state(), Session::State::SignedOut);
        QCOMPARE(keychain.secrets.size(), 1);
    }

    void lockCoversAndUnlocks()
    {
        test::Desk desk(3);
        QVERIFY(desk.signIn());
        QTRY_COMPARE(desk.work->queue().items().size(), 3u);
        desk.clock->ms += 600'001; // gui_idle_lock_ms without input
        desk.work->idle().check();
        QCOMPARE(desk.work->session().state(), Session::State::Locked);
        QVERIFY(desk.work->queue().items().empty());
        QTRY_COMPARE(desk.server.count("POST", "/review/release"), 1);
        QCOMPARE(desk.work->photos().count(), 0);
        QVERIFY(desk.work->outbox().isOpen());
        QVERIFY(wait(desk.work->session().signIn(u"li"_s, u"right"_s)).has_value());
        QTRY_COMPARE(desk.work->queue().items().size(), 3u);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
