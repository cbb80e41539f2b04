#include "tests/support/bulk_hands.h"

#include "server/services/random.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace photodesk::test {

using namespace server::services;

QString BulkHands::waiting(int count, bool allowed)
{
    for (int i = 0; i < count; ++i) {
        world_.clock.advance(1000); // so that the order of the queue is told by time
        (void)world_.inReview();
    }
    const QString batch = must(world_.services->batches.list()).front().id;
    (void)must(world_.services->batches.setBulk(batch, allowed, std::nullopt, u"operator"_s));
    return batch;
}

std::vector<SheetPhoto> BulkHands::sheet(const Staff& staff)
{
    SheetQuery query;
    query.limit = int(world_.settings.sheetPageMax);
    return must(world_.services->sheet.page(staff, query)).items;
}

BulkRequest BulkHands::everything(const Staff& staff, const QString& batch)
{
    BulkRequest request{batch, {}};
    for (const SheetPhoto& photo : sheet(staff))
        request.photos.push_back({photo.recordId, photo.version});
    return request;
}

Bulk BulkHands::started(const Staff& staff, const QString& batch)
{
    (void)must(world_.services->bulks.start(staff, everything(staff, batch), newId()));
    return current(staff);
}

std::vector<ReviewItem> BulkHands::sample(const Staff& staff, const QString& bulk)
{
    return must(world_.services->bulks.sample(staff, bulk, int(world_.settings.claimDepthMax))).items;
}

QStringList BulkHands::approveSample(const Staff& staff, const QString& bulk)
{
    QStringList decisions;
    for (const ReviewItem& item : sample(staff, bulk)) {
        const QJsonObject done =
            must(world_.services->reviews.decide(staff, World::decisionOn(item, Verdict::Approve)));
        decisions << done["decision_id"_L1].toString();
    }
    return decisions;
}

Bulk BulkHands::current(const Staff& staff)
{
    const auto bulk = must(world_.services->bulks.current(staff));
    if (!bulk)
        qFatal("no bulk in work");
    return *bulk;
}

void BulkHands::withdraw(const QString& record)
{
    const Student owner = world_.owner(record);
    (void)must(world_.services->submissions.withdraw(owner, record, world_.record(owner, record).version));
}

RecordState BulkHands::state(const QString& record)
{
    return world_.record(world_.owner(record), record).state;
}

qint64 BulkHands::count(const QString& sql)
{
    return must(must(world_.database().local())->queryOne(sql))->integer(0);
}

} // namespace photodesk::test
