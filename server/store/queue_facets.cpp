#include "server/store/queue_facets.h"

#include "server/store/returned_photos.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<std::vector<FacetRow>> queueFacets(Connection& c, const FacetQuery& query)
{
    QString sums;
    Values values;
    const auto add = [&](const char* column, const std::vector<qint64>& times) {
        for (const qint64 time : times) {
            sums += u", SUM(CASE WHEN records.%1 <= ? THEN 1 ELSE 0 END)"_s.arg(QLatin1StringView(column));
            values.emplace_back(time);
        }
    };
    add("queued_at", query.queuedBefore);
    add("created_at", query.enrolledBefore);
    QString where = u" WHERE records.state = ? AND (lease_until IS NULL OR lease_until <= ?)"_s
                    + QLatin1StringView(notReturned);
    const auto state = query.secondReview ? "second_review"_L1 : "in_review"_L1;
    values.insert(values.end(), {state, query.now, query.staff, query.now});
    if (query.secondReview) {
        where += u" AND (first_reviewer IS NULL OR first_reviewer <> ?)"_s;
        values.emplace_back(query.staff);
    }
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT batches.id, schools.name, batches.name, records.priority,"
                      " COALESCE(records.machine_verdict, ''), COUNT(*)"_s
                          + sums
                          + u" FROM records JOIN batches ON batches.id = records.batch"
                            " JOIN schools ON schools.id = batches.school"_s
                          + where
                          + u" GROUP BY batches.id, schools.name, batches.name, records.priority,"
                            " records.machine_verdict ORDER BY schools.name, batches.name, batches.id"_s,
                      values));
    std::vector<FacetRow> list;
    const std::size_t sumCount = query.queuedBefore.size() + query.enrolledBefore.size();
    constexpr std::size_t firstSum = 6;
    for (const Row& row : rows) {
        FacetRow facet{row.text(0), row.text(1), row.text(2), row.number(3), row.text(4), row.integer(5), {}};
        for (std::size_t i = 0; i < sumCount; ++i)
            facet.since.push_back(row.integer(firstSum + i));
        list.push_back(std::move(facet));
    }
    return list;
}

} // namespace photodesk::server::store
