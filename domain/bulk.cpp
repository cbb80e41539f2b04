#include "domain/bulk.h"

#include <algorithm>

namespace photodesk {
namespace {

struct StateName {
    BulkState state;
    const char* name;
};
constexpr StateName stateNames[] = {
    {BulkState::Sampling, "sampling"},   {BulkState::Approved, "approved"},
    {BulkState::Dissolved, "dissolved"}, {BulkState::Expired, "expired"},
    {BulkState::Cancelled, "cancelled"}, {BulkState::Undone, "undone"},
};

struct WhyName {
    LeftOut why;
    const char* name;
};
constexpr WhyName whyNames[] = {
    {LeftOut::NotGreen, "not_green"},    {LeftOut::Flagged, "flagged"}, {LeftOut::OtherBatch, "other_batch"},
    {LeftOut::Leased, "leased"},         {LeftOut::Changed, "changed"}, {LeftOut::Withdrawn, "withdrawn"},
    {LeftOut::DecidedSingly, "decided"},
};

} // namespace

QLatin1StringView bulkStateName(BulkState state)
{
    return QLatin1StringView(std::ranges::find(stateNames, state, &StateName::state)->name);
}

std::optional<BulkState> bulkStateFromName(QStringView name)
{
    for (const StateName& entry : stateNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.state;
    }
    return std::nullopt;
}

QLatin1StringView leftOutName(LeftOut why)
{
    return QLatin1StringView(std::ranges::find(whyNames, why, &WhyName::why)->name);
}

std::optional<LeftOut> leftOutFromName(QStringView name)
{
    for (const WhyName& entry : whyNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.why;
    }
    return std::nullopt;
}

int bulkSampleSize(int photos, int percent, int least)
{
    constexpr int whole = 100;
    const int share = int((qint64(photos) * std::clamp(percent, 0, whole) + whole - 1) / whole);
    const int sample = std::max({share, least, 1});
    return sample < photos ? sample : 0;
}

} // namespace photodesk
