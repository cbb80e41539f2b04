#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"
#include "tests/support/together.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// What must never happen, tried with many threads at once.
class RacesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;

    qint64 count(const QString& sql)
    {
        return must(must(world_->database().local())->queryOne(sql))->integer(0);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init() { world_ = std::make_unique<World>(); }
    void cleanup() { world_.reset(); }

    void noPhotoInTwoHands()
    {
        constexpr int reviewers = 8, photos = 120, depth = 5;
        for (int i = 0; i < photos; ++i)
            (void)world_->inReview();
        std::vector<Staff> staff;
        for (int i = 0; i < reviewers; ++i)
            staff.push_back(world_->staff(u"reviewer%1"_s.arg(i)));
        std::mutex mutex;
        QHash<QString, int> claims;
        std::atomic<int> failed = 0;
        together(reviewers, [&](int i) {
            const Staff& me = staff[std::size_t(i)];
            ClaimRequest request;
            request.count = depth;
            for (;;) {
                const auto mine = world_->services->reviews.claim(me, request);
                if (!mine || mine->items.empty()) {
                    failed += mine ? 0 : 1;
                    return;
                }
                for (const ReviewItem& item : mine->items) {
                    {
                        const std::lock_guard lock(mutex);
                        ++claims[item.record.id];
                    }
                    failed += world_->services->reviews.decide(me, World::decisionOn(item, Verdict::Approve))
                                  ? 0
                                  : 1;
                }
            }
        });
        QCOMPARE(failed.load(), 0);
        QCOMPARE(claims.size(), photos);
        for (const int times : claims)
            QCOMPARE(times, 1);
        QCOMPARE(count(u"SELECT COUNT(*) FROM decisions"_s), photos);
        QCOMPARE(count(u"SELECT COUNT(*) FROM records WHERE state = 'approved'"_s), photos);
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

    void theSameRequestManyTimesAtOnce()
    {
        const Staff staff = world_->staff(u"li"_s);
        (void)world_->inReview();
        const Decision decision = World::decisionOn(world_->claim(staff).front(), Verdict::Approve);
        std::mutex mutex;
        QSet<QString> answers;
        std::atomic<int> failed = 0;
        together(8, [&](int) {
            const auto answer = world_->services->reviews.decide(staff, decision);
            failed += answer ? 0 : 1;
            const std::lock_guard lock(mutex);
            if (answer)
                answers.insert((*answer)["decision_id"_L1].toString());
        });
        QCOMPARE(failed.load(), 0);
        QCOMPARE(answers.size(), 1);
        QCOMPARE(count(u"SELECT COUNT(*) FROM decisions"_s), 1);
    }

    void withdrawAgainstDecide()
    {
        constexpr int rounds = 40;
        const Staff staff = world_->staff(u"li"_s);
        int decided = 0;
        for (int round = 0; round < rounds; ++round) {
            const QString id = world_->inReview();
            const Student owner = world_->owner(id);
            const Decision decision = World::decisionOn(world_->claim(staff).front(), Verdict::Approve);
            QString decideCode, withdrawCode;
            together(2, [&](int i) {
                if (i == 0)
                    decideCode = codeOf(world_->services->reviews.decide(staff, decision));
                else
                    withdrawCode =
                        codeOf(world_->services->submissions.withdraw(owner, id, decision.version));
            });
            QVERIFY2(decideCode.isEmpty() != withdrawCode.isEmpty(),
                     qUtf8Printable(decideCode + u'/' + withdrawCode));
            const QString loser = decideCode + withdrawCode;
            QVERIFY2(loser == "stale_version"_L1 || loser == "not_allowed_in_state"_L1,
                     qUtf8Printable(loser));
            const RecordState state = world_->record(owner, id).state;
            QCOMPARE(state, decideCode.isEmpty() ? RecordState::Approved : RecordState::Draft);
            decided += decideCode.isEmpty() ? 1 : 0;
        }
        QCOMPARE(count(u"SELECT COUNT(*) FROM decisions"_s), decided);
    }

    void oneEnrolmentFromManyTaps()
    {
        const Student student = world_->student(u"13800000001"_s);
        const StaffBatch batch = world_->batch(u"2026 届"_s);
        std::atomic<int> made = 0, taken = 0;
        together(8, [&](int) {
            const EnrolmentRequest request{*batch.featureCode, u"1234"_s, u"吴小明"_s, {}};
            const QString code =
                codeOf(world_->services->enrolments.enrol(student, u"10.0.0.1"_s, request, newId()));
            made += code.isEmpty() ? 1 : 0;
            taken += code == "already_enrolled"_L1 ? 1 : 0;
        });
        QCOMPARE(made.load(), 1);
        QCOMPARE(taken.load(), 7);
    }

    void oneUploadForEachRow()
    {
        constexpr int pictures = 24, workers = 4;
        const StaffBatch batch = world_->batch(u"2026 届"_s);
        for (int i = 0; i < pictures; ++i) {
            const Student student = world_->student(u"1370000%1"_s.arg(i, 4, 10, QChar(u'0')));
            const QString id = world_->enrol(student, batch, u"学生%1"_s.arg(i));
            (void)must(world_->upload(student, id, "picture " + QByteArray::number(i)));
        }
        std::atomic<int> done = 0, failed = 0;
        together(workers, [&](int) {
            ScriptedProcessor processor;
            UploadWorker worker(world_->context(), nullptr); // as another process would
            for (;;) {
                const auto worked = worker.runOne(processor);
                failed += worked ? 0 : 1;
                if (!worked || !*worked)
                    break;
                ++done;
            }
        });
        QCOMPARE(failed.load(), 0);
        QCOMPARE(done.load(), pictures);
        QCOMPARE(count(u"SELECT COUNT(*) FROM attempts"_s), pictures);
    }

    void parallelGuessesOfAPassword()
    {
        (void)world_->staff(u"li"_s);
        std::atomic<int> looked = 0;
        together(16, [&](int) {
            const QString code = codeOf(world_->services->staff.signIn(u"li"_s, u"wrong"_s));
            looked += code == "wrong_credentials"_L1 ? 1 : 0;
        });
        QCOMPARE(looked.load(),
                 int(world_->settings.signInFailuresFree)); // the others were not even compared
    }

    void sixteenReviewersAtOnce()
    {
        constexpr int reviewers = 16, each = 15;
        for (int i = 0; i < reviewers * each; ++i)
            (void)world_->inReview();
        std::vector<std::pair<Staff, std::vector<ReviewItem>>> work;
        for (int i = 0; i < reviewers; ++i) {
            const Staff staff = world_->staff(u"reviewer%1"_s.arg(i));
            work.emplace_back(staff, world_->claim(staff, each));
        }
        std::atomic<int> failed = 0;
        QElapsedTimer timer;
        timer.start();
        together(reviewers, [&](int i) {
            const auto& [staff, items] = work[std::size_t(i)];
            for (const ReviewItem& item : items)
                failed += world_->services->reviews.decide(staff, World::decisionOn(item, Verdict::Approve))
                              ? 0
                              : 1;
        });
        const double seconds = double(timer.elapsed()) / 1000.0;
        // Without the disk's part: a flush of its own for each decision comes on top on SQLite.
        qInfo("%d decisions by %d threads in %.2f s: %.0f a second", reviewers * each, reviewers, seconds,
              reviewers * each / seconds);
        QCOMPARE(failed.load(), 0);
        QCOMPARE(count(u"SELECT COUNT(*) FROM decisions"_s), reviewers * each);
    }
};

QTEST_GUILESS_MAIN(RacesTest)
#include "tst_races.moc"
