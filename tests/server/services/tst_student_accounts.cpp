#include "server/identity/log_sender.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class StudentAccountsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    const QString phone_ = u"13812345678"_s;

    StudentAccounts& accounts() { return world_->services->students; }
    Consent consent() const { return {world_->settings.termsVersion, world_->settings.faceConsentVersion}; }
    QString wrongCode() const { return world_->pocket.lastCode == "000000"_L1 ? u"000001"_s : u"000000"_s; }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init() { world_ = std::make_unique<World>(); }
    void cleanup() { world_.reset(); }

    void inAndOut()
    {
        must(accounts().requestCode(phone_));
        QCOMPARE(world_->pocket.lastCode.size(), 6);
        const auto session = must(accounts().signIn(phone_, world_->pocket.lastCode, consent()));
        QCOMPARE(must(accounts().sessionOf(session.token)).student.id, session.student.id);
        must(accounts().signOut(session.token));
        QCOMPARE(codeOf(accounts().sessionOf(session.token)), u"not_signed_in"_s);
        QCOMPARE(codeOf(accounts().signIn(phone_, world_->pocket.lastCode, consent())),
                 u"wrong_code"_s); // used up
    }

    void thePhoneIsTheAccount()
    {
        const Student first = world_->student(phone_);
        world_->clock.advance(world_->settings.codeIntervalMs);
        for (const QString& spelling : {u"+86 138-1234-5678"_s, u"１３８１２３４５６７８"_s}) {
            must(accounts().requestCode(spelling));
            QCOMPARE(must(accounts().signIn(phone_, world_->pocket.lastCode, {})).student.id, first.id);
            world_->clock.advance(world_->settings.codeIntervalMs);
        }
        for (const QString& bad : {QString(), u"123"_s, u"1381234567x"_s, u"1234567890123456"_s})
            QCOMPARE(codeOf(accounts().requestCode(bad)), u"invalid_field"_s);
    }

    void oneAMinuteAndFiveADay()
    {
        const Settings& s = world_->settings;
        must(accounts().requestCode(phone_));
        auto refused = accounts().requestCode(phone_);
        QCOMPARE(codeOf(refused), u"too_many_requests"_s);
        QCOMPARE(refused.error().retryAfterMs, std::optional(s.codeIntervalMs));
        for (int i = 1; i < s.codesPerDay; ++i) {
            world_->clock.advance(s.codeIntervalMs);
            must(accounts().requestCode(phone_));
        }
        world_->clock.advance(s.codeIntervalMs);
        refused = accounts().requestCode(phone_);
        QCOMPARE(codeOf(refused), u"too_many_requests"_s);
        QCOMPARE(refused.error().retryAfterMs,
                 std::optional(24 * 3'600'000 - s.codesPerDay * s.codeIntervalMs));
        must(accounts().requestCode(u"13812345679"_s)); // each number for itself
        world_->clock.advance(*refused.error().retryAfterMs);
        must(accounts().requestCode(phone_));
        QCOMPARE(world_->pocket.sent, int(s.codesPerDay) + 2);
    }

    void fiveTries()
    {
        must(accounts().requestCode(phone_));
        for (int i = 0; i < world_->settings.codeTries; ++i)
            QCOMPARE(codeOf(accounts().signIn(phone_, wrongCode(), consent())), u"wrong_code"_s);
        QCOMPARE(codeOf(accounts().signIn(phone_, world_->pocket.lastCode, consent())), u"code_expired"_s);
    }

    void fiveMinutes()
    {
        must(accounts().requestCode(phone_));
        world_->clock.advance(world_->settings.codeValidMs);
        QCOMPARE(codeOf(accounts().signIn(phone_, world_->pocket.lastCode, consent())), u"code_expired"_s);
    }

    void anothersCodeIsWrong()
    {
        must(accounts().requestCode(phone_));
        const QString code = world_->pocket.lastCode;
        QCOMPARE(codeOf(accounts().signIn(u"13812345679"_s, code, consent())), u"wrong_code"_s);
    }

    void bothConsentsFirst()
    {
        must(accounts().requestCode(phone_));
        const QString code = world_->pocket.lastCode;
        const auto refused = accounts().signIn(phone_, code, {});
        QCOMPARE(codeOf(refused), u"consent_required"_s);
        QCOMPARE(refused.error().error.detail,
                 u"terms_version=%1;face_version=%2"_s.arg(consent().termsVersion, consent().faceVersion));
        QCOMPARE(codeOf(accounts().signIn(phone_, code, Consent{consent().termsVersion, {}})),
                 u"consent_required"_s);
        QCOMPARE(codeOf(accounts().signIn(phone_, code, Consent{consent().termsVersion, u"old"_s})),
                 u"consent_required"_s);
        auto* c = must(world_->database().local());
        QCOMPARE(must(c->queryOne(u"SELECT COUNT(*) FROM students"_s))->integer(0), 0); // no account without
        (void)must(accounts().signIn(phone_, code, consent()));
        const auto kept = must(c->query(u"SELECT kind, version, given_at FROM consents ORDER BY kind"_s));
        QCOMPARE(kept.size(), std::size_t(2));
        QCOMPARE(kept[0].text(0), u"face"_s);
        QCOMPARE(kept[0].text(1), consent().faceVersion);
        QCOMPARE(kept[1].integer(2), world_->clock.nowMs());
    }

    void aNewVersionAsksAgain()
    {
        (void)world_->student(phone_);
        world_->clock.advance(world_->settings.codeIntervalMs);
        world_->settings.faceConsentVersion = u"2030-01"_s;
        must(accounts().requestCode(phone_));
        QCOMPARE(codeOf(accounts().signIn(phone_, world_->pocket.lastCode, {})), u"consent_required"_s);
        (void)must(accounts().signIn(phone_, world_->pocket.lastCode, consent()));
    }

    void theDevelopmentSenderWritesForItsOwnerOnly()
    {
        const QString file = world_->folder() + u"/sms.log"_s;
        server::identity::LogSender sender(file);
        must(sender.send(phone_, u"123456"_s));
        must(sender.send(phone_, u"654321"_s));
        QFile in(file);
        QVERIFY(in.open(QIODevice::ReadOnly));
        const auto lines = in.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[1].endsWith(" 13812345678 654321"));
        QCOMPARE(in.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(codeOf(server::identity::LogSender(u"/nowhere/sms.log"_s).send(phone_, u"1"_s)),
                 u"storage_failed"_s);
    }
};

QTEST_GUILESS_MAIN(StudentAccountsTest)
#include "tst_student_accounts.moc"
