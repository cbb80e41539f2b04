#include "server/services/random.h"
#include "tests/support/bulk_hands.h"
#include "tests/support/databases.h"
#include "tests/support/together.h"

#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// Bulk approvals beside everything else that wants the same photos.
class BulkRacesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    std::unique_ptr<BulkHands> hands_;

    /// Nothing decided twice, nothing held by two, nobody's lease without an owner.
    void verifyWhole()
    {
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM (SELECT record FROM decisions WHERE undone_at IS NULL"
                               " GROUP BY record HAVING COUNT(*) > 1) twice"_s),
                 0);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE state = 'approved'"_s),
                 hands_->count(u"SELECT COUNT(*) FROM decisions WHERE undone_at IS NULL"_s));
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records r JOIN bulks b ON b.id = r.bulk"
                               " WHERE b.state <> 'sampling' OR r.lease_user <> b.staff"_s),
                 0);
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        hands_ = std::make_unique<BulkHands>(*world_);
    }
    void cleanup()
    {
        hands_.reset();
        world_.reset();
    }

    void twoPeopleWantTheSamePhotos()
    {
        constexpr int people = 4;
        const QString batch = hands_->waiting(30);
        std::vector<Staff> staff;
        for (int i = 0; i < people; ++i)
            staff.push_back(world_->staff(u"senior%1"_s.arg(i), {Role::SeniorReviewer}));
        const BulkRequest request = hands_->everything(staff[0], batch);
        std::array<QString, people> outcome;
        together(people, [&](int i) {
            outcome[std::size_t(i)] =
                codeOf(world_->services->bulks.start(staff[std::size_t(i)], request, newId()));
        });
        QCOMPARE(std::ranges::count(outcome, QString()), 1);
        QCOMPARE(std::ranges::count(outcome, u"bulk_too_few"_s), people - 1);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE bulk IS NOT NULL"_s), 30);
        verifyWhole();
    }

    void oneBesideClaims()
    {
        constexpr int claimers = 5;
        const QString batch = hands_->waiting(40);
        const Staff senior = world_->staff(u"senior"_s, {Role::SeniorReviewer});
        std::vector<Staff> staff;
        for (int i = 0; i < claimers; ++i)
            staff.push_back(world_->staff(u"reviewer%1"_s.arg(i)));
        const BulkRequest request = hands_->everything(senior, batch);
        std::mutex mutex;
        QSet<QString> claimed;
        std::atomic<int> failed = 0;
        together(claimers + 1, [&](int i) {
            if (i == claimers) {
                failed += world_->services->bulks.start(senior, request, newId()) ? 0 : 1;
                return;
            }
            ClaimRequest some;
            some.count = 4;
            const auto mine = world_->services->reviews.claim(staff[std::size_t(i)], some);
            failed += mine ? 0 : 1;
            const std::lock_guard lock(mutex);
            for (std::size_t k = 0; mine && k < mine->items.size(); ++k)
                claimed.insert(mine->items[k].record.id);
        });
        QCOMPARE(failed.load(), 0);
        const Bulk bulk = hands_->current(senior);
        QCOMPARE(bulk.sampleSize + bulk.rest + int(claimed.size()), 40); // each in exactly one hand
        QCOMPARE(bulk.leftOut.size(), std::size_t(claimed.size()));
        for (const auto& [record, why] : bulk.leftOut)
            QVERIFY(why == LeftOut::Leased && claimed.contains(record));
        verifyWhole();
    }

    void approvedFromManyWindowsWhileStudentsWithdraw()
    {
        constexpr int windows = 4, students = 6;
        const QString batch = hands_->waiting(30);
        const Staff senior = world_->staff(u"senior"_s, {Role::SeniorReviewer});
        const Bulk bulk = hands_->started(senior, batch);
        hands_->approveSample(senior, bulk.id);
        QStringList rest;
        for (const SheetPhoto& photo : hands_->sheet(senior))
            rest << photo.recordId;
        std::array<QString, windows> outcome;
        std::atomic<int> withdrawn = 0;
        together(windows + students, [&](int i) {
            if (i < windows) {
                outcome[std::size_t(i)] = codeOf(world_->services->bulks.approve(senior, bulk.id));
                return;
            }
            const QString record = rest[i];
            const Student owner = world_->owner(record);
            const auto gone =
                world_->services->submissions.withdraw(owner, record, world_->record(owner, record).version);
            withdrawn += gone ? 1 : 0;
        });
        for (const QString& code : outcome)
            QCOMPARE(code, QString());
        const Bulk done = hands_->current(senior);
        QCOMPARE(done.state, BulkState::Approved);
        QCOMPARE(done.rest, 25 - withdrawn.load());
        QCOMPARE(done.leftOut.size(), std::size_t(withdrawn.load()));
        verifyWhole();
    }

    void undoneFromTwoWindowsAndSingly()
    {
        const QString batch = hands_->waiting(20);
        const Staff senior = world_->staff(u"senior"_s, {Role::SeniorReviewer});
        const Bulk bulk = hands_->started(senior, batch);
        hands_->approveSample(senior, bulk.id);
        (void)must(world_->services->bulks.approve(senior, bulk.id));
        const auto history = must(world_->services->reviews.myDecisions(senior, {}, 50)).items;
        std::array<QString, 2> outcome;
        together(5, [&](int i) {
            if (i < 2)
                outcome[std::size_t(i)] = codeOf(world_->services->bulks.undo(senior, bulk.id));
            else // wins or loses, but never both
                (void)world_->services->reviews.undo(senior, history[std::size_t(i)].id);
        });
        QCOMPARE(outcome[0] + outcome[1], QString());
        QCOMPARE(hands_->current(senior).state, BulkState::Undone);
        verifyWhole();
    }
};

QTEST_GUILESS_MAIN(BulkRacesTest)
#include "tst_bulk_races.moc"
