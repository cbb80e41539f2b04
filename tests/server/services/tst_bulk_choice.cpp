#include "server/services/random.h"
#include "tests/support/bulk_hands.h"
#include "tests/support/databases.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

/// Who may approve together what, and what the sample is.
class BulkChoiceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    std::unique_ptr<BulkHands> hands_;
    Staff senior_, other_;

    Bulks& bulks() { return world_->services->bulks; }
    Outcome<QJsonObject> start(const QString& batch)
    {
        return bulks().start(senior_, hands_->everything(senior_, batch), newId());
    }
    QString whyOf(const Bulk& bulk, const QString& record)
    {
        const auto found =
            std::ranges::find(bulk.leftOut, record, [](const auto& entry) { return entry.first; });
        return found == bulk.leftOut.end() ? QString() : QString(leftOutName(found->second));
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        hands_ = std::make_unique<BulkHands>(*world_);
        senior_ = world_->staff(u"senior"_s, {Role::SeniorReviewer});
        other_ = world_->staff(u"other"_s, {Role::SeniorReviewer});
    }
    void cleanup()
    {
        hands_.reset();
        world_.reset();
    }

    void whoMay()
    {
        const QString batch = hands_->waiting(8);
        const Staff plain = world_->staff(u"plain"_s),
                    admin = world_->staff(u"admin"_s, {Role::Administrator});
        const BulkRequest request = hands_->everything(senior_, batch);
        const Bulk bulk = hands_->started(senior_, batch);
        for (const Staff& staff : {plain, admin}) {
            QCOMPARE(codeOf(bulks().start(staff, request, newId())), u"forbidden"_s);
            QCOMPARE(codeOf(bulks().current(staff)), u"forbidden"_s);
            QCOMPARE(codeOf(bulks().sample(staff, bulk.id, 1)), u"forbidden"_s);
            QCOMPARE(codeOf(bulks().approve(staff, bulk.id)), u"forbidden"_s);
            QCOMPARE(codeOf(bulks().cancel(staff, bulk.id)), u"forbidden"_s);
            QCOMPARE(codeOf(bulks().undo(staff, bulk.id)), u"forbidden"_s);
        }
        hands_->approveSample(senior_, bulk.id);
        QCOMPARE(codeOf(bulks().approve(other_, bulk.id)), u"not_found"_s);
        QCOMPARE(codeOf(bulks().sample(other_, bulk.id, 1)), u"not_found"_s);
    }

    void offUnlessTheBatchAllowsIt()
    {
        const QString batch = hands_->waiting(8, false);
        QCOMPARE(codeOf(start(batch)), u"bulk_not_allowed"_s);
        QCOMPARE(codeOf(world_->services->batches.setBulk(batch, true, 0, u"operator"_s)),
                 u"invalid_field"_s);
        QCOMPARE(codeOf(world_->services->batches.setBulk(newId(), true, 5, u"operator"_s)), u"not_found"_s);
        const StaffBatch half = must(world_->services->batches.setBulk(batch, true, 80, u"operator"_s));
        QVERIFY(half.bulkAllowed);
        QCOMPARE(half.bulkSamplePercent, 80);
        QCOMPARE(must(start(batch))["sample_size"_L1].toInt(), 7);
        QCOMPARE(codeOf(start(newId())), u"not_found"_s);
    }

    void onlyCleanFreshFreeOnes()
    {
        const QString batch = hands_->waiting(8);
        const QString red = world_->inReview("red one"), faceless = world_->inReview("noface");
        const QString held = world_->inReview(), mine = world_->inReview(), noted = world_->inReview();
        (void)must(world_->services->sheet.open(other_, held));
        (void)must(world_->services->sheet.open(senior_, mine));
        hands_->withdraw(noted);
        const Student owner = world_->owner(noted);
        (void)must(world_->services->submissions.submit(owner, noted, world_->record(owner, noted).version,
                                                        u"宗教原因戴头巾"_s));
        BulkRequest request = hands_->everything(senior_, batch);
        const QString stale = request.photos.front().recordId;
        --request.photos.front().version;
        request.photos.push_back({newId(), 1}); // never existed
        request.photos.push_back(request.photos.back());
        (void)must(bulks().start(senior_, request, newId()));
        const Bulk bulk = hands_->current(senior_);
        QCOMPARE(whyOf(bulk, red), u"not_green"_s);
        QCOMPARE(whyOf(bulk, faceless), u"flagged"_s);
        QCOMPARE(whyOf(bulk, held), u"leased"_s);
        QCOMPARE(whyOf(bulk, noted), u"flagged"_s);
        QCOMPARE(whyOf(bulk, stale), u"changed"_s);
        QCOMPARE(bulk.leftOut.size(), std::size_t(5));
        QCOMPARE(bulk.sampleSize + bulk.rest, 8); // the seven that are left, and what the caller held already
    }

    void secondReviewsAndOtherBatchesStayOut()
    {
        const QString batch = hands_->waiting(7);
        BulkRequest request = hands_->everything(senior_, batch);
        (void)world_->decided(other_, Verdict::SecondOpinion);
        const StaffBatch elsewhere = world_->batch(u"另一批"_s);
        const Student student = world_->student(u"13700000001"_s);
        const QString foreign = world_->enrol(student, elsewhere, u"外"_s);
        world_->draft(student, foreign, "elsewhere");
        world_->submit(student, foreign);
        request.photos.push_back({foreign, world_->record(student, foreign).version});
        (void)must(bulks().start(senior_, request, newId()));
        const Bulk bulk = hands_->current(senior_);
        QCOMPARE(bulk.sampleSize + bulk.rest, 6);
        QCOMPARE(whyOf(bulk, foreign), u"other_batch"_s);
        QCOMPARE(bulk.leftOut.size(), std::size_t(2));
    }

    void tooFew()
    {
        const QString batch = hands_->waiting(5);
        QCOMPARE(codeOf(start(batch)), u"bulk_too_few"_s);
        QCOMPARE(hands_->count(u"SELECT COUNT(*) FROM records WHERE lease_user IS NOT NULL"_s), 0);
        QCOMPARE(codeOf(bulks().start(senior_, {batch, {}}, newId())), u"invalid_field"_s);
        BulkRequest many{batch, std::vector<BulkChoice>(std::size_t(world_->settings.bulkMost) + 1)};
        QCOMPARE(codeOf(bulks().start(senior_, many, newId())), u"invalid_field"_s);
        QCOMPARE(codeOf(BulkRequest::fromJson({})), u"invalid_field"_s);
    }

    void theSampleCantBeForetold()
    {
        const QString batch = hands_->waiting(12);
        QHash<QString, int> times;
        constexpr int rounds = 60;
        for (int i = 0; i < rounds; ++i) {
            const Bulk bulk = hands_->started(senior_, batch);
            for (const QString& record : bulk.sampleLeft)
                ++times[record];
            (void)must(bulks().cancel(senior_, bulk.id));
            world_->clock.advance(1000);
        }
        // 25 each on average; a photo that is never or always drawn is one in 10^14 by chance.
        QCOMPARE(times.size(), 12);
        for (const int count : times)
            QVERIFY(count < rounds);
    }
};

QTEST_GUILESS_MAIN(BulkChoiceTest)
#include "tst_bulk_choice.moc"
