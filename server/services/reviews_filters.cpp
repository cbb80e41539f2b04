#include "server/services/reviews.h"

#include "server/store/database.h"
#include "server/store/queue_facets.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

// What the queue can be filtered by.
namespace photodesk::server::services {
namespace {

std::vector<qint64> timesBefore(qint64 now, const std::vector<qint64>& spans)
{
    std::vector<qint64> times;
    for (const qint64 span : spans)
        times.push_back(now - span);
    return times;
}

std::vector<QueueFilters::AtLeast> emptySteps(const std::vector<qint64>& spans)
{
    std::vector<QueueFilters::AtLeast> steps;
    for (const qint64 span : spans)
        steps.push_back({span, 0});
    return steps;
}

void add(QueueFilters& filters, const store::FacetRow& row)
{
    filters.waiting += row.waiting;
    (row.priority > 0 ? filters.repeated : filters.first) += row.waiting;
    if (const auto verdict = machineVerdictFromName(row.machineVerdict))
        filters.byVerdict[*verdict] += row.waiting;
    if (filters.batches.empty() || filters.batches.back().id != row.batch)
        filters.batches.push_back({row.batch, row.school, row.batchName, 0});
    filters.batches.back().waiting += row.waiting;
    auto since = row.since.begin();
    for (auto* steps : {&filters.waits, &filters.ages}) {
        for (QueueFilters::AtLeast& step : *steps)
            step.waiting += *since++;
    }
}

QJsonArray stepsJson(const std::vector<QueueFilters::AtLeast>& steps)
{
    QJsonArray list;
    for (const QueueFilters::AtLeast& step : steps)
        list.append(QJsonObject{{"at_least_ms"_L1, step.ms}, {"waiting"_L1, step.waiting}});
    return list;
}

} // namespace

Outcome<QueueFilters> Reviews::filters(const Staff& staff, bool secondReview) const
{
    if (!staff.rights().testFlag(Right::Review))
        return fail(ErrorCode::Forbidden);
    const Settings& settings = context_.settings;
    const qint64 now = context_.clock.nowMs();
    return context_.database.read([&](store::Connection& c) -> Outcome<QueueFilters> {
        QueueFilters filters;
        filters.waits = emptySteps(settings.queueWaitingMs);
        filters.ages = emptySteps(settings.queueAgeMs);
        PD_ASSIGN(const auto rows, store::queueFacets(c, {staff.id, secondReview, now,
                                                          timesBefore(now, settings.queueWaitingMs),
                                                          timesBefore(now, settings.queueAgeMs)}));
        for (const store::FacetRow& row : rows)
            add(filters, row);
        return filters;
    });
}

QJsonObject toJson(const QueueFilters& filters)
{
    QJsonArray batches;
    for (const QueueFilters::Batch& batch : filters.batches)
        batches.append(QJsonObject{{"batch_id"_L1, batch.id},
                                   {"school"_L1, batch.school},
                                   {"batch"_L1, batch.name},
                                   {"waiting"_L1, batch.waiting}});
    QJsonObject verdicts;
    for (const auto verdict : {MachineVerdict::Green, MachineVerdict::Amber, MachineVerdict::Red}) {
        const auto found = filters.byVerdict.find(verdict);
        verdicts.insert(machineVerdictName(verdict), found == filters.byVerdict.end() ? 0 : found->second);
    }
    return {{"waiting"_L1, filters.waiting},
            {"batches"_L1, batches},
            {"attempts"_L1, QJsonObject{{"first"_L1, filters.first}, {"repeated"_L1, filters.repeated}}},
            {"machine_verdict"_L1, verdicts},
            {"waits"_L1, stepsJson(filters.waits)},
            {"ages"_L1, stepsJson(filters.ages)}};
}

} // namespace photodesk::server::services
