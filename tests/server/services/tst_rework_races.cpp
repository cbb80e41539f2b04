// Reworks told twice, at once with others, and too many of them.
#include "tests/support/databases.h"
#include "tests/support/scripted_reworker.h"
#include "tests/support/together.h"

#include <QSet>
#include <QTest>

#include <latch>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class ReworkRacesTest : public QObject {
    Q_OBJECT

    Renders renders_;
    std::unique_ptr<World> world_;
    Staff li_;
    QString id_;

    Reworks& reworks() { return world_->services->reworks; }
    static ReworkRequest of(const ReviewItem& item, const QJsonObject& parameters = {{"turn"_L1, 2.5}})
    {
        return reworkOf(item, parameters);
    }
    ReviewItem claimed() { return world_->claim(li_).front(); }
    ReviewItem now() { return claimed(); }
    qint64 count(const QString& sql)
    {
        return must(must(world_->database().local())->queryOne(sql))->integer(0);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        renders_.made = 0;
        renders_.during = {};
        renders_.failure.reset();
        world_ = std::make_unique<World>();
        openRenders(*world_, renders_);
        li_ = world_->staff(u"li"_s);
        id_ = world_->inReview("green");
    }
    void cleanup() { world_.reset(); }

    void theSameKeyGetsTheSameAnswer()
    {
        const ReworkRequest request = of(claimed());
        const QJsonObject first = must(reworks().rework(li_, request));
        world_->clock.advance(3'600'000);
        QCOMPARE(must(reworks().rework(li_, request)), first);
        QCOMPARE(renders_.made.load(), 1); // not even rendered again
        QCOMPARE(count(u"SELECT COUNT(*) FROM revisions"_s), 2);
        ReworkRequest other = request;
        other.parameters.insert("turn"_L1, 1);
        QCOMPARE(codeOf(reworks().rework(li_, other)), u"idempotency_conflict"_s);
        QCOMPARE(codeOf(reworks().restore(li_, request)), u"idempotency_conflict"_s);
    }

    void aFailedRenderLeavesNoTrace()
    {
        const ReworkRequest request = of(claimed());
        renders_.failure = Error{ErrorCode::EncodeFailed, {}};
        QCOMPARE(codeOf(reworks().rework(li_, request)), u"encode_failed"_s);
        QCOMPARE(count(u"SELECT COUNT(*) FROM revisions"_s), 0);
        QCOMPARE(count(u"SELECT COUNT(*) FROM idempotency WHERE route LIKE 'rework%'"_s), 0);
        renders_.failure.reset();
        (void)must(reworks().rework(li_, request)); // the same key, again
    }

    void onlySoManyAtOnce()
    {
        const int most = int(world_->settings.reworkRendersMax);
        for (int i = 0; i < most; ++i)
            (void)world_->inReview();
        const auto items = world_->claim(li_, most + 1);
        QCOMPARE(items.size(), std::size_t(most + 1));
        std::latch allIn(most), goOn(1);
        renders_.during = [&] {
            allIn.count_down();
            goOn.wait();
        };
        std::atomic<int> done = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < most; ++i) {
                threads.emplace_back(
                    [&, i] { done += reworks().rework(li_, of(items[std::size_t(i)])) ? 1 : 0; });
            }
            allIn.wait();
            const auto refused = reworks().rework(li_, of(items[std::size_t(most)]));
            const QString code = codeOf(refused);
            goOn.count_down();
            QCOMPARE(code, u"overloaded"_s);
            QCOMPARE(refused.error().retryAfterMs, world_->settings.reworkRetryMs);
        }
        QCOMPARE(done.load(), most);
        renders_.during = {};
        (void)must(reworks().rework(li_, of(items[std::size_t(most)]))); // there is room again
    }

    void twoAtOnceMakeOne()
    {
        const ReviewItem item = claimed();
        std::atomic<int> made = 0, stale = 0;
        together(2, [&](int i) {
            const auto done = reworks().rework(li_, of(item, {{"turn"_L1, i + 1}}));
            made += done ? 1 : 0;
            stale += codeOf(done) == "stale_version"_L1 ? 1 : 0;
        });
        QCOMPARE(made.load(), 1);
        QCOMPARE(stale.load(), 1);
        QCOMPARE(count(u"SELECT COUNT(*) FROM revisions"_s), 2);
    }

    void theSameRequestTwiceAtOnce()
    {
        const ReworkRequest request = of(claimed());
        std::mutex mutex;
        QSet<QByteArray> answers;
        together(2, [&](int) {
            const QJsonObject answer = must(reworks().rework(li_, request));
            const std::lock_guard lock(mutex);
            answers.insert(json::compact(answer));
        });
        QCOMPARE(answers.size(), 1);
        QCOMPARE(count(u"SELECT COUNT(*) FROM revisions"_s), 2);
    }

    void againstADecision()
    {
        for (int round = 0; round < 10; ++round) {
            const ReviewItem item = claimed();
            std::atomic<int> reworked = 0, decided = 0;
            together(2, [&](int i) {
                if (i == 0)
                    reworked += reworks().rework(li_, of(item)) ? 1 : 0;
                else
                    decided +=
                        world_->services->reviews.decide(li_, World::decisionOn(item, Verdict::Approve)) ? 1
                                                                                                         : 0;
            });
            QCOMPARE(reworked + decided, 1); // one of them, never both on one version
            if (decided == 0)
                (void)must(world_->services->reviews.decide(li_, World::decisionOn(now(), Verdict::Approve)));
            id_ = world_->inReview();
        }
    }
};

QTEST_GUILESS_MAIN(ReworkRacesTest)
#include "tst_rework_races.moc"
