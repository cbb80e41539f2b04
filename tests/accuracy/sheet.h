#pragma once

#include "domain/result.h"

#include <QJsonObject>
#include <QStringList>

#include <map>
#include <vector>

namespace photodesk::accuracy {

struct Table {
    QString title;
    QStringList columns;
    QList<QStringList> rows;
    QString note; ///< below the table
};

/// Tables for people and, under flat dotted names, the same figures for machines.
class Sheet {
public:
    /// The reference lives until the next table is begun.
    Table& table(const QString& title, const QStringList& columns);
    void set(const QString& metric, double value) { metrics_[metric] = value; }
    void miss(const QString& what, const QString& file) { misses_[what].append(file); }

    [[nodiscard]] QString text() const;
    [[nodiscard]] QString markdown() const;
    [[nodiscard]] QJsonObject json() const;

    /// What breaks floors.json: {"metric": {"min": x} or {"max": y}}; a metric that is missing breaks its
    /// floor.
    [[nodiscard]] QStringList broken(const QJsonObject& floors) const;

private:
    std::vector<Table> tables_;
    std::map<QString, double> metrics_;
    std::map<QString, QStringList> misses_;
};

[[nodiscard]] QString fixed(double value, int places);
/// "12 of 13", or "–" where there is nothing to count.
[[nodiscard]] QString part(int some, int all);

} // namespace photodesk::accuracy
