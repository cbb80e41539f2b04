#include "imaging/checks/findings.h"

namespace photodesk::imaging {

void Findings::add(QLatin1StringView id, double value, std::optional<QRectF> place)
{
    facts_.insert(id, {value, place, {}});
}

void Findings::skip(QLatin1StringView id, QLatin1StringView why)
{
    facts_.insert(id, {{}, {}, why});
}

std::vector<CheckResult> Findings::judged(const Standard& standard, QLatin1StringView otherwise) const
{
    std::vector<CheckResult> results;
    results.reserve(standard.checks.size());
    for (const CheckLimits& limits : standard.checks) {
        const auto fact = facts_.constFind(limits.id);
        if (fact == facts_.cend())
            results.push_back(notAssessed(limits, otherwise));
        else if (fact->value)
            results.push_back(judge(limits, *fact->value, fact->place));
        else
            results.push_back(notAssessed(limits, fact->why));
    }
    return results;
}

} // namespace photodesk::imaging
