#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QFile>
#include <QTest>

#include <latch>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class UploadsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    Student student_;
    QString id_;

    Upload stateOf(const Upload& upload)
    {
        return must(world_->services->uploads.state(student_, upload.id));
    }
    bool workOne() { return must(world_->worker->runOne(world_->processor)); }
    StudentRecord record() { return world_->record(student_, id_); }
    Upload send(const QByteArray& bytes) { return must(world_->upload(student_, id_, bytes)); }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        student_ = world_->student(u"13800000001"_s);
        id_ = world_->enrol(student_, world_->batch(u"2026 届"_s), u"吴小明"_s);
    }
    void cleanup() { world_.reset(); }

    void receivedThenAccepted()
    {
        const Upload sent = send("picture");
        QCOMPARE(sent.state, UploadState::Received);
        QCOMPARE(sent.queuePosition, std::optional<qint64>(0));
        QCOMPARE(record().state, RecordState::AwaitingUpload);
        QVERIFY(workOne());
        QCOMPARE(stateOf(sent).state, UploadState::Accepted);
        QCOMPARE(record().state, RecordState::Draft);
        QVERIFY(!workOne());
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"not_an_image", "image_truncated", "too_many_pixels", "too_few_pixels"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void refusals()
    {
        QFETCH(QString, code);
        world_->draft(student_, id_, "good");
        const Upload sent = send("!" + code.toLatin1());
        QVERIFY(workOne());
        QCOMPARE(stateOf(sent).state, UploadState::Refused);
        QCOMPARE(stateOf(sent).code, code);
        QCOMPARE(record().state, RecordState::Draft); // keeps the draft it had
        QCOMPARE(record().attempt, 1);
        QVERIFY(!workOne()); // and is not tried again
    }

    void badRequests()
    {
        auto& uploads = world_->services->uploads;
        const auto empty =
            uploads.accept(student_, id_, {world_->spool({}), World::sha256({}), 0}, u"album"_s);
        QCOMPARE(codeOf(empty), u"empty_file"_s);
        const auto source =
            uploads.accept(student_, id_, {world_->spool("x"), World::sha256("x"), 1}, u"scanner"_s);
        QCOMPARE(codeOf(source), u"invalid_field"_s);
        QCOMPARE(codeOf(uploads.accept(student_, newId(), {world_->spool("x"), World::sha256("x"), 1},
                                       u"album"_s)),
                 u"not_found"_s);
        const Student thief = world_->student(u"13800000002"_s);
        const Upload sent = send("picture");
        QCOMPARE(codeOf(uploads.state(thief, sent.id)), u"not_found"_s);
        QCOMPARE(codeOf(uploads.state(student_, newId())), u"not_found"_s);
    }

    void noFaceCanStillBeSubmitted()
    {
        world_->draft(student_, id_, "noface");
        QCOMPARE(codeOf(world_->services->enrolments.photo(student_, id_, PhotoKind::Derived)),
                 u"not_found"_s);
        world_->submit(student_, id_);
        const Staff reviewer = world_->staff(u"li"_s);
        const auto items = world_->claim(reviewer);
        QVERIFY(!items[0].attempt.derived);
        (void)must(world_->services->reviews.decide(reviewer, World::decisionOn(items[0], Verdict::Approve)));
    }

    void aNewerOneSupersedes()
    {
        const Upload older = send("older"), newer = send("newer");
        QCOMPARE(stateOf(older).state, UploadState::Superseded);
        QVERIFY(workOne() && !workOne());
        QCOMPARE(stateOf(newer).state, UploadState::Accepted);
        QCOMPARE(record().attempt, 1);
        QCOMPARE(record().upload->id, newer.id);
    }

    void aNewerOneSupersedesTheOneInWork()
    {
        const Upload older = send("older");
        std::optional<Upload> newer;
        world_->processor.before = [&] {
            world_->processor.before = nullptr;
            newer = send("newer");
        };
        QVERIFY(workOne()); // the older one: what comes of it is thrown away
        QCOMPARE(stateOf(older).state, UploadState::Superseded);
        QCOMPARE(record().state, RecordState::AwaitingUpload);
        QVERIFY(workOne());
        QCOMPARE(stateOf(*newer).state, UploadState::Accepted);
    }

    void nothingIsSubmittedWhileOneIsInWork()
    {
        world_->draft(student_, id_, "first");
        (void)send("second");
        const auto refused = world_->services->submissions.submit(student_, id_, record().version, {});
        QCOMPARE(codeOf(refused), u"upload_in_work"_s);
        QCOMPARE(refused.error().record->state, RecordState::Draft);
    }

    void noUploadWhileInReview()
    {
        world_->draft(student_, id_, "first");
        world_->submit(student_, id_);
        QCOMPARE(codeOf(world_->upload(student_, id_, "second")), u"not_allowed_in_state"_s);
        QCOMPARE(codeOf(world_->services->uploads.admit(student_, id_)), u"not_allowed_in_state"_s);
    }

    void refusedPicturesDoNotComeBack()
    {
        const Staff reviewer = world_->staff(u"li"_s);
        world_->draft(student_, id_, "bad|a");
        world_->submit(student_, id_);
        (void)world_->decided(reviewer, Verdict::Reject, {u"L01"_s});
        QCOMPARE(codeOf(world_->upload(student_, id_, "bad|a")),
                 u"repeated_refused_photo"_s); // same bytes: at once
        const Upload samePixels = send("bad|b");
        QVERIFY(workOne());
        QCOMPARE(stateOf(samePixels).state, UploadState::Refused);
        QCOMPARE(stateOf(samePixels).code, u"repeated_refused_photo"_s);
        // Also in another enrolment of the same student, but not for somebody else.
        const QString second = world_->enrol(student_, world_->batch(u"另一批"_s), u"吴小明"_s);
        QCOMPARE(codeOf(world_->upload(student_, second, "bad|a")), u"repeated_refused_photo"_s);
        const Student other = world_->student(u"13800000002"_s);
        const QString others = world_->enrol(other, world_->batch(u"第三批"_s), u"别人"_s);
        world_->draft(other, others, "bad|a");
        world_->draft(student_, id_, "good");
    }

    void aRefusalTakenBackNoLongerCounts()
    {
        const Staff reviewer = world_->staff(u"li"_s);
        world_->draft(student_, id_, "bad");
        world_->submit(student_, id_);
        (void)must(
            world_->services->reviews.undo(reviewer, world_->decided(reviewer, Verdict::Reject, {u"L01"_s})));
        (void)must(world_->services->submissions.withdraw(student_, id_, record().version));
        world_->draft(student_, id_, "bad");
    }

    void ourFailuresAreTriedAgain()
    {
        const Upload sent = send("!inference_failed");
        for (int i = 1; i < world_->settings.uploadTriesMax; ++i) {
            QVERIFY(workOne());
            QCOMPARE(stateOf(sent).state, UploadState::Received);
            QVERIFY(!workOne()); // not at once
            world_->clock.advance(60'000);
        }
        QVERIFY(workOne());
        QCOMPARE(stateOf(sent).state, UploadState::Failed);
        QCOMPARE(stateOf(sent).code, u"inference_failed"_s);
        QVERIFY(!workOne());
        world_->draft(student_, id_, "good"); // a failure stands in nobody's way
    }

    void aRestartTakesItUpAgain()
    {
        const Upload sent = send("picture");
        UploadWorker dead(world_->context(), nullptr);
        int recovered = -1;
        world_->processor.before = [&] { // in the middle of the work the process dies and another starts
            world_->processor.before = nullptr;
            world_->clock.advance(world_->settings.uploadStaleMs + 1);
            recovered = must(world_->worker->recover(true));
            world_->clock.advance(60'000);
            QVERIFY(workOne());
        };
        (void)must(dead.runOne(world_->processor));
        QCOMPARE(recovered, 1);
        QCOMPARE(world_->processor.processed, 2);
        QCOMPARE(stateOf(sent).state, UploadState::Accepted);
        QCOMPARE(record().attempt, 1); // once, though two had it in hand
        QCOMPARE(must(world_->worker->recover(true)), 0);
    }

    void oneThatKillsTheProcessIsGivenUp()
    {
        const Upload sent = send("picture");
        for (int i = 0; i < world_->settings.uploadTriesMax; ++i) {
            UploadWorker dead(world_->context(), nullptr);
            ScriptedProcessor processor;
            auto* c = must(world_->database().local());
            must(c->execute(
                u"UPDATE uploads SET state = 'processing', tries = ?, claimed_at = 0 WHERE id = ?"_s,
                {i + 1, sent.id}));
            QCOMPARE(must(world_->worker->recover(true)), 1);
            world_->clock.advance(60'000);
        }
        QCOMPARE(stateOf(sent).state, UploadState::Failed);
        QCOMPARE(stateOf(sent).code, u"internal"_s);
    }

    void threadsWorkTheQueueOff()
    {
        constexpr int pictures = 20;
        world_->settings.imagingPollMs = 20;
        std::latch done(pictures);
        struct Counting final : PhotoProcessor {
            explicit Counting(std::latch& d) : latch(d) {}
            Result<ProcessedPhoto> process(const ProcessingOrder& order) override
            {
                latch.count_down();
                return inner.process(order);
            }
            std::latch& latch;
            ScriptedProcessor inner;
        };
        UploadWorker worker(world_->context(), [&]() -> Result<std::unique_ptr<PhotoProcessor>> {
            return std::make_unique<Counting>(done);
        });
        world_->services->uploads.onReceived([&] { worker.wake(); });
        must(worker.start());
        std::vector<std::pair<Student, Upload>> sent;
        const StaffBatch batch = world_->batch(u"另一批"_s);
        for (int i = 0; i < pictures; ++i) {
            const Student student = world_->student(u"1370000%1"_s.arg(i, 4, 10, QChar(u'0')));
            const QString id = world_->enrol(student, batch, u"学生%1"_s.arg(i));
            sent.emplace_back(student, must(world_->upload(student, id, "picture " + QByteArray::number(i))));
        }
        done.wait();
        worker.stop(); // waits for those in work
        QCOMPARE(worker.finished(), pictures);
        for (const auto& [student, upload] : sent)
            QCOMPARE(must(world_->services->uploads.state(student, upload.id)).state, UploadState::Accepted);
    }

    void aMissingModelStopsTheStart()
    {
        UploadWorker worker(world_->context(), []() -> Result<std::unique_ptr<PhotoProcessor>> {
            return fail(ErrorCode::ModelMissing);
        });
        QCOMPARE(codeOf(worker.start()), u"model_missing"_s);
    }
};

QTEST_GUILESS_MAIN(UploadsTest)
#include "tst_uploads.moc"
