#include "server/services/contact_sheet.h"

#include "domain/json.h"
#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/store/contact_sheet.h"
#include "server/store/database.h"
#include "server/store/records.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

Result<void> mayReview(const Staff& staff)
{
    if (!staff.rights().testFlag(Right::Review))
        return fail(ErrorCode::Forbidden);
    return {};
}

/// "PRIORITY.MILLISECONDS.ID"
QString cursorAt(const store::SheetRow& row)
{
    return u"%1.%2.%3"_s.arg(row.priority).arg(row.queuedAt).arg(row.record);
}

Result<std::optional<store::SheetPlace>> placeOf(const QString& cursor)
{
    if (cursor.isEmpty())
        return std::optional<store::SheetPlace>();
    bool okPriority = false, okTime = false;
    const store::SheetPlace place{cursor.section(u'.', 0, 0).toInt(&okPriority),
                                  cursor.section(u'.', 1, 1).toLongLong(&okTime), cursor.section(u'.', 2)};
    if (!okPriority || !okTime)
        return fail(ErrorCode::InvalidField, u"after"_s);
    return std::optional(place);
}

SheetPhoto photoOf(const store::SheetRow& row, const QString& staff, qint64 now)
{
    SheetPhoto photo;
    photo.recordId = row.record;
    photo.batchId = row.batch;
    photo.version = row.version;
    photo.attempt = row.attempt;
    photo.repeated = row.priority > 0;
    photo.machineVerdict = machineVerdictFromName(row.machineVerdict).value_or(MachineVerdict::Amber);
    photo.queuedAt = row.queuedAt;
    if (row.leaseUser && row.leaseUntil.value_or(0) > now)
        photo.held = row.leaseUser == staff ? SheetPhoto::Held::Mine : SheetPhoto::Held::Other;
    photo.hasNote = row.hasNote;
    photo.hasDerived = row.hasDerived;
    photo.thumbnailSha256 = row.thumbnailSha;
    photo.check = row.check;
    return photo;
}

QLatin1StringView heldName(SheetPhoto::Held held)
{
    switch (held) {
    case SheetPhoto::Held::Free: return "free"_L1;
    case SheetPhoto::Held::Mine: return "mine"_L1;
    case SheetPhoto::Held::Other: break;
    }
    return "other"_L1;
}

QJsonObject toJson(const SheetPhoto& photo)
{
    QJsonObject object{{"record_id"_L1, photo.recordId},
                       {"batch_id"_L1, photo.batchId},
                       {"version"_L1, photo.version},
                       {"attempt"_L1, photo.attempt},
                       {"repeated"_L1, photo.repeated},
                       {"machine_verdict"_L1, machineVerdictName(photo.machineVerdict)},
                       {"queued_at"_L1, json::timeFromMs(photo.queuedAt)},
                       {"held"_L1, heldName(photo.held)},
                       {"note"_L1, photo.hasNote},
                       {"rendered"_L1, photo.hasDerived},
                       {"thumbnail_sha256"_L1, photo.thumbnailSha256}};
    if (photo.check)
        object.insert("check"_L1, *photo.check);
    return object;
}

QJsonObject toJson(const SheetBatchView& batch)
{
    return {{"id"_L1, batch.id},
            {"school"_L1, batch.school},
            {"name"_L1, batch.name},
            {"waiting"_L1, batch.waiting},
            {"bulk_allowed"_L1, batch.bulkAllowed},
            {"bulk_sample_percent"_L1, batch.bulkSamplePercent}};
}

} // namespace

QJsonObject toJson(const SheetPage& page)
{
    QJsonArray items, batches;
    for (const SheetPhoto& photo : page.items)
        items.append(toJson(photo));
    for (const SheetBatchView& batch : page.batches)
        batches.append(toJson(batch));
    return {{"items"_L1, items},
            {"batches"_L1, batches},
            {"next"_L1, page.next ? QJsonValue(*page.next) : QJsonValue()}};
}

ContactSheet::ContactSheet(const Context& context) : context_(context) {}

Outcome<SheetPage> ContactSheet::page(const Staff& staff, const SheetQuery& query) const
{
    PD_TRY(mayReview(staff));
    PD_ASSIGN(const auto after, placeOf(query.after));
    return context_.database.read([&](store::Connection& c) -> Outcome<SheetPage> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(auto rows, store::sheetRows(c, query.batchId, after, query.limit + 1, query.check));
        SheetPage page;
        if (qsizetype(rows.size()) > query.limit) {
            rows.pop_back();
            page.next = cursorAt(rows.back());
        }
        page.items.reserve(rows.size());
        for (const store::SheetRow& row : rows)
            page.items.push_back(photoOf(row, staff.id, now));
        if (after)
            return page;
        PD_ASSIGN(const auto batches, store::sheetBatches(c));
        for (const store::SheetBatch& batch : batches) {
            page.batches.push_back({batch.id, batch.school, batch.name, batch.waiting, batch.bulkAllowed,
                                    batch.bulkSamplePercent.value_or(context_.settings.bulkSamplePercent)});
        }
        return page;
    });
}

Outcome<ReviewItem> ContactSheet::open(const Staff& staff, const QString& recordId)
{
    PD_TRY(mayReview(staff));
    return context_.database.write([&](store::Connection& c) -> Outcome<ReviewItem> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto before, store::lockRecord(c, recordId));
        if (!before)
            return fail(ErrorCode::NotFound);
        if (before->state != RecordState::InReview)
            return fail(withRecord({ErrorCode::NotAllowedInState, {}}, *before));
        PD_ASSIGN(const bool mine,
                  store::claimRecord(c, staff.id, recordId, now, now + context_.settings.leaseMs));
        if (!mine)
            return fail(withRecord({ErrorCode::LeaseLost, {}}, *before));
        PD_ASSIGN(const auto row, store::recordById(c, recordId));
        if (!row)
            return fail(ErrorCode::NotFound);
        PD_ASSIGN(ReviewItem item, reviewItem(c, context_.settings, *row));
        return item;
    });
}

} // namespace photodesk::server::services
