#include "server/services/desk.h"

#include "domain/json.h"
#include "resources/resources.h"
#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/store/attempts.h"
#include "server/store/audit_log.h"
#include "server/store/check_opinions.h"
#include "server/store/claims.h"
#include "server/store/database.h"
#include "server/store/own_work.h"
#include "server/store/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

const auto policyName = u"desk_policy"_s;

/// Pace from the workstation's times, ascending. A pause longer than a break is no work, and what was decided
/// in one stroke (bulk) has no time of its own.
void measurePace(OwnDay& day, const std::vector<qint64>& times, qint64 breakMs)
{
    std::vector<qint64> gaps;
    qint64 worked = 0, steps = 0;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const qint64 gap = times[i] - times[i - 1];
        if (gap > breakMs)
            continue;
        worked += gap;
        ++steps;
        if (gap > 0)
            gaps.push_back(gap);
    }
    if (gaps.empty())
        return;
    constexpr double msPerSecond = 1000, msPerHour = 3'600'000;
    const auto middle = gaps.begin() + std::ptrdiff_t(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    day.medianSeconds = double(*middle) / msPerSecond;
    day.perHour = double(steps) * msPerHour / double(worked);
}

Result<DeskPolicy> storedPolicy(store::Connection& c, const Settings& settings)
{
    DeskPolicy policy;
    policy.idleLockMs = settings.idleLockMs;
    PD_ASSIGN(const QByteArray defaults, resources::read(u"policy.json"_s));
    PD_ASSIGN(QJsonObject values, json::parseObject(defaults));
    PD_ASSIGN(const auto stored, store::setting(c, policyName));
    if (stored) {
        PD_ASSIGN(const QJsonObject own, json::parseObject(stored->toUtf8()));
        for (auto it = own.begin(); it != own.end(); ++it)
            values.insert(it.key(), it.value());
    }
    policy.watermark = values["watermark"_L1].toBool(policy.watermark);
    policy.photoClipboard = values["photo_clipboard"_L1].toBool(policy.photoClipboard);
    policy.idleLockMs = values["idle_lock_ms"_L1].toInteger(policy.idleLockMs);
    return policy;
}

} // namespace

Result<DeskPolicy> DeskPolicy::fromJson(const QJsonObject& object)
{
    json::Reader in(object);
    DeskPolicy policy;
    for (const auto& [key, flag] : {std::pair("watermark"_L1, &policy.watermark),
                                    std::pair("photo_clipboard"_L1, &policy.photoClipboard)}) {
        if (!object.value(key).isBool())
            in.reject(key, "is missing or no truth value");
        *flag = object.value(key).toBool();
    }
    policy.idleLockMs = in.integer("idle_lock_ms"_L1);
    if (!in.ok())
        return fail(in.error());
    return policy;
}

Desk::Desk(const Context& context) : context_(context) {}

Outcome<DeskPolicy> Desk::policy() const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<DeskPolicy> {
        PD_ASSIGN(const DeskPolicy policy, storedPolicy(c, context_.settings));
        return policy;
    });
}

Outcome<DeskPolicy> Desk::setPolicy(const Staff& staff, const DeskPolicy& policy)
{
    if (!staff.rights().testFlag(Right::ManageStaff))
        return fail(ErrorCode::Forbidden);
    if (policy.idleLockMs < context_.settings.idleLockMinMs
        || policy.idleLockMs > context_.settings.idleLockMaxMs)
        return fail(ErrorCode::InvalidField,
                    u"idle_lock_ms: is not within %1 and %2"_s.arg(context_.settings.idleLockMinMs)
                        .arg(context_.settings.idleLockMaxMs));
    return context_.database.write([&](store::Connection& c) -> Outcome<DeskPolicy> {
        const qint64 now = context_.clock.nowMs();
        PD_TRY(store::storeSetting(c, policyName, QString::fromUtf8(json::compact(toJson(policy))), now));
        PD_TRY(store::appendAudit(c, now, auditActor(staff), u"policy.change"_s, u"desk"_s, toJson(policy)));
        return policy;
    });
}

Outcome<OwnDay> Desk::today(const Staff& staff) const
{
    if (!staff.rights().testFlag(Right::Review))
        return fail(ErrorCode::Forbidden);
    return context_.database.read([&](store::Connection& c) -> Outcome<OwnDay> {
        const qint64 now = context_.clock.nowMs();
        OwnDay day;
        PD_ASSIGN(const auto times, store::decisionTimes(c, staff.id, startOfDay(now)));
        day.decided = qint64(times.size());
        measurePace(day, times, context_.settings.paceBreakMs);
        PD_ASSIGN(const auto counts, store::queueCounts(c, staff.id, {}, now));
        day.left = counts.waiting + counts.mine;
        PD_ASSIGN(const auto again,
                  store::lookedAgain(c, staff.id, now - context_.settings.agreementWindowMs));
        day.lookedAgain = again.count;
        day.stood = again.stood;
        return day;
    });
}

Outcome<void> Desk::photoCopied(const Staff& staff, const QString& recordId, int attempt)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<void> {
        PD_ASSIGN(const DeskPolicy policy, storedPolicy(c, context_.settings));
        if (!policy.photoClipboard)
            return fail(ErrorCode::Forbidden);
        PD_ASSIGN(const auto row, store::recordById(c, recordId));
        PD_ASSIGN(const auto shown, store::attempt(c, recordId, attempt));
        if (!row || !shown)
            return fail(ErrorCode::NotFound);
        PD_TRY(store::appendAudit(c, context_.clock.nowMs(), auditActor(staff), u"photo.copy"_s,
                                  auditSubject(*row),
                                  {{"attempt"_L1, attempt}, {"photo"_L1, shown->shownSha()}}));
        return {};
    });
}

Outcome<std::vector<CheckOpinions>> Desk::checkOpinions(qint64 since) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<std::vector<CheckOpinions>> {
        PD_ASSIGN(const auto rows, store::countOpinions(c, since));
        std::vector<CheckOpinions> list;
        for (const store::OpinionCount& row : rows)
            list.push_back({row.checkId, row.warned, row.failed, row.disagreed, row.approved});
        return list;
    });
}

QJsonObject toJson(const DeskPolicy& policy)
{
    return {{"watermark"_L1, policy.watermark},
            {"photo_clipboard"_L1, policy.photoClipboard},
            {"idle_lock_ms"_L1, policy.idleLockMs}};
}

QJsonObject toJson(const OwnDay& day)
{
    const auto orNull = [](const std::optional<double>& value) {
        return value ? QJsonValue(*value) : QJsonValue();
    };
    return {{"decided"_L1, day.decided},          {"left"_L1, day.left},
            {"per_hour"_L1, orNull(day.perHour)}, {"median_s"_L1, orNull(day.medianSeconds)},
            {"looked_again"_L1, day.lookedAgain}, {"stood"_L1, day.stood}};
}

QJsonObject toJson(const CheckOpinions& opinions)
{
    return {{"check_id"_L1, opinions.checkId},
            {"warned"_L1, opinions.warned},
            {"failed"_L1, opinions.failed},
            {"disagreed"_L1, opinions.disagreed},
            {"approved"_L1, opinions.approved}};
}

} // namespace photodesk::server::services
