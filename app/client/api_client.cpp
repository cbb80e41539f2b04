#include "app/client/api_client.h"

#include "app/client/api_json.h"
#include "app/client/sheet_json.h"
#include "domain/json.h"
#include "resources/resources.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

QString kindName(PhotoKind kind)
{
    switch (kind) {
    case PhotoKind::Original: return u"original"_s;
    case PhotoKind::Derived: return u"derived"_s;
    case PhotoKind::Thumbnail: break;
    }
    return u"thumbnail"_s;
}

HttpRequest request(EndpointId id, QStringList arguments = {}, const QJsonObject& body = {})
{
    HttpRequest r;
    r.endpoint = id;
    r.arguments = std::move(arguments);
    if (!body.isEmpty())
        r.json = json::compact(body);
    return r;
}

QJsonObject idsBody(const QStringList& ids)
{
    return {{"record_ids"_L1, QJsonArray::fromStringList(ids)}};
}

ApiError badReply(const Error& cause)
{
    ApiError error{{ErrorCode::BadReply, cause.detail}};
    error.mayHaveHappened = true;
    return error;
}

} // namespace

ApiClient::ApiClient(Transport& transport, QObject* parent) : QObject(parent), transport_(transport) {}

template <typename T, typename Parse>
QFuture<ApiResult<T>> ApiClient::call(HttpRequest what, Parse parse)
{
    return transport_.send(std::move(what))
        .then(this, [parse](const ApiResult<HttpReply>& reply) -> ApiResult<T> {
            if (!reply)
                return tl::unexpected(reply.error());
            const auto object = json::parseObject(reply->body);
            if (!object)
                return tl::unexpected(badReply(object.error()));
            auto value = parse(*object);
            if (!value)
                return tl::unexpected(badReply(value.error()));
            return std::move(*value);
        });
}

QFuture<ApiResult<void>> ApiClient::callVoid(HttpRequest what)
{
    return transport_.send(std::move(what))
        .then(this, [](const ApiResult<HttpReply>& reply) -> ApiResult<void> {
            if (!reply)
                return tl::unexpected(reply.error());
            return {};
        });
}

QFuture<ApiResult<void>> ApiClient::ready()
{
    return callVoid(request(EndpointId::Ready));
}

QFuture<ApiResult<StaffSession>> ApiClient::signIn(const QString& user, const QString& password)
{
    const QJsonObject body{{"user"_L1, user}, {"password"_L1, password}};
    return call<StaffSession>(request(EndpointId::SignIn, {}, body), api::staffSession);
}

QFuture<ApiResult<WhoAmI>> ApiClient::whoAmI()
{
    return call<WhoAmI>(request(EndpointId::WhoAmI), api::whoAmI);
}

QFuture<ApiResult<void>> ApiClient::signOut()
{
    return callVoid(request(EndpointId::SignOut));
}

QFuture<ApiResult<QueueCounts>> ApiClient::queue()
{
    return call<QueueCounts>(request(EndpointId::Queue), api::queueCounts);
}

QFuture<ApiResult<Claims>> ApiClient::claim(const ClaimFilter& filter, int count)
{
    if (!filter.bulkId.isEmpty()) {
        const QJsonObject body{{"count"_L1, count}};
        return call<Claims>(request(EndpointId::ClaimSample, {filter.bulkId}, body), api::claims);
    }
    return call<Claims>(request(EndpointId::Claim, {}, api::claimBody(filter, count)), api::claims);
}

QFuture<ApiResult<HeartbeatReply>> ApiClient::heartbeat(const QStringList& recordIds)
{
    return call<HeartbeatReply>(request(EndpointId::Heartbeat, {}, idsBody(recordIds)), api::heartbeatReply);
}

QFuture<ApiResult<QStringList>> ApiClient::release(const QStringList& recordIds)
{
    return call<QStringList>(request(EndpointId::Release, {}, idsBody(recordIds)), api::released);
}

QFuture<ApiResult<QStringList>> ApiClient::returnPhotos(const QStringList& recordIds)
{
    return call<QStringList>(request(EndpointId::ReturnPhotos, {}, idsBody(recordIds)), api::returned);
}

QFuture<ApiResult<QueueFilters>> ApiClient::filters(bool secondReview)
{
    HttpRequest r = request(EndpointId::Filters);
    if (secondReview)
        r.query.addQueryItem(u"queue"_s, u"second_review"_s);
    return call<QueueFilters>(std::move(r), api::queueFilters);
}

QFuture<ApiResult<OwnDay>> ApiClient::today()
{
    return call<OwnDay>(request(EndpointId::Today), api::ownDay);
}

