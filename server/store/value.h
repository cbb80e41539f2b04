#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <optional>
#include <vector>

namespace photodesk::server::store {

/// One bound parameter. A null QString is the empty string; NULL is std::nullopt.
class Value {
public:
    Value(std::nullopt_t) {}                             // NOLINT(google-explicit-constructor)
    Value(qint64 number) : variant_(number) {}           // NOLINT(google-explicit-constructor)
    Value(int number) : variant_(qint64(number)) {}      // NOLINT(google-explicit-constructor)
    Value(bool flag) : variant_(qint64(flag ? 1 : 0)) {} // NOLINT(google-explicit-constructor)
    Value(const QString& text) : variant_(text.isNull() ? QStringLiteral("") : text) {} // NOLINT
    Value(QLatin1StringView text) : Value(QString(text)) {} // NOLINT(google-explicit-constructor)
    Value(const char*) = delete;                            ///< would be a bool
    template <typename T>
    Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(std::nullopt)) // NOLINT
    {
    }

    [[nodiscard]] const QVariant& variant() const { return variant_; }

private:
    QVariant variant_;
};

using Values = std::vector<Value>;

/// One row of an answer; columns by position.
class Row {
public:
    explicit Row(std::vector<QVariant> columns) : columns_(std::move(columns)) {}

    [[nodiscard]] QString text(std::size_t column) const { return columns_.at(column).toString(); }
    [[nodiscard]] qint64 integer(std::size_t column) const { return columns_.at(column).toLongLong(); }
    [[nodiscard]] int number(std::size_t column) const { return int(integer(column)); }
    [[nodiscard]] bool flag(std::size_t column) const { return integer(column) != 0; }
    [[nodiscard]] bool isNull(std::size_t column) const { return columns_.at(column).isNull(); }
    [[nodiscard]] std::optional<QString> optionalText(std::size_t column) const
    {
        return isNull(column) ? std::nullopt : std::optional(text(column));
    }
    [[nodiscard]] std::optional<qint64> optionalInteger(std::size_t column) const
    {
        return isNull(column) ? std::nullopt : std::optional(integer(column));
    }

private:
    std::vector<QVariant> columns_;
};

using Rows = std::vector<Row>;

} // namespace photodesk::server::store
