#include "server/services/bulk_state.h"

#include "server/services/random.h"
#include "server/store/audit_log.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

enum class Fate {
    Waiting,  ///< undecided, held by the bulk's person
    Approved, ///< singly, by the bulk's person
    Refused,  ///< a photo of the sample that its person did not approve, or somebody else got
    Gone,
};

struct Judged {
    Fate fate = Fate::Gone;
    LeftOut why = LeftOut::Withdrawn;
};

bool approvalStands(RecordState state)
{
    return state == RecordState::Approved || state == RecordState::Producing
           || state == RecordState::Delivered;
}

Judged judge(const store::BulkPhotoRow& photo, const store::BulkRow& bulk)
{
    const auto& now = photo.now;
    if (now.queuedAt != photo.queuedAt)
        return {Fate::Gone, LeftOut::Withdrawn};
    if (now.verdict) {
        const bool approved =
            now.decidedBy == bulk.staff && now.verdict == Verdict::Approve && approvalStands(now.state);
        if (photo.sampled)
            return {approved ? Fate::Approved : Fate::Refused, {}};
        return {Fate::Gone, LeftOut::DecidedSingly};
    }
    if (now.state != RecordState::InReview)
        return {Fate::Gone, LeftOut::Withdrawn};
    if (now.lastClaimer != bulk.staff)
        return {photo.sampled ? Fate::Refused : Fate::Gone, LeftOut::Leased};
    // A photo of the sample may have been reworked, or decided and taken back: it is still to be looked at.
    if (photo.sampled || (now.version == photo.version && now.bulk == bulk.id))
        return {Fate::Waiting, {}};
    return {Fate::Gone, LeftOut::Changed};
}

Result<void> endWith(store::Connection& c, store::BulkRow& bulk, BulkState state, qint64 now)
{
    PD_TRY(store::endBulk(c, bulk.id, state, now));
    bulk.state = state;
    bulk.endedAt = now;
    return store::appendAudit(c, now, u"staff:"_s + bulk.staff, u"bulk."_s + bulkStateName(state),
                              bulkSubject(bulk.id));
}

/// Sorts the photos by what they have come to; true when one of the sample was refused.
Result<bool> sortPhotos(store::Connection& c, BulkStanding& standing)
{
    for (store::BulkPhotoRow& photo : standing.photos) {
        if (photo.leftOut)
            continue;
        const Judged judged = judge(photo, standing.bulk);
        switch (judged.fate) {
        case Fate::Refused: return true;
        case Fate::Approved: ++standing.approved; break;
        case Fate::Waiting:
            (photo.sampled ? standing.pending : standing.rest) << photo.record;
            if (photo.sampled && photo.now.bulk != standing.bulk.id)
                PD_TRY(store::holdForBulk(c, photo.record, standing.bulk));
            break;
        case Fate::Gone:
            photo.leftOut = judged.why;
            PD_TRY(store::markLeftOut(c, standing.bulk.id, photo.record, judged.why));
            break;
        }
    }
    return false;
}

/// The sample stays as large as it was drawn, whatever the students withdraw.
Result<void> fillSample(store::Connection& c, BulkStanding& standing)
{
    const int missing = standing.bulk.sampleSize - standing.approved - int(standing.pending.size());
    for (const QString& record : drawn(standing.rest, missing)) {
        PD_TRY(store::markSampled(c, standing.bulk.id, record));
        standing.rest.removeOne(record);
        standing.pending << record;
    }
    return {};
}

} // namespace

QString bulkSubject(const QString& bulk)
{
    return u"bulk:"_s + bulk;
}

QStringList drawn(QStringList from, int count)
{
    QStringList chosen;
    while (chosen.size() < count && !from.isEmpty())
        chosen << from.takeAt(qsizetype(randomBelow(quint32(from.size()))));
    return chosen;
}

Result<BulkStanding> settleBulk(store::Connection& c, const QString& staff, const QString& bulkId, qint64 now)
{
    PD_ASSIGN(const auto found, store::lockBulk(c, bulkId));
    if (!found || found->staff != staff)
        return fail(ErrorCode::NotFound);
    BulkStanding standing;
    standing.bulk = *found;
    PD_ASSIGN(standing.photos, store::bulkPhotos(c, bulkId));
    if (standing.bulk.state != BulkState::Sampling)
        return standing;
    if (now >= standing.bulk.expiresAt) {
        PD_TRY(endWith(c, standing.bulk, BulkState::Expired, now));
        return standing;
    }
    PD_ASSIGN(const bool refused, sortPhotos(c, standing));
    if (!refused)
        PD_TRY(fillSample(c, standing));
    // Without anything over there is nothing to approve together.
    if (refused || standing.rest.isEmpty()) {
        standing.pending.clear();
        standing.rest.clear();
        PD_TRY(endWith(c, standing.bulk, BulkState::Dissolved, now));
    }
    return standing;
}

Result<void> dissolveBulkOfSample(store::Connection& c, const QString& record, qint64 now)
{
    PD_ASSIGN(const auto bulkId, store::bulkSampling(c, record));
    if (!bulkId)
        return {};
    PD_ASSIGN(auto bulk, store::lockBulk(c, *bulkId));
    if (!bulk || bulk->state != BulkState::Sampling)
        return {};
    return endWith(c, *bulk, BulkState::Dissolved, now);
}

Result<void> endOverdueBulks(store::Connection& c, qint64 now)
{
    PD_ASSIGN(const QStringList overdue, store::bulksOverdue(c, now));
    for (const QString& id : overdue) {
        PD_ASSIGN(auto bulk, store::lockBulk(c, id));
        if (bulk && bulk->state == BulkState::Sampling)
            PD_TRY(endWith(c, *bulk, BulkState::Expired, now));
    }
    return {};
}

} // namespace photodesk::server::services
