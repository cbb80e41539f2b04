#include "server/store/check_opinions.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::store {

Result<void> insertOpinions(Connection& c, const QString& decision, const std::vector<OpinionRow>& opinions)
{
    for (const OpinionRow& row : opinions)
        PD_TRY(c.execute(u"INSERT INTO check_opinions (decision, check_id, status, disagreed)"
                         " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
                         {decision, row.checkId, row.status == CheckStatus::Fail ? "fail"_L1 : "warn"_L1,
                          row.disagreed ? 1 : 0}));
    return {};
}

Result<std::vector<OpinionCount>> countOpinions(Connection& c, qint64 since)
{
    PD_ASSIGN(const Rows rows,
              c.query(u"SELECT o.check_id, SUM(CASE WHEN o.status = 'warn' THEN 1 ELSE 0 END),"
                      " SUM(CASE WHEN o.status = 'fail' THEN 1 ELSE 0 END), SUM(o.disagreed),"
                      " SUM(CASE WHEN d.verdict = 'approve' THEN 1 ELSE 0 END)"
                      " FROM check_opinions o JOIN decisions d ON d.id = o.decision"
                      " WHERE d.undone_at IS NULL AND d.applied_at >= ? GROUP BY o.check_id"
                      " ORDER BY o.check_id"_s,
                      {since}));
    std::vector<OpinionCount> list;
    for (const Row& row : rows)
        list.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)});
    return list;
}

} // namespace photodesk::server::store
