#include "app/client/sheet_json.h"

#include "domain/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk::app::api {
namespace {

SheetPhoto::Held heldFrom(json::Reader& in)
{
    const QString held = in.string("held"_L1);
    if (held == "mine"_L1)
        return SheetPhoto::Held::Mine;
    return held == "free"_L1 ? SheetPhoto::Held::Free : SheetPhoto::Held::Other;
}

void readCheck(const QJsonObject& object, SheetPhoto& photo)
{
    const QJsonObject check = object.value("check"_L1).toObject();
    photo.checkStatus = checkStatusFromName(check.value("status"_L1).toString());
    if (check.value("value"_L1).isDouble())
        photo.checkValue = check.value("value"_L1).toDouble();
}

Result<SheetPhoto> photo(const QJsonObject& object)
{
    json::Reader in(object, u"items."_s);
    SheetPhoto p;
    p.recordId = in.string("record_id"_L1);
    p.batchId = in.string("batch_id"_L1);
    p.thumbnailSha256 = in.string("thumbnail_sha256"_L1);
    p.version = in.integer("version"_L1);
    p.attempt = int(in.integer("attempt"_L1));
    p.repeated = in.boolean("repeated"_L1, false);
    const auto verdict = machineVerdictFromName(in.string("machine_verdict"_L1));
    if (!verdict)
        in.reject("machine_verdict"_L1, "is unknown");
    p.verdict = verdict.value_or(MachineVerdict::Red);
    p.queuedAt = in.optionalTime("queued_at"_L1).value_or(QDateTime());
    p.held = heldFrom(in);
    p.note = in.boolean("note"_L1, false);
    p.rendered = in.boolean("rendered"_L1, false);
    readCheck(object, p);
    if (!in.ok())
        return fail(in.error());
    return p;
}

Result<SheetBatch> batch(const QJsonObject& object)
{
    json::Reader in(object, u"batches."_s);
    SheetBatch b{in.string("id"_L1),
                 in.string("school"_L1),
                 in.string("name"_L1),
                 int(in.integer("waiting"_L1)),
                 in.boolean("bulk_allowed"_L1, false),
                 int(in.integer("bulk_sample_percent"_L1))};
    if (!in.ok())
        return fail(in.error());
    return b;
}

} // namespace

Result<SheetRows> sheetRows(const QJsonObject& object)
{
    json::Reader in(object);
    SheetRows page;
    const QJsonArray items = in.array("items"_L1), batches = in.array("batches"_L1);
    page.photos.reserve(std::size_t(items.size()));
    for (const QJsonValue& value : items) {
        PD_ASSIGN(auto one, photo(value.toObject()));
        page.photos.push_back(std::move(one));
    }
    for (const QJsonValue& value : batches) {
        PD_ASSIGN(auto one, batch(value.toObject()));
        page.batches.push_back(std::move(one));
    }
    page.next = in.optionalString("next"_L1).value_or(QString());
    if (!in.ok())
        return fail(in.error());
    return page;
}

Result<Bulk> bulk(const QJsonObject& object)
{
    json::Reader in(object, u"bulk."_s);
    Bulk b;
    b.id = in.string("id"_L1);
    b.batchId = in.string("batch_id"_L1);
    const auto state = bulkStateFromName(in.string("state"_L1));
    if (!state)
        in.reject("state"_L1, "is unknown");
    b.state = state.value_or(BulkState::Expired);
    b.expiresAt = in.optionalTime("expires_at"_L1).value_or(QDateTime());
    b.sampleSize = int(in.integer("sample_size"_L1));
    b.sampleApproved = int(in.integer("sample_approved"_L1));
    b.sampleLeft = in.strings("sample_left"_L1);
    b.rest = int(in.integer("rest"_L1));
    const QJsonArray leftOut = in.array("left_out"_L1);
    for (const QJsonValue& value : leftOut) {
        const auto why = leftOutFromName(value["why"_L1].toString());
        b.leftOut.emplace_back(value["record_id"_L1].toString(), why.value_or(LeftOut::Changed));
    }
    b.undoUntil = in.optionalTime("undo_until"_L1);
    if (!in.ok())
        return fail(in.error());
    return b;
}

Result<std::optional<Bulk>> currentBulk(const QJsonObject& object)
{
    if (object.value("bulk"_L1).isNull())
        return std::optional<Bulk>();
    PD_ASSIGN(auto one, bulk(object.value("bulk"_L1).toObject()));
    return std::optional<Bulk>(std::move(one));
}

QJsonObject bulkBody(const QString& batchId, const std::vector<BulkChoice>& photos)
{
    QJsonArray list;
    for (const BulkChoice& photo : photos)
        list.append(QJsonObject{{"record_id"_L1, photo.recordId}, {"version"_L1, photo.version}});
    return {{"batch_id"_L1, batchId}, {"photos"_L1, list}};
}

} // namespace photodesk::app::api
