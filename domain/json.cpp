#include "domain/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace photodesk::json {
namespace {
constexpr double maxExactInteger = 9007199254740992.0; // 2^53: beyond it a JSON double is not exact
}

Reader::Reader(const QJsonObject& object, QString path) : object_(object), path_(std::move(path)) {}

void Reader::reject(QLatin1StringView key, const char* why)
{
    if (!error_)
        error_ = Error{ErrorCode::InvalidField, path_ + key + QLatin1String(": ") + QLatin1String(why)};
}

QString Reader::string(QLatin1StringView key)
{
    const auto value = optionalString(key);
    if (!value)
        reject(key, "is missing");
    return value.value_or(QString());
}

std::optional<QString> Reader::optionalString(QLatin1StringView key)
{
    const QJsonValue value = object_.value(key);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isString()) {
        reject(key, "is not a string");
        return std::nullopt;
    }
    return value.toString();
}

double Reader::number(QLatin1StringView key)
{
    const auto value = optionalNumber(key);
    if (!value)
        reject(key, "is missing");
    return value.value_or(0.0);
}

std::optional<double> Reader::optionalNumber(QLatin1StringView key)
{
    const QJsonValue value = object_.value(key);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isDouble()) {
        reject(key, "is not a number");
        return std::nullopt;
    }
    return value.toDouble();
}

qint64 Reader::integer(QLatin1StringView key)
{
    const auto value = optionalInteger(key);
    if (!value)
        reject(key, "is missing");
    return value.value_or(0);
}

std::optional<qint64> Reader::optionalInteger(QLatin1StringView key)
{
    const auto value = optionalNumber(key);
    if (!value)
        return std::nullopt;
    if (std::trunc(*value) != *value || std::abs(*value) > maxExactInteger) {
        reject(key, "is not a whole number");
        return std::nullopt;
    }
    return static_cast<qint64>(*value);
}

bool Reader::boolean(QLatin1StringView key, bool otherwise)
{
    const QJsonValue value = object_.value(key);
    if (value.isUndefined() || value.isNull())
        return otherwise;
    if (!value.isBool())
        reject(key, "is not true or false");
    return value.toBool(otherwise);
}

QStringList Reader::strings(QLatin1StringView key)
{
    QStringList list;
    for (const QJsonValue& value : array(key)) {
        if (!value.isString())
            reject(key, "holds something that is not a string");
        list << value.toString();
    }
    return list;
}

QJsonArray Reader::array(QLatin1StringView key)
{
    const QJsonValue value = object_.value(key);
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isArray())
        reject(key, "is not a list");
    return value.toArray();
}

QJsonObject Reader::object(QLatin1StringView key)
{
    const QJsonValue value = object_.value(key);
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isObject())
        reject(key, "is not an object");
    return value.toObject();
}

std::optional<QDateTime> Reader::optionalTime(QLatin1StringView key)
{
    const auto text = optionalString(key);
    if (!text)
        return std::nullopt;
    const QDateTime parsed = QDateTime::fromString(*text, Qt::ISODateWithMs);
    if (!parsed.isValid() || parsed.timeSpec() == Qt::LocalTime) {
        reject(key, "is not an RFC 3339 time");
        return std::nullopt;
    }
    return parsed.toUTC();
}

Result<QJsonObject> parseObject(const QByteArray& utf8)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &fault);
    if (fault.error != QJsonParseError::NoError) {
        return fail(ErrorCode::MalformedJson,
                    QStringLiteral("%1 at byte %2").arg(fault.errorString()).arg(fault.offset));
    }
    if (!document.isObject())
        return fail(ErrorCode::MalformedJson, QStringLiteral("the top level is not an object"));
    return document.object();
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString time(const QDateTime& time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QString timeFromMs(qint64 msSinceEpoch)
{
    return time(QDateTime::fromMSecsSinceEpoch(msSinceEpoch, Qt::UTC));
}

} // namespace photodesk::json
