#include "server/services/random.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"
#include "tests/support/together.h"

#include <QSet>
#include <QTest>

#include <array>
#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// Two things at once that exclude each other: exactly one of them happens.
class ContentionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    static constexpr int rounds = 20;

    /// Codes of the two, run at the same time.
    template <typename First, typename Second>
    static std::array<QString, 2> both(First first, Second second)
    {
        std::array<QString, 2> codes;
        together(2, [&](int i) { codes[std::size_t(i)] = i == 0 ? codeOf(first()) : codeOf(second()); });
        return codes;
    }
    qint64 count(const QString& sql)
    {
        return must(must(world_->database().local())->queryOne(sql))->integer(0);
    }
    /// Before the threads: a World is one thread's.
    SpooledPhoto spooled(const QByteArray& bytes)
    {
        return {world_->spool(bytes), World::sha256(bytes), bytes.size()};
    }
    RecordState state(const QString& id) { return world_->record(world_->owner(id), id).state; }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init() { world_ = std::make_unique<World>(); }
    void cleanup()
    {
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
        world_.reset();
    }

    void lateDecisionAgainstClaim()
    {
        const Staff li = world_->staff(u"li"_s), wang = world_->staff(u"wang"_s);
        for (int round = 0; round < rounds; ++round) {
            const QString id = world_->inReview();
            const Decision late = World::decisionOn(world_->claim(li).front(), Verdict::Approve);
            world_->clock.advance(world_->settings.leaseMs);
            std::size_t taken = 0;
            QString decided;
            together(2, [&](int i) {
                if (i == 0)
                    decided = codeOf(world_->services->reviews.decide(li, late));
                else
                    taken = world_->claim(wang).size();
            });
            if (decided.isEmpty()) {
                QCOMPARE(taken, std::size_t(0));
                QCOMPARE(state(id), RecordState::Approved);
                continue;
            }
            QCOMPARE(decided, u"lease_lost"_s);
            QCOMPARE(taken, std::size_t(1));
            QCOMPARE(state(id), RecordState::InReview);
            (void)world_->decided(wang, Verdict::Approve); // out of the next round's way
        }
        QCOMPARE(count(u"SELECT COUNT(*) FROM decisions"_s), rounds);
    }

    void secondReviewsNeverComeBack()
    {
        constexpr int reviewers = 6, each = 5;
        std::vector<Staff> staff;
        QHash<QString, QString> first;
        for (int i = 0; i < reviewers; ++i) {
            staff.push_back(world_->staff(u"reviewer%1"_s.arg(i)));
            for (int n = 0; n < each; ++n) {
                first.insert(world_->inReview(), staff.back().id);
                (void)world_->decided(staff.back(), Verdict::SecondOpinion);
            }
        }
        std::mutex mutex;
        QHash<QString, QString> second;
        std::atomic<int> failed = 0, twice = 0;
        together(reviewers, [&](int i) {
            const Staff& me = staff[std::size_t(i)];
            ClaimRequest request;
            request.secondReview = true;
            request.count = 2;
            for (;;) {
                const auto mine = world_->services->reviews.claim(me, request);
                failed += mine ? 0 : 1;
                if (!mine || mine->items.empty())
                    return;
                for (const ReviewItem& item : mine->items) {
                    failed += world_->services->reviews.decide(me, World::decisionOn(item, Verdict::Approve))
                                  ? 0
                                  : 1;
                    const std::lock_guard lock(mutex);
                    twice += second.contains(item.record.id) ? 1 : 0;
                    second.insert(item.record.id, me.id);
                }
            }
        });
        QCOMPARE(failed.load(), 0);
        QCOMPARE(twice.load(), 0);
        QCOMPARE(second.size(), first.size());
        for (const auto& [id, who] : second.asKeyValueRange())
            QVERIFY(first.value(id) != who);
    }

    void onePersonAtManyWindows()
    {
        constexpr int photos = 20, windows = 6, turns = 15;
        QStringList ids;
        for (int i = 0; i < photos; ++i)
            ids << world_->inReview();
        const Staff li = world_->staff(u"li"_s), wang = world_->staff(u"wang"_s);
        std::mutex mutex;
        QSet<QString> codes;
        together(windows, [&](int i) {
            Reviews& reviews = world_->services->reviews;
            ClaimRequest request;
            request.count = photos;
            QStringList mine = ids;
            for (int turn = 0; turn < turns; ++turn) {
                std::ranges::reverse(mine);
                const int kind = (i + turn) % 4;
                const QString code = kind == 0   ? codeOf(reviews.claim(li, request))
                                     : kind == 1 ? codeOf(reviews.heartbeat(li, mine))
                                     : kind == 2 ? codeOf(reviews.release(li, mine.first(photos / 2)))
                                                 : codeOf(reviews.claim(wang, request));
                const std::lock_guard lock(mutex);
                codes << code;
            }
        });
        QCOMPARE(codes, QSet<QString>{QString()}); // deadlocks among them are nobody's business
        const qint64 held = must(world_->services->reviews.queue(li, {})).mine
                            + must(world_->services->reviews.queue(wang, {})).mine;
        QCOMPARE(held + must(world_->services->reviews.queue(li, {})).waiting, photos);
    }

    void claimsAndHeartbeatsOfOneWindow()
    {
        constexpr int photos = 10, turns = 40;
        for (int i = 0; i < photos; ++i)
            (void)world_->inReview();
        const Staff li = world_->staff(u"li"_s);
        QStringList held;
        for (const ReviewItem& item : world_->claim(li, photos))
            held << item.record.id;
        QCOMPARE(held.size(), photos);
        std::atomic<int> lost = 0;
        together(4, [&](int i) {
            Reviews& reviews = world_->services->reviews;
            ClaimRequest request;
            request.count = photos;
            for (int turn = 0; turn < turns; ++turn) {
                if (i % 2 == 0) {
                    const auto claims = reviews.claim(li, request);
                    lost += claims && claims->items.size() == std::size_t(photos) ? 0 : 1;
                } else {
                    const auto beat = reviews.heartbeat(li, held);
                    lost += beat && beat->held == held ? 0 : 1;
                }
            }
        });
        QCOMPARE(lost.load(), 0);
    }

    void undoAgainstUpload()
    {
        const Staff li = world_->staff(u"li"_s);
        for (int round = 0; round < rounds; ++round) {
            const QString id = world_->inReview(),
                          decision = world_->decided(li, Verdict::Reject, {u"L01"_s});
            const Student owner = world_->owner(id);
            const SpooledPhoto photo = spooled("better " + id.toLatin1());
            const auto [undone, sent] =
                both([&] { return world_->services->reviews.undo(li, decision); },
                     [&] { return world_->services->uploads.accept(owner, id, photo, u"album"_s); });
            QVERIFY2(undone.isEmpty() != sent.isEmpty(), qUtf8Printable(undone + u'/' + sent));
            QCOMPARE(undone + sent, sent.isEmpty() ? u"student_acted"_s : u"not_allowed_in_state"_s);
            QCOMPARE(state(id), sent.isEmpty() ? RecordState::Rejected : RecordState::InReview);
            if (undone.isEmpty()) // out of the next round's way
                (void)world_->decided(li, Verdict::Approve);
            else
                QVERIFY(must(world_->worker->runOne(world_->processor)));
        }
    }

    void undoTwiceAtOnce()
    {
        constexpr int threads = 4;
        const Staff li = world_->staff(u"li"_s);
        const QString id = world_->inReview(), decision = world_->decided(li, Verdict::Approve);
        const qint64 version = world_->record(world_->owner(id), id).version;
        std::atomic<int> failed = 0, same = 0;
        together(threads, [&](int) {
            const auto item = world_->services->reviews.undo(li, decision);
            failed += item ? 0 : 1;
            same += item && item->record.version == version + 1 ? 1 : 0;
        });
        QCOMPARE(failed.load(), 0);
        QCOMPARE(same.load(), threads);
        QCOMPARE(count(u"SELECT COUNT(*) FROM audit WHERE action = 'decision.undo'"_s), 1);
    }

    void twoPicturesAtOnce()
    {
        const Student student = world_->student(u"13800000001"_s);
        const QString id = world_->enrol(student, world_->batch(u"2026 届"_s), u"吴小明"_s);
        for (int round = 1; round <= rounds; ++round) {
            const auto send = [&](const QByteArray& name) {
                return [&, photo = spooled(name + QByteArray::number(round))] {
                    return world_->services->uploads.accept(student, id, photo, u"album"_s);
                };
            };
            const auto [one, other] = both(send("one"), send("other"));
            QCOMPARE(one + other, QString());
            QCOMPARE(count(u"SELECT COUNT(*) FROM uploads WHERE state = 'superseded'"_s), round);
            QVERIFY(must(world_->worker->runOne(world_->processor)));
            QVERIFY(!must(world_->worker->runOne(world_->processor)));
            QCOMPARE(world_->record(student, id).attempt, round);
        }
    }

    void submittedTwiceAtOnce()
    {
        const Student student = world_->student(u"13800000001"_s);
        const QString id = world_->enrol(student, world_->batch(u"2026 届"_s), u"吴小明"_s);
        world_->draft(student, id, "picture");
        const qint64 version = world_->record(student, id).version;
        const auto submit = [&] { return world_->services->submissions.submit(student, id, version, {}); };
        const auto [one, other] = both(submit, submit);
        QVERIFY2(one.isEmpty() != other.isEmpty(), qUtf8Printable(one + u'/' + other));
        QCOMPARE(one + other, u"not_allowed_in_state"_s);
        QCOMPARE(world_->record(student, id).version, version + 1);
    }

    void paidAtTwoCounters()
    {
        const Student student = world_->student(u"13800000001"_s);
        const QString id = world_->enrol(student, world_->batch(u"2026 届"_s, 2500), u"吴小明"_s);
        const auto pay = [&](const QString& user) {
            return [&, staff = world_->staff(user, {Role::Print})] {
                return world_->services->enrolments.counterPayment(staff, id, 2500, newId());
            };
        };
        const auto [one, other] = both(pay(u"east"_s), pay(u"west"_s));
        QVERIFY2(one.isEmpty() != other.isEmpty(), qUtf8Printable(one + u'/' + other));
        QCOMPARE(one + other, u"not_allowed_in_state"_s);
        QCOMPARE(count(u"SELECT COUNT(*) FROM payments"_s), 1);
    }

    void theSameEnrolmentSentAgainAndAgain()
    {
        const Student student = world_->student(u"13800000001"_s);
        const StaffBatch batch = world_->batch(u"2026 届"_s);
        const EnrolmentRequest request{*batch.featureCode, u"1234"_s, u"吴小明"_s, {}};
        const QString key = newId();
        std::mutex mutex;
        QSet<QString> answers;
        together(6, [&](int) {
            const auto made = world_->services->enrolments.enrol(student, u"10.0.0.1"_s, request, key);
            const std::lock_guard lock(mutex);
            answers << (made ? (*made)["id"_L1].toString() : codeOf(made));
        });
        QCOMPARE(answers.size(), 1);
        QCOMPARE(count(u"SELECT COUNT(*) FROM records"_s), 1);
    }

    void codesAskedForAndGuessedAtOnce()
    {
        const QString phone = u"13800000001"_s;
        std::atomic<int> sent = 0;
        together(8, [&](int) { sent += world_->services->students.requestCode(phone) ? 1 : 0; });
        QCOMPARE(sent.load(), 1);
        QCOMPARE(world_->pocket.sent, 1);
        const QString wrong = world_->pocket.lastCode == "000000"_L1 ? u"000001"_s : u"000000"_s;
        std::atomic<int> looked = 0;
        together(12, [&](int) {
            looked += codeOf(world_->services->students.signIn(phone, wrong, {})) == "wrong_code"_L1 ? 1 : 0;
        });
        QCOMPARE(looked.load(), int(world_->settings.codeTries));
    }
};

QTEST_GUILESS_MAIN(ContentionTest)
#include "tst_contention.moc"
