#include "server/photos/photo_store.h"
#include "tests/support/databases.h"
#include "tests/support/scripted_reworker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::server::services;
using namespace photodesk::test;

class ReworksTest : public QObject {
    Q_OBJECT

    Renders renders_;
    std::unique_ptr<World> world_;
    Staff li_, wang_;
    QString id_;

    Reworks& reworks() { return world_->services->reworks; }
    static ReworkRequest of(const ReviewItem& item, const QJsonObject& parameters = {{"turn"_L1, 2.5}})
    {
        return reworkOf(item, parameters);
    }
    ReviewItem claimed() { return world_->claim(li_).front(); }
    /// What the server holds now, as the person who has the lease sees it.
    ReviewItem now()
    {
        auto items = world_->claim(li_, 1);
        if (items.empty())
            qFatal("nothing held");
        return items.front();
    }
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
        wang_ = world_->staff(u"wang"_s);
        id_ = world_->inReview("green");
    }
    void cleanup() { world_.reset(); }

    void aNewPictureOfTheSameAttempt()
    {
        const ReviewItem before = claimed();
        world_->clock.advance(60'000);
        const QJsonObject item = must(reworks().rework(li_, of(before)))["item"_L1].toObject();
        QCOMPARE(item["record"_L1]["version"_L1].toInteger(), before.record.version + 1);
        QCOMPARE(item["record"_L1]["state"_L1].toString(), u"in_review"_s);
        const ReviewItem after = now();
        QCOMPARE(after.attempt.number, before.attempt.number);
        QCOMPARE(after.attempt.original.sha256, before.attempt.original.sha256);
        QVERIFY(after.attempt.derived->sha256 != before.attempt.derived->sha256);
        QCOMPARE(after.attempt.machineVerdict, MachineVerdict::Red); // judged again
        QCOMPARE(after.report["turn"_L1].toDouble(), 2.5);
        QCOMPARE(after.leaseExpiresAt, world_->clock.nowMs() + world_->settings.leaseMs); // and still li's
        const QByteArray bytes = must(world_->context().photos.readVerified(after.attempt.derived->sha256));
        QCOMPARE(bytes, "green reworked with {\"strokes\":[],\"turn\":2.5}");
        const PhotoFile thumbnail =
            must(world_->services->reviews.photo(id_, before.attempt.number, PhotoKind::Thumbnail));
        QVERIFY(
            must(world_->context().photos.read(thumbnail.sha256)).startsWith("thumbnail of green reworked"));
    }

    void everyEarlierOneIsKept()
    {
        const ReviewItem first = claimed();
        (void)must(reworks().rework(li_, of(first)));
        const ReviewItem second = now();
        (void)must(reworks().rework(li_, of(second, {{"turn"_L1, -1}})));
        const auto revisions = must(reworks().revisions(id_, 1));
        QCOMPARE(revisions.size(), std::size_t(3));
        QCOMPARE(revisions[0].kind, u"machine"_s);
        QCOMPARE(revisions[0].derived->sha256, first.attempt.derived->sha256);
        QVERIFY(revisions[0].by.isEmpty());
        QCOMPARE(revisions[1].kind, u"rework"_s);
        QCOMPARE(revisions[1].by, u"LI"_s);
        QCOMPARE(revisions[1].beforeSha256, first.attempt.derived->sha256);
        QCOMPARE((*revisions[1].parameters)["turn"_L1].toDouble(), 2.5);
        QCOMPARE(revisions[2].beforeSha256, second.attempt.derived->sha256);
        QCOMPARE((*revisions[2].parameters)["turn"_L1].toDouble(), -1.0);
        for (const Revision& revision : revisions)
            QVERIFY(world_->context().photos.contains(revision.derived->sha256));
        // Those who look at the photo are told who changed it and when.
        QCOMPARE(now().attempt.revisions.size(), std::size_t(3));
        QVERIFY(!now().attempt.revisions[1].parameters);
        QCOMPARE(must(world_->services->reviews.record(id_)).attempts[0].revisions.size(), std::size_t(3));
    }

    void backToTheMachinesOwn()
    {
        const ReviewItem first = claimed();
        QCOMPARE(codeOf(reworks().restore(li_, of(first, {}))), u"not_found"_s);
        (void)must(reworks().rework(li_, of(first)));
        (void)must(reworks().restore(li_, of(now(), {})));
        const ReviewItem back = now();
        QCOMPARE(back.attempt.derived->sha256, first.attempt.derived->sha256);
        QCOMPARE(back.report, first.report);
        QCOMPARE(back.attempt.machineVerdict, MachineVerdict::Green);
        QCOMPARE(back.record.version, first.record.version + 2);
        const auto revisions = must(reworks().revisions(id_, 1));
        QCOMPARE(revisions.back().kind, u"restore"_s);
        QCOMPARE(revisions.back().by, u"LI"_s);
    }

    void itIsLogged()
    {
        const ReviewItem first = claimed();
        (void)must(reworks().rework(li_, of(first)));
        (void)must(reworks().restore(li_, of(now(), {})));
        const auto page = must(world_->services->audit.page({}, 100));
        QStringList actions;
        for (const AuditEntry& entry : page.items) {
            if (!entry.action.startsWith("record.re"_L1))
                continue;
            actions << entry.action;
            QCOMPARE(entry.actor, u"staff:"_s + li_.id);
            QCOMPARE(entry.subject, u"record:"_s + id_);
            QVERIFY(!entry.detail["before"_L1].toString().isEmpty());
            QVERIFY(entry.detail["before"_L1] != entry.detail["after"_L1]);
            QCOMPARE(entry.detail["parameters_sha256"_L1].toString().size(), 64);
        }
        QCOMPARE(actions, (QStringList{u"record.rework"_s, u"record.restore"_s}));
        QCOMPARE(must(world_->services->audit.verify()).brokenAt, std::nullopt);
    }

    void theDecisionSpeaksOfTheNewPicture()
    {
        const ReviewItem first = claimed();
        (void)must(reworks().rework(li_, of(first)));
        QCOMPARE(codeOf(world_->services->reviews.decide(li_, World::decisionOn(first, Verdict::Approve))),
                 u"stale_version"_s);
        Decision old = World::decisionOn(now(), Verdict::Approve);
        old.photoSha256 = first.attempt.derived->sha256;
        QCOMPARE(codeOf(world_->services->reviews.decide(li_, old)), u"stale_version"_s);
        (void)must(world_->services->reviews.decide(li_, World::decisionOn(now(), Verdict::Approve)));
    }

    void noDerivedPictureBefore()
    {
        const QString id = world_->inReview("noface");
        (void)world_->claim(li_, 5);
        auto items = world_->claim(li_, 5);
        const auto faceless =
            std::ranges::find_if(items, [&](const ReviewItem& item) { return item.record.id == id; });
        QVERIFY(faceless != items.end());
        QVERIFY(!faceless->attempt.derived);
        const QJsonObject eyes{
            {"eyes"_L1, QJsonObject{{"right"_L1, QJsonArray{100, 100}}, {"left"_L1, QJsonArray{200, 100}}}}};
        (void)must(reworks().rework(li_, of(*faceless, eyes)));
        const auto revisions = must(reworks().revisions(id, 1));
        QVERIFY(!revisions[0].derived);
        QCOMPARE(revisions[1].beforeSha256, faceless->attempt.original.sha256);
        QVERIFY(revisions[1].derived);
        items = world_->claim(li_, 5);
        const auto seen =
            std::ranges::find_if(items, [&](const ReviewItem& item) { return item.record.id == id; });
        (void)must(reworks().restore(li_, of(*seen, {})));
        QVERIFY(!must(world_->services->reviews.record(id)).attempts[0].derived);
    }

    void whoMay()
    {
        const ReviewItem item = claimed();
        QCOMPARE(codeOf(reworks().rework(wang_, of(item))), u"lease_lost"_s);
        const Staff printer = world_->staff(u"printer"_s, {Role::Print});
        QCOMPARE(codeOf(reworks().rework(printer, of(item))), u"forbidden"_s);
        const Staff chief = world_->staff(u"chief"_s, {Role::Administrator});
        QCOMPARE(codeOf(reworks().rework(chief, of(item))), u"forbidden"_s);
        QCOMPARE(renders_.made.load(), 0); // told before anything was rendered
    }

    void staleClients()
    {
        const ReviewItem item = claimed();
        ReworkRequest request = of(item);
        ++request.version;
        auto refused = reworks().rework(li_, request);
        QCOMPARE(codeOf(refused), u"stale_version"_s);
        QCOMPARE(refused.error().record->version, item.record.version);
        request = of(item);
        request.photoSha256 = World::sha256("another");
        QCOMPARE(codeOf(reworks().rework(li_, request)), u"stale_version"_s);
        request = of(item);
        ++request.attempt;
        QCOMPARE(codeOf(reworks().rework(li_, request)), u"stale_version"_s);
        request = of(item);
        request.recordId = newId();
        QCOMPARE(codeOf(reworks().rework(li_, request)), u"not_found"_s);
        QCOMPARE(renders_.made.load(), 0);
    }

    void leases()
    {
        const ReviewItem item = claimed();
        world_->clock.advance(10 * world_->settings.leaseMs); // ran out, and nobody claimed since
        (void)must(reworks().rework(li_, of(item)));
        world_->clock.advance(world_->settings.leaseMs);
        const ReviewItem later = world_->claim(wang_).front();
        QCOMPARE(codeOf(reworks().rework(li_, of(later))), u"lease_lost"_s);
        (void)must(world_->services->reviews.release(wang_, {id_}));
        QCOMPARE(codeOf(reworks().rework(wang_, of(later))), u"lease_lost"_s); // given back is given back
    }

    void decidedMeanwhile()
    {
        const ReviewItem item = claimed();
        (void)must(world_->services->reviews.decide(li_, World::decisionOn(item, Verdict::Approve)));
        const auto refused = reworks().rework(li_, of(item));
        QCOMPARE(codeOf(refused), u"not_allowed_in_state"_s);
        QCOMPARE(refused.error().record->state, RecordState::Approved);
    }

    void secondReview()
    {
        (void)must(
            world_->services->reviews.decide(li_, World::decisionOn(claimed(), Verdict::SecondOpinion)));
        ClaimRequest second;
        second.secondReview = true;
        const ReviewItem item = must(world_->services->reviews.claim(wang_, second)).items.front();
        const QJsonObject answer = must(reworks().rework(wang_, of(item)))["item"_L1].toObject();
        QCOMPARE(answer["record"_L1]["state"_L1].toString(), u"second_review"_s);
    }

    /// Everything is asked again in the transaction: the photo may have moved while pixels were made.
    void withdrawnWhileRendering()
    {
        const ReviewItem item = claimed();
        renders_.during = [&] {
            (void)must(world_->services->submissions.withdraw(world_->owner(id_), id_, item.record.version));
        };
        QCOMPARE(codeOf(reworks().rework(li_, of(item))), u"not_allowed_in_state"_s);
        QCOMPARE(count(u"SELECT COUNT(*) FROM revisions"_s), 0);
        QCOMPARE(must(world_->services->reviews.record(id_)).attempts[0].derived->sha256,
                 item.attempt.derived->sha256);
    }

    void claimedBySomebodyElseWhileRendering()
    {
        const ReviewItem item = claimed();
        renders_.during = [&] {
            world_->clock.advance(world_->settings.leaseMs);
            QCOMPARE(world_->claim(wang_).size(), std::size_t(1));
        };
        QCOMPARE(codeOf(reworks().rework(li_, of(item))), u"lease_lost"_s);
        QCOMPARE(count(u"SELECT COUNT(*) FROM revisions"_s), 0);
    }

    void hostileParameters_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::newRow("huge crop") << QByteArray(R"({"crop":[-1e9,-1e9,2e9,2.6666666e9]})");
        QTest::newRow("crop of another shape") << QByteArray(R"({"crop":[0,0,400,400]})");
        QTest::newRow("turned too far") << QByteArray(R"({"turn":45})");
        QTest::newRow("eyes outside") << QByteArray(R"({"eyes":{"right":[1,1],"left":[1e8,1]}})");
    }

    void hostileParameters()
    {
        QFETCH(const QByteArray, parameters);
        const auto refused = reworks().rework(li_, of(claimed(), must(json::parseObject(parameters))));
        QCOMPARE(codeOf(refused), u"invalid_field"_s);
        QCOMPARE(renders_.made.load(), 0);
    }

    void nonsenseIsNoRequest()
    {
        for (const QByteArray body :
             {R"({})", R"({"version":1,"attempt":1})", R"({"version":1,"attempt":1,"photo_sha256":7})",
              R"({"version":1,"attempt":1,"photo_sha256":"a","strokes":{}})",
              R"({"version":1,"attempt":1,"photo_sha256":"a","crop":[1,2]})"})
            QCOMPARE(codeOf(ReworkRequest::fromJson(must(json::parseObject(body)))), u"invalid_field"_s);
        ReworkRequest request = of(claimed());
        request.idempotencyKey = u"no uuid"_s;
        QCOMPARE(codeOf(reworks().rework(li_, request)), u"invalid_field"_s);
    }

    void revisionsOfNothing()
    {
        QVERIFY(must(reworks().revisions(id_, 1)).empty());
        QCOMPARE(codeOf(reworks().revisions(id_, 2)), u"not_found"_s);
        QCOMPARE(codeOf(reworks().revisions(newId(), 1)), u"not_found"_s);
    }
};

QTEST_GUILESS_MAIN(ReworksTest)
#include "tst_reworks.moc"
