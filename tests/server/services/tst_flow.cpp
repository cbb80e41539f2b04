#include "server/photos/photo_store.h"
#include "server/services/housekeeping.h"
#include "server/services/lifecycle.h"
#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// One student's way from the feature code to the delivered portrait.
class FlowTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init() { world_ = std::make_unique<World>(); }
    void cleanup() { world_.reset(); }

    void wholeWay()
    {
        World& w = *world_;
        Services& s = *w.services;
        const Staff counter = w.staff(u"counter"_s, {Role::Print}), reviewer = w.staff(u"li"_s);
        const StaffBatch batch = w.batch(u"2026 届本科"_s, 2500);
        const Student student = w.student(u"138 1234 5678"_s);

        const auto shown =
            must(s.enrolments.batchByCode(student, u"10.0.0.1"_s, batch.featureCode->toLower()));
        QCOMPARE(shown.id, batch.id);
        QCOMPARE(shown.school, u"示范大学"_s);
        QCOMPARE(shown.feeFen, 2500);

        const QString id = w.enrol(student, batch, u"吴小明"_s);
        QCOMPARE(w.record(student, id).state, RecordState::Unpaid);
        QCOMPARE(w.record(student, id).nameMasked, u"吴**"_s);
        QCOMPARE(codeOf(s.uploads.admit(student, id)), u"payment_required"_s);
        const QJsonObject paid = must(s.enrolments.counterPayment(counter, id, 2500, newId()));
        QCOMPARE(paid["state"_L1].toString(), u"awaiting_upload"_s);
        QCOMPARE(paid["version"_L1].toInt(), 2);

        w.draft(student, id, "first");
        StudentRecord record = w.record(student, id);
        QCOMPARE(record.state, RecordState::Draft);
        QCOMPARE(record.attempt, 1);
        QVERIFY(record.hasPhoto && record.report && record.upload);
        QCOMPARE(record.upload->state, UploadState::Accepted);
        QCOMPARE(record.upload->attempt, std::optional(1));
        const auto picture = must(s.enrolments.photo(student, id, PhotoKind::Derived));
        QCOMPARE(must(w.context().photos.read(picture.sha256)), QByteArray("derived from first"));

        QCOMPARE(must(s.submissions.submit(student, id, record.version, u"宗教原因"_s)).state,
                 RecordState::InReview);
        const auto items = w.claim(reviewer, 5);
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].attempt.studentNote, u"宗教原因"_s);
        QCOMPARE(items[0].leaseExpiresAt, w.clock.nowMs() + w.settings.leaseMs);
        Decision no = World::decisionOn(items[0], Verdict::Reject, {u"L02"_s, u"L01"_s, u"B03"_s});
        no.mainReason = u"L01"_s;
        const QJsonObject answer = must(s.reviews.decide(reviewer, no));
        QCOMPARE(answer["record"_L1]["state"_L1].toString(), u"rejected"_s);

        record = w.record(student, id);
        QCOMPARE(record.state, RecordState::Rejected);
        QCOMPARE(record.reasons.size(), std::size_t(2)); // B03 is rework: staff's business
        QCOMPARE(record.reasons[0].code, u"L01"_s);
        QVERIFY(record.reasons[0].main && !record.reasons[0].adviceZh.isEmpty() && !record.reasons[1].main);
        QCOMPARE(codeOf(w.upload(student, id, "first")), u"repeated_refused_photo"_s);

        w.draft(student, id, "second");
        w.submit(student, id);
        record = w.record(student, id);
        QVERIFY(record.reasons.empty()); // handed in again: of the past now
        QCOMPARE(record.history.size(), 1);
        QCOMPARE(record.history[0]["reasons"_L1].toArray().size(), 2);

        const auto again = w.claim(reviewer);
        QCOMPARE(again[0].previous.size(), std::size_t(1));
        QCOMPARE(again[0].previous[0].decisions[0].by, u"LI"_s);
        must(s.reviews.decide(reviewer, World::decisionOn(again[0], Verdict::Approve)));
        QCOMPARE(w.record(student, id).state, RecordState::Approved);
        QCOMPARE(codeOf(s.submissions.withdraw(student, id, w.record(student, id).version)),
                 u"not_allowed_in_state"_s);

        Lifecycle lifecycle(w.context());
        const LifecycleMove produce{
            id, RecordAction::Produce, Actor::Job, RecordState::Producing, u"operator"_s, {}};
        QCOMPARE(codeOf(lifecycle.move(produce)), u"not_allowed_in_state"_s); // the undo window is still open
        w.clock.advance(w.settings.undoMs);
        must(lifecycle.move(produce));
        must(lifecycle.move(
            {id, RecordAction::Deliver, Actor::Registry, RecordState::Delivered, u"operator"_s, {}}));
        QCOMPARE(w.record(student, id).state, RecordState::Delivered);

        QCOMPARE(must(s.batches.list()).front().counts.at(RecordState::Delivered), 1);
        const auto verdict = must(s.audit.verify());
        QVERIFY(verdict.entries > 10);
        QCOMPARE(verdict.brokenAt, std::nullopt);
    }

    void everyVersionIsOneMore()
    {
        World& w = *world_;
        const Staff reviewer = w.staff(u"li"_s);
        const QString id = w.inReview(); // enrol 1, free of charge 2, draft 3, submitted 4
        QCOMPARE(w.record(w.owner(id), id).version, 4);
        const QString decision = w.decided(reviewer, Verdict::Approve);
        QCOMPARE(w.record(w.owner(id), id).version, 5);
        (void)must(w.services->reviews.undo(reviewer, decision));
        QCOMPARE(w.record(w.owner(id), id).version, 6);
    }

    void namesAndPhonesAreNotKept()
    {
        World& w = *world_;
        const Student student = w.student(u"13812345678"_s);
        (void)w.enrol(student, w.batch(u"A"_s), u"吴小明"_s);
        auto* c = must(w.database().local());
        const auto record = must(c->queryOne(u"SELECT name_masked, id_last4, enrolment_hash FROM records"_s));
        QCOMPARE(record->text(0), u"吴**"_s);
        const auto row = must(c->queryOne(u"SELECT phone_hash, phone_sealed FROM students"_s));
        QVERIFY(!row->text(0).contains(u"13812345678"_s) && !row->text(1).contains(u"13812345678"_s));
        QCOMPARE(must(w.context().secrets.unseal(row->text(1))), QByteArray("13812345678"));
        const auto told = must(c->query(u"SELECT detail, subject, actor FROM audit"_s));
        for (const auto& entry : told)
            QVERIFY(!(entry.text(0) + entry.text(1) + entry.text(2)).contains(u"小明"_s));
    }

    void noticesWaitForTheUndoWindow()
    {
        World& w = *world_;
        const Staff reviewer = w.staff(u"li"_s);
        (void)w.inReview();
        const QString decision = w.decided(reviewer, Verdict::Reject, {u"L01"_s});
        auto* c = must(w.database().local());
        const auto notice = must(c->queryOne(u"SELECT state, due_at, kind FROM notices"_s));
        QCOMPARE(notice->text(0), u"queued"_s);
        QCOMPARE(notice->integer(1), w.clock.nowMs() + w.settings.undoMs);
        QCOMPARE(notice->text(2), u"rejected"_s);
        (void)must(w.services->reviews.undo(reviewer, decision));
        QCOMPARE(must(c->queryOne(u"SELECT state FROM notices"_s))->text(0), u"cancelled"_s);
    }

    void tidyingKeepsWhatCounts()
    {
        World& w = *world_;
        const Student student = w.student(u"13812345678"_s);
        const QString id = w.enrol(student, w.batch(u"A"_s), u"吴小明"_s);
        must(tidy(w.context()));
        auto* c = must(w.database().local());
        const auto count = [&](const QString& table) {
            return must(c->queryOne(u"SELECT COUNT(*) FROM "_s + table))->integer(0);
        };
        QCOMPARE(count(u"idempotency"_s), 1);
        QCOMPARE(count(u"login_codes"_s), 1);
        w.clock.advance(w.settings.idempotencyKeepMs + w.settings.studentSessionMs);
        must(tidy(w.context()));
        QCOMPARE(count(u"idempotency"_s), 0);
        QCOMPARE(count(u"login_codes"_s), 0);
        QCOMPARE(w.record(student, id).state, RecordState::AwaitingUpload);
    }
};

QTEST_GUILESS_MAIN(FlowTest)
#include "tst_flow.moc"
