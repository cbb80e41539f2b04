#include "server/services/bulks.h"

#include "domain/json.h"
#include "server/services/assembly.h"
#include "server/services/bulk_state.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/services/repeatable.h"
#include "server/store/audit_log.h"
#include "server/store/batches.h"
#include "server/store/contact_sheet.h"
#include "server/store/database.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

/// Why the photo can't be part of a bulk of this batch; none when it can.
Result<std::optional<LeftOut>> objection(store::Connection& c, const store::RecordRow& row,
                                         const BulkChoice& choice, const QString& batch, const Staff& staff,
                                         qint64 now)
{
    using Why = std::optional<LeftOut>;
    if (row.batch != batch)
        return Why(LeftOut::OtherBatch);
    if (row.state != RecordState::InReview)
        return Why(LeftOut::Withdrawn);
    if (row.version != choice.version)
        return Why(LeftOut::Changed);
    if (row.leaseUser != staff.id && row.leaseUntil && *row.leaseUntil > now)
        return Why(LeftOut::Leased);
    if (machineVerdictFromName(row.machineVerdict) != MachineVerdict::Green)
        return Why(LeftOut::NotGreen);
    PD_ASSIGN(const auto facts, store::bulkFacts(c, row.id, row.attempt));
    if (!facts || facts->hasNote || !facts->hasDerived || facts->hasDouble)
        return Why(LeftOut::Flagged);
    return Why();
}

struct Chosen {
    std::vector<store::BulkPhotoRow> photos; ///< with what was left out
    QStringList fit;
};

/// Locks the records in the order of their ids, as everybody does who locks several.
Result<Chosen> choose(store::Connection& c, const BulkRequest& request, const Staff& staff, qint64 now)
{
    std::vector<BulkChoice> sorted = request.photos;
    std::ranges::sort(sorted, {}, &BulkChoice::recordId);
    const auto twice = std::ranges::unique(sorted, {}, &BulkChoice::recordId);
    sorted.erase(twice.begin(), twice.end());
    Chosen chosen;
    for (const BulkChoice& choice : sorted) {
        PD_ASSIGN(const auto row, store::lockRecord(c, choice.recordId));
        if (!row)
            continue;
        store::BulkPhotoRow photo;
        photo.record = row->id;
        photo.version = choice.version;
        photo.queuedAt = row->queuedAt;
        PD_ASSIGN(photo.leftOut, objection(c, *row, choice, request.batchId, staff, now));
        if (!photo.leftOut)
            chosen.fit << row->id;
        chosen.photos.push_back(std::move(photo));
    }
    return chosen;
}

} // namespace

Result<void> mayApproveBulks(const Staff& staff)
{
    const Rights needed = Right::BulkApprove | Right::Review;
    if ((staff.rights() & needed) != needed)
        return fail(ErrorCode::Forbidden);
    return {};
}

Bulk bulkView(const BulkStanding& standing, const Settings& settings)
{
    const store::BulkRow& row = standing.bulk;
    Bulk view;
    view.id = row.id;
    view.batchId = row.batch;
    view.state = row.state;
    view.createdAt = row.createdAt;
    view.expiresAt = row.expiresAt;
    view.sampleSize = row.sampleSize;
    view.sampleApproved = standing.approved;
    view.sampleLeft = standing.pending;
    view.rest = int(standing.rest.size());
    for (const store::BulkPhotoRow& photo : standing.photos) {
        if (photo.leftOut)
            view.leftOut.emplace_back(photo.record, *photo.leftOut);
    }
    if (row.state == BulkState::Approved || row.state == BulkState::Undone) {
        view.sampleApproved = row.sampleSize;
        view.rest =
            int(std::ranges::count_if(standing.photos, [](const auto& p) { return p.decision.has_value(); }));
    }
    if (row.state == BulkState::Approved && row.endedAt)
        view.undoUntil = *row.endedAt + settings.undoMs;
    return view;
}

Result<BulkRequest> BulkRequest::fromJson(const QJsonObject& object)
{
    json::Reader in(object);
    BulkRequest request;
    request.batchId = in.string("batch_id"_L1);
    const QJsonArray photos = in.array("photos"_L1);
    for (const QJsonValue& value : photos) {
        json::Reader photo(value.toObject(), u"photos."_s);
        request.photos.push_back({photo.string("record_id"_L1), photo.integer("version"_L1)});
        if (!photo.ok())
            return fail(photo.error());
    }
    if (!in.ok())
        return fail(in.error());
    return request;
}

QJsonObject toJson(const Bulk& bulk)
{
    QJsonArray leftOut;
    for (const auto& [record, why] : bulk.leftOut)
        leftOut.append(QJsonObject{{"record_id"_L1, record}, {"why"_L1, leftOutName(why)}});
    return {{"id"_L1, bulk.id},
            {"batch_id"_L1, bulk.batchId},
            {"state"_L1, bulkStateName(bulk.state)},
            {"created_at"_L1, json::timeFromMs(bulk.createdAt)},
            {"expires_at"_L1, json::timeFromMs(bulk.expiresAt)},
            {"sample_size"_L1, bulk.sampleSize},
            {"sample_approved"_L1, bulk.sampleApproved},
            {"sample_left"_L1, QJsonArray::fromStringList(bulk.sampleLeft)},
            {"rest"_L1, bulk.rest},
            {"left_out"_L1, leftOut},
            {"undo_until"_L1, bulk.undoUntil ? QJsonValue(json::timeFromMs(*bulk.undoUntil)) : QJsonValue()}};
}

Bulks::Bulks(const Context& context) : context_(context) {}

