#include "server/services/repeatable.h"

#include "domain/json.h"

#include <QCryptographicHash>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {

Repeatable::Repeatable(const QString& account, const QString& key, const QString& route,
                       const QJsonObject& body)
    : row_{account, key, route,
           QString::fromLatin1(
               QCryptographicHash::hash(json::compact(body), QCryptographicHash::Sha256).toHex())}
{
}

Outcome<std::optional<QJsonObject>> Repeatable::earlier(store::Connection& connection) const
{
    if (QUuid(row_.key).isNull())
        return fail(ErrorCode::InvalidField, u"idempotency key"_s);
    PD_ASSIGN(const auto first, store::answerTo(connection, row_));
    if (!first || first->isEmpty())
        return std::optional<QJsonObject>();
    PD_ASSIGN(QJsonObject answer, json::parseObject(first->toUtf8()));
    return std::optional(std::move(answer));
}

Outcome<QJsonObject> Repeatable::run(store::Connection& connection, qint64 now,
                                     const std::function<Outcome<QJsonObject>()>& work) const
{
    if (QUuid(row_.key).isNull())
        return fail(ErrorCode::InvalidField, u"idempotency key"_s);
    PD_ASSIGN(const auto first, store::reserveKey(connection, row_, now));
    if (first) {
        PD_ASSIGN(QJsonObject answer, json::parseObject(first->toUtf8()));
        return answer;
    }
    PD_ASSIGN(const QJsonObject answer, work());
    PD_TRY(store::storeAnswer(connection, row_, QString::fromUtf8(json::compact(answer))));
    return answer;
}

} // namespace photodesk::server::services
