#include "server/api/input.h"

#include "domain/json.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace photodesk::server::api {

Result<QJsonObject> bodyOf(const http::Request& request)
{
    return json::parseObject(request.body);
}

Result<QString> idempotencyKeyOf(const http::Request& request)
{
    const QUuid key =
        QUuid::fromString(QString::fromLatin1(request.header("Idempotency-Key"_L1).value_or("")));
    if (key.isNull())
        return fail(ErrorCode::InvalidField, u"Idempotency-Key: is missing or no UUID"_s);
    return key.toString(QUuid::WithoutBraces);
}

Result<int> limitOf(const http::Request& request, qint64 otherwise, qint64 most)
{
    const auto text = request.queryValue("limit"_L1);
    if (!text)
        return int(otherwise);
    bool ok = false;
    const int limit = text->toInt(&ok);
    if (!ok || limit < 1 || limit > most)
        return fail(ErrorCode::InvalidField, u"limit: is not within 1 and %1"_s.arg(most));
    return limit;
}

Result<QStringList> recordIdsOf(const http::Request& request, qint64 most)
{
    PD_ASSIGN(const QJsonObject body, bodyOf(request));
    json::Reader in(body);
    if (!body.contains("record_ids"_L1))
        in.reject("record_ids"_L1, "is missing");
    const QStringList ids = in.strings("record_ids"_L1);
    if (ids.size() > most)
        in.reject("record_ids"_L1, "has too many");
    if (!in.ok())
        return fail(in.error());
    return ids;
}

} // namespace photodesk::server::api
