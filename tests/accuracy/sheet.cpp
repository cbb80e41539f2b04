#include "sheet.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {

Table& Sheet::table(const QString& title, const QStringList& columns)
{
    return tables_.emplace_back(Table{title, columns, {}, {}});
}

QString Sheet::text() const
{
    QString out;
    for (const Table& table : tables_) {
        QList<qsizetype> widths;
        for (qsizetype c = 0; c < table.columns.size(); ++c) {
            qsizetype width = table.columns[c].size();
            for (const QStringList& row : table.rows)
                width = std::max(width, row.value(c).size());
            widths.append(width);
        }
        const auto line = [&](const QStringList& cells) {
            QString text = u"  "_s;
            for (qsizetype c = 0; c < table.columns.size(); ++c)
                text += (c == 0 ? cells.value(c).leftJustified(widths[c])
                                : cells.value(c).rightJustified(widths[c]))
                        + u"  "_s;
            return text.trimmed().isEmpty() ? QString() : text + u'\n';
        };
        out += table.title + u'\n' + line(table.columns);
        for (const QStringList& row : table.rows)
            out += line(row);
        out += table.note.isEmpty() ? u"\n"_s : u"  "_s + table.note + u"\n\n"_s;
    }
    if (!misses_.empty())
        out += u"Faults, by what went wrong\n"_s;
    for (const auto& [what, files] : misses_)
        out += u"  %1: %2\n"_s.arg(what, files.join(u", "_s));
    return out;
}

QString Sheet::markdown() const
{
    QString out;
    for (const Table& table : tables_) {
        out += u"**%1**\n\n| %2 |\n|%3\n"_s.arg(table.title, table.columns.join(u" | "_s),
                                                u"---|"_s.repeated(table.columns.size()));
        for (const QStringList& row : table.rows)
            out += u"| %1 |\n"_s.arg(row.join(u" | "_s));
        out += table.note.isEmpty() ? u"\n"_s : u"\n"_s + table.note + u"\n\n"_s;
    }
    return out;
}

QJsonObject Sheet::json() const
{
    QJsonObject metrics, misses;
    for (const auto& [name, value] : metrics_)
        metrics.insert(name, value);
    for (const auto& [what, files] : misses_)
        misses.insert(what, QJsonArray::fromStringList(files));
    return {{"metrics"_L1, metrics}, {"misses"_L1, misses}};
}

QStringList Sheet::broken(const QJsonObject& floors) const
{
    QStringList faults;
    for (auto at = floors.begin(); at != floors.end(); ++at) {
        const QJsonObject floor = at.value().toObject();
        const auto metric = metrics_.find(at.key());
        if (metric == metrics_.end()) {
            faults << u"%1 was not measured"_s.arg(at.key());
            continue;
        }
        const double value = metric->second;
        if (floor.contains("min"_L1) && !(value >= floor.value("min"_L1).toDouble()))
            faults << u"%1 = %2, must be at least %3"_s.arg(at.key()).arg(value).arg(
                floor.value("min"_L1).toDouble());
        if (floor.contains("max"_L1) && !(value <= floor.value("max"_L1).toDouble()))
            faults << u"%1 = %2, must be at most %3"_s.arg(at.key()).arg(value).arg(
                floor.value("max"_L1).toDouble());
    }
    return faults;
}

QString fixed(double value, int places)
{
    return QString::number(value, 'f', places);
}

QString part(int some, int all)
{
    return all > 0 ? u"%1 of %2"_s.arg(some).arg(all) : u"–"_s;
}

} // namespace photodesk::accuracy
