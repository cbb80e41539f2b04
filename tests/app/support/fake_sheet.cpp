#include "tests/app/support/fake_sheet.h"

#include "domain/json.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

const QString batchId = u"5f0c3a52-9a43-4a55-8c3e-0d8f3f3e1a11"_s;
const QString bulkId = u"b0000000-0000-4000-8000-000000000001"_s;

QString inMs(qint64 ms)
{
    return json::time(QDateTime::currentDateTimeUtc().addMSecs(ms));
}

} // namespace

FakeSheet::FakeSheet(FakeServer& server) : server_(server)
{
    server.roles = {u"senior_reviewer"_s};
    server.intercept = [this](const FakeRequest& request) { return answer(request); };
}

FakeRecord FakeSheet::cleanRecord(int number, double yaw)
{
    FakeRecord record = FakeServer::plainRecord(number);
    record.report.checks.erase(record.report.checks.begin());
    record.report.checks.front().value = yaw;
    return record;
}

std::optional<FakeResponse> FakeSheet::answer(const FakeRequest& request)
{
    if (first) {
        if (auto response = first(request))
            return response;
    }
    const QByteArray& path = request.path;
    const QList<QByteArray> parts = path.split('/');
    if (path.endsWith("/review/photos"))
        return photos(request);
    if (path.startsWith("/api/v1/staff/records/") && path.endsWith("/claim"))
        return claimRecord(QString::fromLatin1(parts[5]));
    if (path.endsWith("/review/bulk")) {
        settle();
        return FakeResponse::json(
            200,
            {{"bulk"_L1, state.isEmpty() || state == "cancelled"_L1 ? QJsonValue() : QJsonValue(bulk())}});
    }
    if (path.endsWith("/review/bulks"))
        return start(request);
    if (path.contains("/review/bulks/"))
        return path.endsWith("/sample") ? claimSample() : step(parts.back());
    return std::nullopt;
}

QJsonObject FakeSheet::photo(const FakeRecord& r, const QString& check) const
{
    QJsonObject object{
        {"record_id"_L1, r.id},
        {"batch_id"_L1, batchId},
        {"version"_L1, r.version},
        {"attempt"_L1, r.attempt},
        {"repeated"_L1, r.attempt > 1},
        {"machine_verdict"_L1, machineVerdictName(verdictOf(r.report.checks))},
        {"queued_at"_L1, inMs(-3'600'000)},
        {"held"_L1, elsewhere.contains(r.id)  ? u"other"_s
                    : r.leaseHolder.isEmpty() ? u"free"_s
                                              : u"mine"_s},
        {"note"_L1, notes.contains(r.id)},
        {"rendered"_L1, !r.derived.isEmpty()},
        {"thumbnail_sha256"_L1,
         QString::fromLatin1(QCryptographicHash::hash(r.thumbnail, QCryptographicHash::Sha256).toHex())}};
    for (const CheckResult& result : r.report.checks) {
        if (result.id == check) {
            object.insert("check"_L1,
                          QJsonObject{{"status"_L1, checkStatusName(result.status)},
                                      {"value"_L1, result.value ? QJsonValue(*result.value) : QJsonValue()}});
        }
    }
    return object;
}

FakeResponse FakeSheet::photos(const FakeRequest& request) const
{
    const QUrlQuery query(QString::fromLatin1(request.query));
    const int asked = query.queryItemValue(u"limit"_s).toInt(), limit = pageSize > 0 ? pageSize : asked;
    const int after = query.queryItemValue(u"after"_s).toInt();
    QJsonArray items;
    int index = 0, waiting = 0;
    QJsonValue next;
    for (const auto& r : server_.records()) {
        if (r->state != "in_review"_L1)
            continue;
        ++waiting;
        if (index++ < after)
            continue;
        if (items.size() < limit)
            items.append(photo(*r, query.queryItemValue(u"check"_s)));
        else
            next = QString::number(after + limit);
    }
    QJsonArray batches;
    if (after == 0) {
        batches.append(QJsonObject{{"id"_L1, batchId},
                                   {"school"_L1, u"青岛示范大学"_s},
                                   {"name"_L1, u"2026届本科"_s},
                                   {"waiting"_L1, waiting},
                                   {"bulk_allowed"_L1, bulkAllowed},
                                   {"bulk_sample_percent"_L1, 10}});
    }
    return FakeResponse::json(200, {{"items"_L1, items}, {"batches"_L1, batches}, {"next"_L1, next}});
}

