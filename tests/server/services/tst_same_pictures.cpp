// Who is told that a picture was there before: R06 for an own refused one, R04 for another diploma's or
// somebody else's. Pictures are scripted fingerprints; that real ones are recognised is imaging's business.
#include "imaging/same_picture.h"
#include "resources/resources.h"
#include "server/services/random.h"
#include "server/services/same_pictures.h"
#include "tests/support/databases.h"
#include "tests/support/service_world.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class SamePicturesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<World> world_;
    StaffBatch batch_;
    Staff reviewer_;
    int enrolled_ = 0;

    QString handedIn(const Student& student, const QString& record, const QByteArray& bytes)
    {
        world_->draft(student, record, bytes);
        world_->submit(student, record);
        return record;
    }
    QString newRecord(const Student& student, const QByteArray& bytes)
    {
        return handedIn(student, world_->enrol(student, batch_, u"学生%1"_s.arg(++enrolled_)), bytes);
    }
    ReviewItem itemOf(const QString& record)
    {
        for (const ReviewItem& item : world_->claim(reviewer_, 20)) {
            if (item.record.id == record)
                return item;
        }
        qFatal("the record is not in review");
    }
    static QString statusOf(const ReviewItem& item, QLatin1StringView check)
    {
        for (const QJsonValue& value : item.report["checks"_L1].toArray()) {
            if (value["id"_L1].toString() == check)
                return value["status"_L1].toString();
        }
        return u"missing"_s;
    }
    static QStringList relations(const ReviewItem& item)
    {
        QStringList list;
        for (const SamePicture& same : item.same)
            list << same.relation;
        return list;
    }

