#include "server/services/random.h"
#include "tests/support/bulk_hands.h"
#include "tests/support/databases.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class ContactSheetTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    std::unique_ptr<BulkHands> hands_;
    Staff li_, wang_;

    SheetPage page(const SheetQuery& query) { return must(world_->services->sheet.page(li_, query)); }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        hands_ = std::make_unique<BulkHands>(*world_);
        li_ = world_->staff(u"li"_s);
        wang_ = world_->staff(u"wang"_s);
    }
    void cleanup()
    {
        hands_.reset();
        world_.reset();
    }

    void pagesInQueueOrderEachOnce()
    {
        (void)hands_->waiting(9);
        const QString refused = hands_->sheet(li_)[3].recordId;
        (void)must(world_->services->sheet.open(li_, refused));
        const auto item = must(world_->services->sheet.open(li_, refused));
        (void)must(
            world_->services->reviews.decide(li_, World::decisionOn(item, Verdict::Reject, {u"L01"_s})));
        world_->draft(world_->owner(refused), refused, "better");
        world_->submit(world_->owner(refused), refused);
        QStringList whole, paged;
        for (const SheetPhoto& photo : hands_->sheet(li_))
            whole << photo.recordId;
        QCOMPARE(whole.size(), 9);
        QCOMPARE(whole.front(), refused); // goes ahead
        SheetQuery query;
        query.limit = 2;
        int pages = 0;
        for (;;) {
            const SheetPage part = page(query);
            QCOMPARE(part.batches.size(), std::size_t(pages == 0 ? 1 : 0));
            ++pages;
            for (const SheetPhoto& photo : part.items)
                paged << photo.recordId;
            if (!part.next)
                break;
            query.after = *part.next;
        }
        QCOMPARE(paged, whole);
        QCOMPARE(pages, 5);
        query.after = u"nonsense"_s;
        QCOMPARE(codeOf(world_->services->sheet.page(li_, query)), u"invalid_field"_s);
    }

    void whatARowSays()
    {
        (void)hands_->waiting(1);
        world_->clock.advance(1000);
        const QString red = world_->inReview("red one");
        world_->clock.advance(1000);
        const QString faceless = world_->inReview("noface");
        (void)must(world_->services->sheet.open(li_, red));
        (void)must(world_->services->sheet.open(wang_, faceless));
        SheetQuery query;
        query.limit = 10;
        query.check = u"pose.yaw"_s;
        const auto photos = page(query).items;
        QCOMPARE(photos.size(), std::size_t(3));
        QCOMPARE(photos[0].held, SheetPhoto::Held::Free);
        QCOMPARE(photos[0].machineVerdict, MachineVerdict::Green);
        QVERIFY(photos[0].hasDerived && !photos[0].hasNote && !photos[0].repeated);
        QCOMPARE(photos[0].thumbnailSha256.size(), 64);
        QCOMPARE((*photos[0].check)["status"_L1].toString(), u"pass"_s);
        QVERIFY((*photos[0].check)["value"_L1].isNull()); // measured nothing
        QCOMPARE(photos[1].held, SheetPhoto::Held::Mine);
        QCOMPARE((*photos[1].check)["status"_L1].toString(), u"fail"_s);
        QCOMPARE(photos[2].held, SheetPhoto::Held::Other);
        QVERIFY(!photos[2].hasDerived);
        query.check = u"no.such"_s;
        QVERIFY(!page(query).items[0].check);
        query.check.clear();
        QVERIFY(!page(query).items[0].check);
    }

    void noNamesNoReports()
    {
        (void)hands_->waiting(1);
        SheetQuery query;
        query.limit = 10;
        const QString text = QString::fromUtf8(QJsonDocument(toJson(page(query))).toJson());
        for (const QString& word : {u"name_masked"_s, u"学*"_s, u"123X"_s, u"id_last4"_s, u"checks"_s})
            QVERIFY2(!text.contains(word), qUtf8Printable(word));
    }

    void batches()
    {
        const QString first = hands_->waiting(2);
        const StaffBatch second = world_->batch(u"另一批"_s);
        const Student student = world_->student(u"13700000001"_s);
        const QString id = world_->enrol(student, second, u"外"_s);
        world_->draft(student, id, "elsewhere");
        world_->submit(student, id);
        SheetQuery query;
        query.limit = 10;
        const auto all = page(query);
        QCOMPARE(all.batches.size(), std::size_t(2));
        for (const SheetBatchView& batch : all.batches) {
            QCOMPARE(batch.waiting, batch.id == first ? 2 : 1);
            QCOMPARE(batch.bulkAllowed, batch.id == first);
            QCOMPARE(batch.bulkSamplePercent, world_->settings.bulkSamplePercent);
        }
        query.batchId = second.id;
        QCOMPARE(page(query).items.size(), std::size_t(1));
        QCOMPARE(page(query).batches.size(), std::size_t(2)); // to choose another one
    }

    void openingOne()
    {
        (void)hands_->waiting(3);
        const auto photos = hands_->sheet(li_);
        const QString wanted = photos[2].recordId;
        const ReviewItem item = must(world_->services->sheet.open(li_, wanted));
        QCOMPARE(item.record.id, wanted);
        QCOMPARE(item.leaseExpiresAt, world_->clock.nowMs() + world_->settings.leaseMs);
        QCOMPARE(must(world_->services->sheet.open(li_, wanted)).record.id, wanted);
        QCOMPARE(codeOf(world_->services->sheet.open(wang_, wanted)), u"lease_lost"_s);
        QCOMPARE(world_->claim(wang_, 5).size(), std::size_t(2));
        (void)must(world_->services->reviews.decide(li_, World::decisionOn(item, Verdict::Approve)));
        QCOMPARE(codeOf(world_->services->sheet.open(li_, wanted)), u"not_allowed_in_state"_s);
        QCOMPARE(codeOf(world_->services->sheet.open(li_, newId())), u"not_found"_s);
        world_->clock.advance(world_->settings.leaseMs);
        QCOMPARE(must(world_->services->sheet.open(li_, photos[0].recordId)).record.id, photos[0].recordId);
    }

    void onlyReviewersLook()
    {
        (void)hands_->waiting(1);
        const Staff print = world_->staff(u"print"_s, {Role::Print});
        QCOMPARE(codeOf(world_->services->sheet.page(print, {{}, {}, {}, 5})), u"forbidden"_s);
        QCOMPARE(codeOf(world_->services->sheet.open(print, newId())), u"forbidden"_s);
    }
};

QTEST_GUILESS_MAIN(ContactSheetTest)
#include "tst_contact_sheet.moc"
