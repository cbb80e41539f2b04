#pragma once

#include "domain/result.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace photodesk::json {

/// Reads fields of one JSON object and remembers the first fault, so that a parser reads straight down and
/// asks once at the end. Every fault is InvalidField with the path of the field.
class Reader {
public:
    explicit Reader(const QJsonObject& object, QString path = {});

    QString string(QLatin1StringView key);
    std::optional<QString> optionalString(QLatin1StringView key);
    double number(QLatin1StringView key);
    std::optional<double> optionalNumber(QLatin1StringView key);
    qint64 integer(QLatin1StringView key);
    std::optional<qint64> optionalInteger(QLatin1StringView key);
    bool boolean(QLatin1StringView key, bool otherwise);
    QStringList strings(QLatin1StringView key);
    QJsonArray array(QLatin1StringView key);
    QJsonObject object(QLatin1StringView key);
    std::optional<QDateTime> optionalTime(QLatin1StringView key);

    void reject(QLatin1StringView key, const char* why);
    [[nodiscard]] bool ok() const { return !error_; }
    [[nodiscard]] Error error() const { return error_.value_or(Error{}); }

private:
    QJsonObject object_;
    QString path_;
    std::optional<Error> error_;
};

/// The top-level object of a UTF-8 document; MalformedJson if it is none.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray& utf8);
[[nodiscard]] QByteArray compact(const QJsonObject& object);

/// RFC 3339 in UTC with milliseconds, as everywhere in the HTTP contract.
[[nodiscard]] QString time(const QDateTime& time);
[[nodiscard]] QString timeFromMs(qint64 msSinceEpoch);

} // namespace photodesk::json
