#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class StaffAccountsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    const QString good_ = u"password of li"_s;

    Outcome<StaffSession> signIn(const QString& user, const QString& password)
    {
        return world_->services->staff.signIn(user, password);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        (void)world_->staff(u"li"_s, {Role::Reviewer, Role::Print});
    }
    void cleanup() { world_.reset(); }

    void inAndOut()
    {
        const StaffSession session = must(signIn(u" LI "_s, good_));
        QCOMPARE(session.staff.user, u"li"_s);
        QCOMPARE(session.staff.roles, (std::vector{Role::Reviewer, Role::Print}));
        QCOMPARE(session.expiresAt, world_->clock.nowMs() + world_->settings.staffSessionMs);
        const StaffSession known = must(world_->services->staff.sessionOf(session.token));
        QCOMPARE(known.staff.id, session.staff.id);
        QCOMPARE(known.expiresAt, session.expiresAt);
        must(world_->services->staff.signOut(session.token));
        QCOMPARE(codeOf(world_->services->staff.sessionOf(session.token)), u"not_signed_in"_s);
        must(world_->services->staff.signOut(session.token)); // again is no error
    }

    void sessionsRunOut()
    {
        const StaffSession session = must(signIn(u"li"_s, good_));
        world_->clock.advance(world_->settings.staffSessionMs - 1);
        must(world_->services->staff.sessionOf(session.token));
        world_->clock.advance(1);
        QCOMPARE(codeOf(world_->services->staff.sessionOf(session.token)), u"not_signed_in"_s);
    }

    void tokensAreOfTheirKind()
    {
        const Student student = world_->student(u"13800000001"_s);
        QVERIFY(!student.id.isEmpty());
        must(world_->services->students.requestCode(u"13800000002"_s));
        const Consent consent{world_->settings.termsVersion, world_->settings.faceConsentVersion};
        const auto token =
            must(world_->services->students.signIn(u"13800000002"_s, world_->pocket.lastCode, consent)).token;
        QCOMPARE(codeOf(world_->services->staff.sessionOf(token)), u"not_signed_in"_s);
        QCOMPARE(codeOf(world_->services->students.sessionOf(must(signIn(u"li"_s, good_)).token)),
                 u"not_signed_in"_s);
        for (const QString& bad : {QString(), u"x"_s, u"' OR '1'='1"_s})
            QCOMPARE(codeOf(world_->services->staff.sessionOf(bad)), u"not_signed_in"_s);
    }

    void onlyHashesAreKept()
    {
        const StaffSession session = must(signIn(u"li"_s, good_));
        QCOMPARE(QByteArray::fromBase64(session.token.toLatin1(), QByteArray::Base64UrlEncoding).size(), 32);
        auto* c = must(world_->database().local());
        QVERIFY(must(c->queryOne(u"SELECT token_hash FROM sessions"_s))->text(0) != session.token);
        QVERIFY(must(c->queryOne(u"SELECT password_hash FROM staff"_s))->text(0).startsWith(u"$argon2id$"_s));
    }

    void lockOutGrows()
    {
        const Settings& s = world_->settings;
        for (int i = 0; i < s.signInFailuresFree; ++i)
            QCOMPARE(codeOf(signIn(u"li"_s, u"wrong"_s)), u"wrong_credentials"_s);
        auto locked = signIn(u"li"_s, good_); // not even the right one
        QCOMPARE(codeOf(locked), u"account_locked"_s);
        QCOMPARE(locked.error().retryAfterMs, std::optional(s.signInDelayMs));
        world_->clock.advance(s.signInDelayMs);
        QCOMPARE(codeOf(signIn(u"li"_s, u"wrong"_s)), u"wrong_credentials"_s);
        locked = signIn(u"li"_s, good_);
        QCOMPARE(locked.error().retryAfterMs, std::optional(2 * s.signInDelayMs));
        world_->clock.advance(2 * s.signInDelayMs);
        must(signIn(u"li"_s, good_)); // forgiven
        for (int i = 0; i < s.signInFailuresFree - 1; ++i)
            QCOMPARE(codeOf(signIn(u"li"_s, u"wrong"_s)), u"wrong_credentials"_s);
        must(signIn(u"li"_s, good_));
    }

    void lockOutHasAnEnd()
    {
        const Settings& s = world_->settings;
        for (int i = 0; i < 40; ++i) {
            (void)signIn(u"li"_s, u"wrong"_s);
            world_->clock.advance(s.signInDelayMaxMs);
        }
        (void)signIn(u"li"_s, u"wrong"_s);
        QCOMPARE(signIn(u"li"_s, good_).error().retryAfterMs, std::optional(s.signInDelayMaxMs));
    }

    void unknownNamesBehaveAlike()
    {
        for (int i = 0; i < world_->settings.signInFailuresFree; ++i)
            QCOMPARE(codeOf(signIn(u"nobody"_s, u"wrong"_s)), u"wrong_credentials"_s);
        QCOMPARE(codeOf(signIn(u"nobody"_s, u"wrong"_s)), u"account_locked"_s);
        must(signIn(u"li"_s, good_)); // each name for itself
        must(world_->services->staff.setPassword(u"li"_s, good_));
        for (int i = 0; i < 3 * world_->settings.signInFailuresFree; ++i) { // step by step
            const auto known = signIn(u"li"_s, u"wrong"_s), unknown = signIn(u"somebody"_s, u"wrong"_s);
            QCOMPARE(codeOf(unknown), codeOf(known));
            QCOMPARE(unknown.error().retryAfterMs, known.error().retryAfterMs);
            world_->clock.advance(i % 2 == 0 ? known.error().retryAfterMs.value_or(0) : 0);
        }
    }

    void newPasswordEndsSessions()
    {
        const StaffSession session = must(signIn(u"li"_s, good_));
        for (int i = 0; i < world_->settings.signInFailuresFree; ++i)
            (void)signIn(u"li"_s, u"wrong"_s);
        must(world_->services->staff.setPassword(u"li"_s, u"another password"_s));
        QCOMPARE(codeOf(world_->services->staff.sessionOf(session.token)), u"not_signed_in"_s);
        must(signIn(u"li"_s, u"another password"_s)); // and the lock is gone
        QCOMPARE(codeOf(signIn(u"li"_s, good_)), u"wrong_credentials"_s);
        QCOMPARE(codeOf(world_->services->staff.setPassword(u"nobody"_s, good_)), u"not_found"_s);
    }

    void disabledAccounts()
    {
        const StaffSession session = must(signIn(u"li"_s, good_));
        must(world_->services->staff.setDisabled(u"li"_s, true));
        QCOMPARE(codeOf(world_->services->staff.sessionOf(session.token)), u"not_signed_in"_s);
        QCOMPARE(codeOf(signIn(u"li"_s, good_)), u"wrong_credentials"_s);
        must(world_->services->staff.setDisabled(u"li"_s, false));
        must(signIn(u"li"_s, good_));
    }

    void badAccounts()
    {
        auto& staff = world_->services->staff;
        QCOMPARE(codeOf(staff.createUser(u"LI"_s, u"x"_s, {Role::Reviewer}, good_)), u"conflict"_s);
        QCOMPARE(codeOf(staff.createUser(u"a b"_s, u"x"_s, {Role::Reviewer}, good_)), u"invalid_field"_s);
        QCOMPARE(codeOf(staff.createUser(QString(), u"x"_s, {Role::Reviewer}, good_)), u"invalid_field"_s);
        QCOMPARE(codeOf(staff.createUser(u"wang"_s, u"x"_s, {}, good_)), u"invalid_field"_s);
        QCOMPARE(codeOf(staff.createUser(u"wang"_s, u"x"_s, {Role::Print}, u"short"_s)), u"invalid_field"_s);
        QCOMPARE(must(staff.all()).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(StaffAccountsTest)
#include "tst_staff_accounts.moc"
