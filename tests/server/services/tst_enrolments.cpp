#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class EnrolmentsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    Student student_;
    StaffBatch batch_;
    const QString home_ = u"10.0.0.1"_s;

    EnrolmentRequest request() const { return {*batch_.featureCode, u"123X"_s, u"吴小明"_s, {}}; }
    QString codeFor(const EnrolmentRequest& wanted)
    {
        return codeOf(world_->services->enrolments.enrol(student_, home_, wanted, newId()));
    }
    QString guess(const QString& code, const Student& student, const QString& address)
    {
        return codeOf(world_->services->enrolments.batchByCode(student, address, code));
    }
    QString guess(const QString& code) { return guess(code, student_, home_); }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        student_ = world_->student(u"13800000001"_s);
        batch_ = world_->batch(u"2026 届"_s, 2500);
    }
    void cleanup() { world_.reset(); }

    void codesThatOpenNothing()
    {
        const QString code = *batch_.featureCode;
        QCOMPARE(guess(u"ZZZZZZ"_s), u"feature_code_unknown"_s);
        QCOMPARE(guess(u"'; --"_s), u"feature_code_unknown"_s);
        must(world_->services->batches.revokeFeatureCode(code, u"operator"_s));
        QCOMPARE(guess(code), u"feature_code_revoked"_s);
        QCOMPARE(codeFor(request()), u"feature_code_revoked"_s);
        const QString second = must(world_->services->batches.issueFeatureCode(
            batch_.id, world_->clock.nowMs() + 1000, u"operator"_s));
        QCOMPARE(guess(second), QString());
        world_->clock.advance(1000);
        QCOMPARE(guess(second), u"feature_code_expired"_s);
    }

    void aClosedBatchTakesNobodyNew()
    {
        const QString id =
            must(world_->services->enrolments.enrol(student_, home_, request(), newId()))["id"_L1].toString();
        must(world_->services->batches.setOpen(batch_.id, false, u"operator"_s));
        EnrolmentRequest other = request();
        other.name = u"别人"_s;
        QCOMPARE(codeFor(other), u"batch_closed"_s);
        // Who is in goes on.
        const Staff counter = world_->staff(u"counter"_s, {Role::Print});
        (void)must(world_->services->enrolments.counterPayment(counter, id, 2500, newId()));
        world_->draft(student_, id, "picture");
        must(world_->services->batches.setOpen(batch_.id, true, u"operator"_s));
        QCOMPARE(codeFor(other), QString());
    }

    void onlyFailuresCount()
    {
        for (int i = 0; i < 3 * world_->settings.guessesPerAccountHour; ++i)
            QCOMPARE(guess(*batch_.featureCode), QString());
        for (int i = 0; i < world_->settings.guessesPerAccountHour; ++i)
            QCOMPARE(guess(u"ZZZZZZ"_s), u"feature_code_unknown"_s);
        const auto refused = world_->services->enrolments.batchByCode(student_, home_, *batch_.featureCode);
        QCOMPARE(codeOf(refused), u"too_many_requests"_s);
        QCOMPARE(refused.error().retryAfterMs, std::optional<qint64>(3'600'000));
        QCOMPARE(codeFor(request()), u"too_many_requests"_s);
        const Student other = world_->student(u"13800000002"_s);
        QCOMPARE(guess(*batch_.featureCode, other, home_), QString()); // a campus shares one address
        world_->clock.advance(3'600'000);
        QCOMPARE(guess(*batch_.featureCode), QString());
    }

    void anAddressHasALimitOfItsOwn()
    {
        world_->settings.guessesPerAddressHour = 15;
        const Student other = world_->student(u"13800000002"_s);
        for (int i = 0; i < 10; ++i)
            (void)guess(u"ZZZZZZ"_s);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(guess(u"ZZZZZZ"_s, other, home_), u"feature_code_unknown"_s);
        QCOMPARE(guess(*batch_.featureCode, other, home_), u"too_many_requests"_s);
        QCOMPARE(guess(*batch_.featureCode, other, u"10.0.0.2"_s), QString());
    }

    void badFields_data()
    {
        QTest::addColumn<QString>("last4");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("number");
        QTest::newRow("no name") << u"1234"_s << u"  "_s << QString();
        QTest::newRow("long name") << u"1234"_s << QString(61, u'吴') << QString();
        QTest::newRow("short last 4") << u"123"_s << u"吴"_s << QString();
        QTest::newRow("broken bracket") << u"12(3"_s << u"吴"_s << QString();
        QTest::newRow("long number") << u"1234"_s << u"吴"_s << QString(65, u'1');
    }
    void badFields()
    {
        QFETCH(QString, last4);
        QFETCH(QString, name);
        QFETCH(QString, number);
        QCOMPARE(codeFor({*batch_.featureCode, last4, name, number}), u"invalid_field"_s);
    }

    void oneLiveRecordForAnEnrolment()
    {
        QCOMPARE(codeFor(request()), QString());
        QCOMPARE(codeFor(request()), u"already_enrolled"_s);
        EnrolmentRequest spelled = request();
        spelled.idLast4 = u"１２３ｘ"_s; // the same, typed full-width
        spelled.name = u" 吴小明 "_s;
        QCOMPARE(codeFor(spelled), u"already_enrolled"_s);
        EnrolmentRequest secondDegree = request();
        secondDegree.enrolmentNo = u"2"_s;
        QCOMPARE(codeFor(secondDegree), QString());
        QCOMPARE(must(world_->services->enrolments.list(student_)).size(), std::size_t(2));
    }

    void theSameKeyGetsTheSameAnswer()
    {
        auto& enrolments = world_->services->enrolments;
        const QString key = newId();
        const QJsonObject first = must(enrolments.enrol(student_, home_, request(), key));
        QCOMPARE(must(enrolments.enrol(student_, home_, request(), key)), first);
        EnrolmentRequest other = request();
        other.name = u"别人"_s;
        QCOMPARE(codeOf(enrolments.enrol(student_, home_, other, key)), u"idempotency_conflict"_s);
        const Student somebody = world_->student(u"13800000002"_s);
        QCOMPARE(codeOf(enrolments.enrol(somebody, home_, other, key)),
                 QString()); // keys are each account's own
        QCOMPARE(codeOf(enrolments.enrol(student_, home_, request(), u"no uuid"_s)), u"invalid_field"_s);
        QCOMPARE(must(enrolments.list(student_)).size(), std::size_t(1));
    }

    void othersRecordsAreNotThere()
    {
        const QString id =
            must(world_->services->enrolments.enrol(student_, home_, request(), newId()))["id"_L1].toString();
        const Student thief = world_->student(u"13800000002"_s);
        QCOMPARE(codeOf(world_->services->enrolments.get(thief, id)), u"not_found"_s);
        QCOMPARE(codeOf(world_->services->enrolments.photo(thief, id, PhotoKind::Original)), u"not_found"_s);
        QCOMPARE(codeOf(world_->services->uploads.admit(thief, id)), u"not_found"_s);
        QCOMPARE(codeOf(world_->services->submissions.submit(thief, id, 1, {})), u"not_found"_s);
        QCOMPARE(codeOf(world_->services->submissions.withdraw(thief, id, 1)), u"not_found"_s);
        QCOMPARE(must(world_->services->enrolments.list(thief)).size(), std::size_t(0));
        QCOMPARE(codeOf(world_->services->enrolments.get(student_, u"' OR 1=1 --"_s)), u"not_found"_s);
    }

    void counterPayment()
    {
        auto& enrolments = world_->services->enrolments;
        const QString id = must(enrolments.enrol(student_, home_, request(), newId()))["id"_L1].toString();
        const Staff counter = world_->staff(u"counter"_s, {Role::Print}), reviewer = world_->staff(u"li"_s);
        const QString key = newId();
        QCOMPARE(codeOf(enrolments.counterPayment(reviewer, id, 2500, key)), u"forbidden"_s);
        const auto wrong = enrolments.counterPayment(counter, id, 2499, key);
        QCOMPARE(codeOf(wrong), u"payment_mismatch"_s);
        QCOMPARE(wrong.error().record->state, RecordState::Unpaid);
        const QJsonObject paid = must(enrolments.counterPayment(counter, id, 2500, key));
        QCOMPARE(must(enrolments.counterPayment(counter, id, 2500, key)), paid); // repeated: nothing changes
        QCOMPARE(codeOf(enrolments.counterPayment(counter, id, 2500, newId())), u"not_allowed_in_state"_s);
        QCOMPARE(codeOf(enrolments.counterPayment(counter, newId(), 2500, newId())), u"not_found"_s);
        auto* c = must(world_->database().local());
        QCOMPARE(must(c->queryOne(u"SELECT COUNT(*), SUM(amount_fen) FROM payments"_s))->integer(1), 2500);
    }

    void batchesOfTheSameNameAndBadOnes()
    {
        NewBatch wanted;
        wanted.school = u"示范大学"_s;
        wanted.name = u"2026 届"_s;
        auto& batches = world_->services->batches;
        QCOMPARE(codeOf(batches.create(wanted, u"operator"_s)), u"conflict"_s);
        wanted.name = u"另一批"_s;
        wanted.standard = u"none_such"_s;
        QCOMPARE(codeOf(batches.create(wanted, u"operator"_s)), u"invalid_field"_s);
        wanted.standard = u"chsi_99_2017"_s;
        wanted.background = u"#123456"_s;
        QCOMPARE(codeOf(batches.create(wanted, u"operator"_s)), u"invalid_field"_s);
        wanted.background = u"#ffffff"_s;
        wanted.feeFen = -1;
        QCOMPARE(codeOf(batches.create(wanted, u"operator"_s)), u"invalid_field"_s);
        wanted.feeFen = 0;
        wanted.opensAt = world_->clock.nowMs() + 1000;
        QVERIFY(!must(batches.create(wanted, u"operator"_s)).open);
        QCOMPARE(codeOf(batches.issueFeatureCode(newId(), {}, u"operator"_s)), u"not_found"_s);
        must(batches.addFeatureCode(batch_.id, u"z3k8f7"_s, u"operator"_s));
        QCOMPARE(codeOf(batches.addFeatureCode(batch_.id, u"Z3K8F7"_s, u"operator"_s)), u"conflict"_s);
    }
};

QTEST_GUILESS_MAIN(EnrolmentsTest)
#include "tst_enrolments.moc"