private Q_SLOTS:
    void initTestCase_data() { addDialects(); }
    void init()
    {
        world_ = std::make_unique<World>();
        batch_ = world_->batch(u"2026 届"_s);
        reviewer_ = world_->staff(u"rita"_s);
    }
    void cleanup() { world_.reset(); }

    void nobodyElseHasIt()
    {
        const Student student = world_->student(u"13800000001"_s);
        const QString id = newRecord(student, "print1");
        newRecord(world_->student(u"13800000002"_s), "print2");
        const ReviewItem item = itemOf(id);
        for (const auto check : {"same.own_refused"_L1, "same.own_other"_L1, "same.other_person"_L1})
            QCOMPARE(statusOf(item, check), u"pass"_s);
        QVERIFY(item.same.empty());
    }

    void somebodyElsesIsFlaggedForBoth()
    {
        const QString first = newRecord(world_->student(u"13800000001"_s), "print1|a");
        const QString second = newRecord(world_->student(u"13800000002"_s), "print1|b");
        const ReviewItem late = itemOf(second), early = itemOf(first);
        QCOMPARE(statusOf(late, "same.other_person"_L1), u"warn"_s);
        QCOMPARE(statusOf(late, "same.own_refused"_L1), u"pass"_s);
        QCOMPARE(late.attempt.machineVerdict, MachineVerdict::Amber); // flagged, not refused
        QCOMPARE(relations(late), QStringList(u"other_person"_s));
        QCOMPARE(late.same.front().recordId, first);
        QVERIFY(late.same.front().score > 0.5 && late.same.front().derived);
        QCOMPARE(relations(early), QStringList(u"other_person"_s)); // who came first is not known to be right
        QCOMPARE(early.same.front().recordId, second);
    }

    void anOwnRefusedOneAgain()
    {
        const Student student = world_->student(u"13800000001"_s);
        const QString id = newRecord(student, "print1|first file");
        world_->decided(reviewer_, Verdict::Reject, {u"G01"_s});
        handedIn(student, id, "print1b|second file"); // other pixels, the same shot
        const ReviewItem item = itemOf(id);
        QCOMPARE(statusOf(item, "same.own_refused"_L1), u"warn"_s);
        QCOMPARE(statusOf(item, "same.other_person"_L1), u"pass"_s);
        QCOMPARE(relations(item), QStringList(u"own_refused"_s));
    }

    void anEarlierDraftIsNothing()
    {
        const Student student = world_->student(u"13800000001"_s);
        const QString id = world_->enrol(student, batch_, u"吴小明"_s);
        world_->draft(student, id, "print1|first file");
        handedIn(student, id, "print1|second file");
        QVERIFY(itemOf(id).same.empty());
    }

    void anotherDiploma()
    {
        const Student student = world_->student(u"13800000001"_s);
        newRecord(student, "print1|a");
        const QString second =
            handedIn(student, world_->enrol(student, world_->batch(u"硕士"_s), u"吴小明"_s), "print1|b");
        const ReviewItem item = itemOf(second);
        QCOMPARE(relations(item), QStringList(u"own_other"_s));
        QCOMPARE(statusOf(item, "same.own_other"_L1), u"warn"_s);
        QCOMPARE(statusOf(item, "same.other_person"_L1), u"pass"_s);
    }

    void aSecondProcessKnowsTheFirstOnesPictures()
    {
        const QString first = newRecord(world_->student(u"13800000001"_s), "print1|a");
        world_->worker =
            std::make_unique<UploadWorker>(world_->context(), nullptr); // a restart: an empty index
        const QString second = newRecord(world_->student(u"13800000002"_s), "print1|b");
        QCOMPARE(itemOf(second).same.front().recordId, first);
    }

    void aDoubleIsNeverApprovedInBulk()
    {
        const Staff senior = world_->staff(u"sena"_s, {Role::SeniorReviewer});
        must(world_->services->batches.setBulk(batch_.id, true, 50, u"operator"_s));
        BulkRequest request;
        request.batchId = batch_.id;
        for (int i = 0; i < 12; ++i) {
            const QString id =
                newRecord(world_->student(u"1380000001%1"_s.arg(i)), "print" + QByteArray::number(i));
            request.photos.push_back({id, must(world_->services->reviews.record(id)).record.version});
        }
        const QString first = request.photos.front().recordId;
        newRecord(world_->student(u"13800000099"_s),
                  "print0|again"); // comes later: the first one stays green
        const QJsonObject bulk = must(world_->services->bulks.start(senior, request, newId()));
        QCOMPARE(bulk["left_out"_L1].toArray().size(), 1);
        QCOMPARE(bulk["left_out"_L1][0]["record_id"_L1].toString(), first);
    }

    void atMostAFewAreKept()
    {
        for (int i = 0; i < 8; ++i)
            newRecord(world_->student(u"1380000001%1"_s.arg(i)), "print1|" + QByteArray::number(i));
        const QString last = newRecord(world_->student(u"13800000020"_s), "print1|last");
        QCOMPARE(qint64(itemOf(last).same.size()), world_->settings.samePicturesKept);
    }

    void twoAtOnceFindEachOther()
    {
        // Both are searched for before either is written: the second finds the first in its transaction.
        const Student a = world_->student(u"13800000001"_s), b = world_->student(u"13800000002"_s);
        ProcessingOrder order;
        order.standard = *resources::standard(batch_.standard);
        order.bytes = "print1";
        const auto print =
            imaging::Fingerprint::fromBytes(must(world_->processor.process(order)).fingerprint);
        QVERIFY(print.has_value());
        SamePictures pictures(world_->context());
        const SamePictures::Upload first{world_->enrol(a, batch_, u"吴小明"_s), a.id, 1, *print},
            second{world_->enrol(b, batch_, u"李雷"_s), b.id, 1, *print};
        const auto searchedFirst = must(pictures.search(first)),
                   searchedSecond = must(pictures.search(second));
        QVERIFY(searchedFirst.found.empty() && searchedSecond.found.empty());
        const auto finish = [&](const SamePictures::Upload& upload, const SamePictures::Search& search) {
            return must(world_->database().write([&](server::store::Connection& c) {
                must(server::store::lockFingerprints(c));
                return pictures.finish(c, upload, search, order.standard);
            }));
        };
        QCOMPARE(finish(first, searchedFirst).back().status, CheckStatus::Pass);
        QCOMPARE(finish(second, searchedSecond).back().status, CheckStatus::Warn);
    }
};

QTEST_GUILESS_MAIN(SamePicturesTest)
#include "tst_same_pictures.moc"