FakeResponse FakeSheet::claimRecord(const QString& id)
{
    FakeRecord* r = server_.record(id);
    if (!r || elsewhere.contains(id))
        return FakeResponse::problem(409, "lease_lost");
    r->leaseHolder = u"li"_s;
    return FakeResponse::json(200, {{"item"_L1, server_.item(*r)}});
}

QStringList FakeSheet::left() const
{
    QStringList ids;
    for (const QString& id : sample) {
        if (server_.record(id)->state == "in_review"_L1)
            ids << id;
    }
    return ids;
}

void FakeSheet::settle()
{
    if (state != "sampling"_L1)
        return;
    for (const QString& id : sample) {
        const QString now = server_.record(id)->state;
        if (now != "in_review"_L1 && now != "approved"_L1)
            state = u"dissolved"_s;
    }
    if (state == "dissolved"_L1) {
        for (const QString& id : sample + rest)
            server_.record(id)->leaseHolder.clear();
    }
}

QJsonObject FakeSheet::bulk() const
{
    const QStringList open = state == "sampling"_L1 ? left() : QStringList();
    return {{"id"_L1, bulkId},
            {"batch_id"_L1, batchId},
            {"state"_L1, state},
            {"created_at"_L1, inMs(-1000)},
            {"expires_at"_L1, inMs(1'800'000)},
            {"sample_size"_L1, sample.size()},
            {"sample_approved"_L1, sample.size() - open.size()},
            {"sample_left"_L1, QJsonArray::fromStringList(open)},
            {"rest"_L1, rest.size()},
            {"left_out"_L1, QJsonArray()},
            {"undo_until"_L1, state == "approved"_L1 ? QJsonValue(inMs(600'000)) : QJsonValue()}};
}

FakeResponse FakeSheet::start(const FakeRequest& request)
{
    const QByteArray key = request.header("idempotency-key");
    if (started_.contains(key))
        return FakeResponse::json(201, started_.value(key));
    if (state == "sampling"_L1)
        return FakeResponse::problem(409, "bulk_in_work");
    sample.clear();
    rest.clear();
    const QJsonArray chosen = QJsonDocument::fromJson(request.body)["photos"_L1].toArray();
    for (const QJsonValue& value : chosen) {
        const QString id = value["record_id"_L1].toString();
        server_.record(id)->leaseHolder = u"held for a bulk"_s;
        (sample.size() < sampleSize ? sample : rest) << id;
    }
    state = u"sampling"_s;
    started_.insert(key, bulk());
    return FakeResponse::json(201, bulk());
}

FakeResponse FakeSheet::claimSample()
{
    settle();
    QJsonArray items;
    const QStringList open = state == "sampling"_L1 ? left() : QStringList();
    for (const QString& id : open) {
        server_.record(id)->leaseHolder = u"li"_s;
        items.append(server_.item(*server_.record(id)));
    }
    return FakeResponse::json(200, {{"items"_L1, items}, {"queue"_L1, server_.queue(u"li"_s)}});
}

FakeResponse FakeSheet::step(const QByteArray& which)
{
    settle();
    if (which == "approval" && state == "sampling"_L1) {
        if (!left().isEmpty())
            return FakeResponse::problem(409, "sample_not_finished");
        state = u"approved"_s;
        ++approved;
        for (const QString& id : rest)
            server_.record(id)->state = u"approved"_s;
    } else if (which == "undo" && state == "approved"_L1) {
        state = u"undone"_s;
        ++undone;
        for (const QString& id : rest)
            server_.record(id)->state = u"in_review"_s;
    } else if (which == "cancel" && state == "sampling"_L1) {
        state = u"cancelled"_s;
        for (const QString& id : sample + rest)
            server_.record(id)->leaseHolder.clear();
    } else if (which == "approval" && state != "approved"_L1) {
        return FakeResponse::problem(409, "bulk_ended");
    }
    return FakeResponse::json(200, bulk());
}

} // namespace photodesk::test
