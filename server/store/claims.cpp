#include "server/store/claims.h"

#include "server/store/returned_photos.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::store {
namespace {

struct Claimed {
    QString id;
    int priority = 0;
    qint64 queuedAt = 0;
};

/// RETURNING has no order of its own.
QStringList inQueueOrder(const Rows& rows)
{
    std::vector<Claimed> claimed;
    for (const Row& row : rows)
        claimed.push_back({row.text(0), row.number(1), row.integer(2)});
    std::ranges::sort(claimed, [](const Claimed& a, const Claimed& b) {
        return std::tuple(-a.priority, a.queuedAt, a.id) < std::tuple(-b.priority, b.queuedAt, b.id);
    });
    QStringList ids;
    for (const Claimed& item : claimed)
        ids << item.id;
    return ids;
}

constexpr auto reviewable = "state IN ('in_review', 'second_review')"_L1;

/// The ids as a CTE, locked by id as whoever goes through single ids does: two windows of one person never
/// wait in a ring.
QString mineLocked(const Connection& c, const QString& which)
{
    return u"WITH mine AS MATERIALIZED (SELECT id FROM records WHERE "_s + which + u" ORDER BY id"_s
           + sql::forUpdate(c.dialect()) + u") "_s;
}

} // namespace

Result<QStringList> renewAll(Connection& c, const QString& staff, qint64 now, qint64 until)
{
    PD_ASSIGN(
        const Rows rows,
        c.query(mineLocked(c, u"lease_user = ? AND lease_until > ? AND bulk IS NULL AND "_s + reviewable)
                    + u"UPDATE records SET lease_until = ? WHERE id IN (SELECT id FROM mine)"
                      " RETURNING id, priority, COALESCE(queued_at, 0)"_s,
                {staff, now, until}));
    return inQueueOrder(rows);
}

Result<QStringList> claimFree(Connection& c, const QString& staff, const ClaimFilter& filter, int count,
                              qint64 now, qint64 until)
{
    // Skipping what others hold locked, two callers at once get different rows instead of waiting on each
    // other.
    QString free = u"SELECT id FROM records WHERE state = ? AND (lease_until IS NULL OR lease_until <= ?)"_s
                   + QLatin1StringView(notReturned);
    Values values{until, staff, staff, filter.secondReview ? "second_review"_L1 : "in_review"_L1,
                  now,   staff, now};
    if (filter.secondReview) {
        free += u" AND (first_reviewer IS NULL OR first_reviewer <> ?)"_s;
        values.emplace_back(staff);
    }
    if (!filter.batch.isEmpty()) {
        free += u" AND batch = ?"_s;
        values.emplace_back(filter.batch);
    }
    if (filter.priority) {
        free += u" AND priority = ?"_s;
        values.emplace_back(*filter.priority);
    }
    if (!filter.machineVerdict.isEmpty()) {
        free += u" AND machine_verdict = ?"_s;
        values.emplace_back(filter.machineVerdict);
    }
    if (filter.queuedBefore) {
        free += u" AND queued_at <= ?"_s;
        values.emplace_back(*filter.queuedBefore);
    }
    if (filter.enrolledBefore) {
        free += u" AND created_at <= ?"_s;
        values.emplace_back(*filter.enrolledBefore);
    }
    free += u" ORDER BY priority DESC, queued_at, id LIMIT ?"_s + sql::skipLocked(c.dialect());
    values.emplace_back(count);
    // PostgreSQL may run a locking subselect of UPDATE more than once; a materialised CTE runs once.
    PD_ASSIGN(
        const Rows rows,
        c.query(u"WITH free AS MATERIALIZED ("_s + free
                    + u") UPDATE records SET lease_until = ?, lease_user = ?, last_claimer = ?, bulk = NULL"
                      " WHERE id IN (SELECT id FROM free)"
                      " RETURNING id, priority, COALESCE(queued_at, 0)"_s,
                [&] { // the CTE comes first in the text, so its values do, too
                    Values ordered(values.begin() + 3, values.end());
                    ordered.insert(ordered.end(), values.begin(), values.begin() + 3);
                    return ordered;
                }()));
    return inQueueOrder(rows);
}

Result<bool> renewOne(Connection& c, const QString& staff, const QString& record, qint64 until)
{
    PD_ASSIGN(const int changed,
              // What a bulk holds is held for longer than a beat.
              c.execute(u"UPDATE records SET lease_until = CASE WHEN bulk IS NULL THEN ? ELSE lease_until END"
                        " WHERE id = ? AND lease_user = ? AND "_s
                            + reviewable,
                        {until, record, staff}));
    return changed == 1;
}

Result<bool> releaseOne(Connection& c, const QString& staff, const QString& record)
{
    PD_ASSIGN(
        const int changed,
        c.execute(u"UPDATE records SET lease_user = NULL, lease_until = NULL WHERE id = ? AND lease_user = ?"
                  " AND bulk IS NULL"_s,
                  {record, staff}));
    return changed == 1;
}

Result<int> releaseAll(Connection& c, const QString& staff)
{
    return c.execute(mineLocked(c, u"lease_user = ? AND bulk IS NULL"_s)
                         + u"UPDATE records SET lease_user = NULL, lease_until = NULL"
                           " WHERE id IN (SELECT id FROM mine)"_s,
                     {staff});
}

Result<QueueCounts> queueCounts(Connection& c, const QString& staff, const QString& batch, qint64 now)
{
    const QString only = batch.isEmpty() ? QString() : u" AND batch = ?"_s;
    const auto with = [&](Values values) {
        if (!batch.isEmpty())
            values.emplace_back(batch);
        return values;
    };
    const QString free = u" AND (lease_until IS NULL OR lease_until <= ?)"_s + QLatin1StringView(notReturned);
    QueueCounts counts;
    PD_ASSIGN(
        const auto waiting,
        c.queryOne(u"SELECT COUNT(*), MIN(queued_at) FROM records WHERE state = 'in_review'"_s + free + only,
                   with({now, staff, now})));
    PD_ASSIGN(const auto second,
              c.queryOne(u"SELECT COUNT(*) FROM records WHERE state = 'second_review'"_s + free
                             + u" AND (first_reviewer IS NULL OR first_reviewer <> ?)"_s + only,
                         with({now, staff, now, staff})));
    PD_ASSIGN(
        const auto mine,
        c.queryOne(u"SELECT COUNT(*) FROM records WHERE lease_user = ? AND lease_until > ? AND bulk IS NULL"
                   " AND "_s
                       + reviewable + only,
                   with({staff, now})));
    if (waiting) {
        counts.waiting = waiting->integer(0);
        counts.oldestQueuedAt = waiting->optionalInteger(1);
    }
    counts.secondReview = second ? second->integer(0) : 0;
    counts.mine = mine ? mine->integer(0) : 0;
    return counts;
}

} // namespace photodesk::server::store
