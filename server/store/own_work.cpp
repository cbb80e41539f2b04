#include "server/store/own_work.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<std::vector<qint64>> decisionTimes(Connection& c, const QString& staff, qint64 since)
{
    PD_ASSIGN(const Rows rows, c.query(u"SELECT decided_at FROM decisions WHERE staff = ? AND applied_at >= ?"
                                       " AND undone_at IS NULL ORDER BY decided_at"_s,
                                       {staff, since}));
    std::vector<qint64> times;
    times.reserve(rows.size());
    for (const Row& row : rows)
        times.push_back(row.integer(0));
    return times;
}

Result<LookedAgain> lookedAgain(Connection& c, const QString& staff, qint64 since)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT mine.id, mine.verdict, later.verdict FROM decisions mine"
                      " JOIN decisions later ON later.record = mine.record AND later.attempt = mine.attempt"
                      " AND later.version_before > mine.version_before AND later.staff <> mine.staff"
                      " AND later.undone_at IS NULL AND later.verdict <> 'second_opinion'"
                      " WHERE mine.staff = ? AND mine.applied_at >= ? AND mine.undone_at IS NULL"
                      " AND mine.verdict <> 'second_opinion' ORDER BY later.version_before"_s,
                      {staff, since}));
    QHash<QString, bool> stood; // by decision; what was said last counts
    for (const Row& row : rows)
        stood[row.text(0)] = row.text(1) == row.text(2);
    return LookedAgain{qint64(stood.size()), qint64(stood.keys(true).size())};
}

} // namespace photodesk::server::store