QFuture<ApiResult<StaffRecord>> ApiClient::record(const QString& recordId)
{
    return call<StaffRecord>(request(EndpointId::Record, {recordId}), api::staffRecord);
}

QFuture<ApiResult<void>> ApiClient::photoCopied(const QString& recordId, int attempt)
{
    return callVoid(request(EndpointId::PhotoCopied, {recordId, QString::number(attempt)}));
}

QFuture<ApiResult<DecisionReply>> ApiClient::decide(const Decision& decision)
{
    HttpRequest r = request(EndpointId::Decide, {decision.recordId}, toJson(decision));
    r.idempotencyKey = decision.idempotencyKey.toLatin1();
    return call<DecisionReply>(std::move(r), api::decisionReply);
}

QFuture<ApiResult<ReviewItem>> ApiClient::rework(const ReworkOrder& order)
{
    return change(EndpointId::Rework, order);
}

QFuture<ApiResult<ReviewItem>> ApiClient::restore(const ReworkOrder& order)
{
    return change(EndpointId::Restore, order);
}

QFuture<ApiResult<ReviewItem>> ApiClient::change(EndpointId id, const ReworkOrder& order)
{
    HttpRequest r = request(id, {order.recordId}, api::reworkBody(order));
    r.idempotencyKey = order.idempotencyKey.toLatin1();
    r.timeoutMs = int(resources::limit("rework_timeout_ms"_L1));
    return call<ReviewItem>(std::move(r), [](const QJsonObject& object) {
        return api::reviewItem(object.value("item"_L1).toObject());
    });
}

QFuture<ApiResult<std::vector<Revision>>> ApiClient::revisions(const QString& recordId, int attempt)
{
    return call<std::vector<Revision>>(request(EndpointId::Revisions, {recordId, QString::number(attempt)}),
                                       api::revisions);
}

QFuture<ApiResult<DecisionPage>> ApiClient::myDecisions(const QString& after, int limit)
{
    HttpRequest r = request(EndpointId::MyDecisions);
    if (!after.isEmpty())
        r.query.addQueryItem(u"after"_s, QString::fromLatin1(QUrl::toPercentEncoding(after)));
    r.query.addQueryItem(u"limit"_s, QString::number(limit));
    return call<DecisionPage>(std::move(r), api::decisionPage);
}

QFuture<ApiResult<ReviewItem>> ApiClient::undo(const QString& decisionId)
{
    return call<ReviewItem>(request(EndpointId::Undo, {decisionId}), [](const QJsonObject& object) {
        return api::reviewItem(object.value("item"_L1).toObject());
    });
}

QFuture<ApiResult<SheetRows>> ApiClient::sheetRows(const SheetQuery& query)
{
    HttpRequest r = request(EndpointId::SheetPhotos);
    const auto add = [&r](const QString& name, const QString& value) {
        if (!value.isEmpty())
            r.query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"batch_id"_s, query.batchId);
    add(u"check"_s, query.check);
    add(u"after"_s, query.after);
    add(u"limit"_s, QString::number(query.limit));
    return call<SheetRows>(std::move(r), api::sheetRows);
}

QFuture<ApiResult<ReviewItem>> ApiClient::claimRecord(const QString& recordId)
{
    return call<ReviewItem>(request(EndpointId::ClaimRecord, {recordId}), [](const QJsonObject& object) {
        return api::reviewItem(object.value("item"_L1).toObject());
    });
}

QFuture<ApiResult<std::optional<Bulk>>> ApiClient::currentBulk()
{
    return call<std::optional<Bulk>>(request(EndpointId::CurrentBulk), api::currentBulk);
}

QFuture<ApiResult<Bulk>> ApiClient::startBulk(const QString& batchId, const std::vector<BulkChoice>& photos,
                                              const QByteArray& idempotencyKey)
{
    HttpRequest r = request(EndpointId::StartBulk, {}, api::bulkBody(batchId, photos));
    r.idempotencyKey = idempotencyKey;
    return call<Bulk>(std::move(r), api::bulk);
}

QFuture<ApiResult<Bulk>> ApiClient::bulkStep(const QString& bulkId, BulkStep step)
{
    const EndpointId id = step == BulkStep::Approve  ? EndpointId::ApproveBulk
                          : step == BulkStep::Cancel ? EndpointId::CancelBulk
                                                     : EndpointId::UndoBulk;
    return call<Bulk>(request(id, {bulkId}), api::bulk);
}

QFuture<ApiResult<HttpReply>> ApiClient::photo(const QString& recordId, int attempt, PhotoKind kind)
{
    return transport_.send(request(EndpointId::Photo, {recordId, QString::number(attempt), kindName(kind)}));
}

} // namespace photodesk::app