Outcome<QJsonObject> Bulks::start(const Staff& staff, const BulkRequest& request,
                                  const QString& idempotencyKey)
{
    PD_TRY(mayApproveBulks(staff));
    if (request.photos.empty() || qint64(request.photos.size()) > context_.settings.bulkMost)
        return fail(ErrorCode::InvalidField, u"photos: none or too many"_s);
    QJsonArray photos;
    for (const BulkChoice& choice : request.photos)
        photos.append(QJsonObject{{"id"_L1, choice.recordId}, {"version"_L1, choice.version}});
    const Repeatable call(auditActor(staff), idempotencyKey, u"bulk:"_s + request.batchId,
                          {{"photos"_L1, photos}});
    return context_.database.write([&](store::Connection& c) -> Outcome<QJsonObject> {
        return call.run(c, context_.clock.nowMs(), [&] { return startIn(c, staff, request); });
    });
}

Outcome<QJsonObject> Bulks::startIn(store::Connection& c, const Staff& staff, const BulkRequest& request)
{
    const qint64 now = context_.clock.nowMs();
    PD_ASSIGN(const auto batch, store::batchById(c, request.batchId));
    if (!batch)
        return fail(ErrorCode::NotFound);
    if (!batch->bulkAllowed)
        return fail(ErrorCode::BulkNotAllowed);
    PD_ASSIGN(const auto before, store::newestBulkOf(c, staff.id));
    if (before && before->state == BulkState::Sampling) {
        PD_ASSIGN(const BulkStanding old, settleBulk(c, staff.id, before->id, now));
        if (old.bulk.state == BulkState::Sampling)
            return fail(ErrorCode::BulkInWork);
    }
    PD_ASSIGN(Chosen chosen, choose(c, request, staff, now));
    store::BulkRow bulk;
    bulk.id = newId();
    bulk.staff = staff.id;
    bulk.batch = batch->id;
    bulk.sampleSize = bulkSampleSize(
        int(chosen.fit.size()), int(batch->bulkSamplePercent.value_or(context_.settings.bulkSamplePercent)),
        int(context_.settings.bulkSampleLeast));
    if (bulk.sampleSize == 0)
        return fail(ErrorCode::BulkTooFew,
                    u"%1 of %2 may"_s.arg(chosen.fit.size()).arg(request.photos.size()));
    bulk.createdAt = now;
    bulk.expiresAt = now + context_.settings.bulkExpiresMs;
    auto inserted = store::insertBulk(c, bulk);
    if (!inserted && inserted.error().code == ErrorCode::Conflict) // from another window at the same moment
        return fail(ErrorCode::BulkInWork);
    PD_TRY(inserted);
    const QStringList sample = drawn(chosen.fit, bulk.sampleSize);
    for (store::BulkPhotoRow& photo : chosen.photos) {
        photo.sampled = sample.contains(photo.record);
        PD_TRY(store::insertBulkPhoto(c, bulk.id, photo));
        if (!photo.leftOut)
            PD_TRY(store::holdForBulk(c, photo.record, bulk));
    }
    PD_TRY(store::appendAudit(c, now, auditActor(staff), u"bulk.start"_s, bulkSubject(bulk.id),
                              {{"batch"_L1, bulk.batch},
                               {"photos"_L1, qint64(chosen.fit.size())},
                               {"sample"_L1, bulk.sampleSize}}));
    PD_ASSIGN(const BulkStanding standing, settleBulk(c, staff.id, bulk.id, now));
    return toJson(bulkView(standing, context_.settings));
}

Outcome<std::optional<Bulk>> Bulks::current(const Staff& staff)
{
    PD_TRY(mayApproveBulks(staff));
    return context_.database.write([&](store::Connection& c) -> Outcome<std::optional<Bulk>> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto newest, store::newestBulkOf(c, staff.id));
        if (!newest)
            return std::optional<Bulk>();
        PD_ASSIGN(const BulkStanding standing, settleBulk(c, staff.id, newest->id, now));
        if (standing.bulk.endedAt && now >= *standing.bulk.endedAt + context_.settings.undoMs)
            return std::optional<Bulk>();
        return std::optional(bulkView(standing, context_.settings));
    });
}

Outcome<Claims> Bulks::sample(const Staff& staff, const QString& bulkId, int count)
{
    PD_TRY(mayApproveBulks(staff));
    if (count < 1 || count > context_.settings.claimDepthMax)
        return fail(ErrorCode::InvalidField, u"count"_s);
    return context_.database.write([&](store::Connection& c) -> Outcome<Claims> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const BulkStanding standing, settleBulk(c, staff.id, bulkId, now));
        Claims claims;
        for (const QString& id :
             standing.pending.first(std::min<qsizetype>(count, standing.pending.size()))) {
            PD_ASSIGN(const auto row, store::recordById(c, id));
            if (!row)
                return fail(ErrorCode::DatabaseFailed, u"a held record is gone"_s);
            PD_ASSIGN(ReviewItem item, reviewItem(c, context_.settings, *row));
            claims.items.push_back(std::move(item));
        }
        PD_ASSIGN(claims.queue, queueView(c, staff.id, {}, now));
        return claims;
    });
}

Outcome<Bulk> Bulks::cancel(const Staff& staff, const QString& bulkId)
{
    PD_TRY(mayApproveBulks(staff));
    return context_.database.write([&](store::Connection& c) -> Outcome<Bulk> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(BulkStanding standing, settleBulk(c, staff.id, bulkId, now));
        if (standing.bulk.state == BulkState::Sampling) {
            PD_TRY(store::endBulk(c, bulkId, BulkState::Cancelled, now));
            PD_TRY(store::appendAudit(c, now, auditActor(staff), u"bulk.cancelled"_s, bulkSubject(bulkId)));
            PD_ASSIGN(standing, settleBulk(c, staff.id, bulkId, now));
        }
        return bulkView(standing, context_.settings);
    });
}

} // namespace photodesk::server::services
