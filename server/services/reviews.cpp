#include "server/services/reviews.h"

#include "domain/json.h"
#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/store/attempts.h"
#include "server/store/claims.h"
#include "server/store/database.h"
#include "server/store/decisions.h"
#include "server/store/returned_photos.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

Result<void> mayReview(const Staff& staff)
{
    if (!staff.rights().testFlag(Right::Review))
        return fail(ErrorCode::Forbidden);
    return {};
}

store::ClaimFilter filterFrom(const ClaimRequest& request, qint64 now)
{
    store::ClaimFilter filter;
    filter.secondReview = request.secondReview;
    filter.batch = request.batchId;
    if (request.attempts != ClaimRequest::Attempts::All)
        filter.priority = request.attempts == ClaimRequest::Attempts::Repeated ? 1 : 0;
    if (request.machineVerdict)
        filter.machineVerdict = machineVerdictName(*request.machineVerdict);
    if (request.waitsMs)
        filter.queuedBefore = now - *request.waitsMs;
    if (request.ageMs)
        filter.enrolledBefore = now - *request.ageMs;
    return filter;
}

/// "MILLISECONDS.ID" of the last one shown.
Result<std::optional<std::pair<qint64, QString>>> decisionCursor(const QString& after)
{
    using Cursor = std::optional<std::pair<qint64, QString>>;
    if (after.isEmpty())
        return Cursor();
    bool ok = false;
    const qsizetype point = after.indexOf(u'.');
    const qint64 at = after.first(std::max<qsizetype>(point, 0)).toLongLong(&ok);
    if (!ok)
        return fail(ErrorCode::InvalidField, u"after"_s);
    return Cursor({at, after.sliced(point + 1)});
}

} // namespace

Result<ClaimRequest> ClaimRequest::fromJson(const QJsonObject& object)
{
    json::Reader in(object);
    ClaimRequest request;
    const qint64 count = in.integer("count"_L1);
    if (count < 1 || count > std::numeric_limits<int>::max())
        in.reject("count"_L1, "is out of range");
    request.count = int(count);
    request.batchId = in.optionalString("batch_id"_L1).value_or(QString());
    const QString attempts = in.optionalString("attempts"_L1).value_or(u"all"_s);
    if (attempts == "first"_L1)
        request.attempts = Attempts::First;
    else if (attempts == "repeated"_L1)
        request.attempts = Attempts::Repeated;
    else if (attempts != "all"_L1)
        in.reject("attempts"_L1, "is not all, first or repeated");
    if (const auto colour = in.optionalString("machine_verdict"_L1)) {
        request.machineVerdict = machineVerdictFromName(*colour);
        if (!request.machineVerdict)
            in.reject("machine_verdict"_L1, "is not green, amber or red");
    }
    const QString queue = in.optionalString("queue"_L1).value_or(u"first_review"_s);
    request.secondReview = queue == "second_review"_L1;
    if (!request.secondReview && queue != "first_review"_L1)
        in.reject("queue"_L1, "is not first_review or second_review");
    const auto duration = [&](QLatin1StringView key) -> std::optional<qint64> {
        if (!object.contains(key))
            return std::nullopt;
        const qint64 ms = in.integer(key);
        if (ms < 0)
            in.reject(key, "is negative");
        return ms;
    };
    request.waitsMs = duration("waits_ms"_L1);
    request.ageMs = duration("age_ms"_L1);
    if (!in.ok())
        return fail(in.error());
    return request;
}

Reviews::Reviews(const Context& context) : context_(context) {}

Outcome<Queue> Reviews::queue(const Staff& staff, const QString& batchId) const
{
    PD_TRY(mayReview(staff));
    return context_.database.read([&](store::Connection& c) -> Outcome<Queue> {
        PD_ASSIGN(Queue view, queueView(c, staff.id, batchId, context_.clock.nowMs()));
        return view;
    });
}

Outcome<Claims> Reviews::claim(const Staff& staff, const ClaimRequest& request)
{
    PD_TRY(mayReview(staff));
    if (request.count < 1 || request.count > context_.settings.claimDepthMax)
        return fail(ErrorCode::InvalidField, u"count"_s);
    return context_.database.write([&](store::Connection& c) -> Outcome<Claims> {
        const qint64 now = context_.clock.nowMs(), until = now + context_.settings.leaseMs;
        PD_ASSIGN(QStringList ids, store::renewAll(c, staff.id, now, until));
        if (ids.size() < request.count) {
            PD_ASSIGN(const QStringList fresh, store::claimFree(c, staff.id, filterFrom(request, now),
                                                                request.count - int(ids.size()), now, until));
            ids += fresh;
        }
        Claims claims;
        for (const QString& id : ids) {
            PD_ASSIGN(const auto row, store::recordById(c, id));
            if (!row)
                return fail(ErrorCode::DatabaseFailed, u"a claimed record is gone"_s);
            PD_ASSIGN(ReviewItem item, reviewItem(c, context_.settings, *row));
            claims.items.push_back(std::move(item));
        }
        PD_ASSIGN(claims.queue, queueView(c, staff.id, {}, now));
        return claims;
    });
}

Outcome<Heartbeat> Reviews::heartbeat(const Staff& staff, const QStringList& recordIds)
{
    PD_TRY(mayReview(staff));
    return context_.database.write([&](store::Connection& c) -> Outcome<Heartbeat> {
        const qint64 now = context_.clock.nowMs(), until = now + context_.settings.leaseMs;
        Heartbeat beat;
        QStringList sorted = recordIds; // the same order everywhere: two workstations never wait in a ring
        sorted.sort();
        sorted.removeDuplicates();
        QStringList lost;
        for (const QString& id : sorted) {
            PD_ASSIGN(const bool held, store::renewOne(c, staff.id, id, until));
            if (!held)
                lost << id;
        }
        for (const QString& id : recordIds)
            (lost.contains(id) ? beat.lost : beat.held) << id;
        if (!beat.held.isEmpty())
            beat.leaseExpiresAt = until;
        PD_ASSIGN(beat.queue, queueView(c, staff.id, {}, now));
        return beat;
    });
}

Outcome<QStringList> Reviews::release(const Staff& staff, const QStringList& recordIds)
{
    return releaseUntil(staff, recordIds, std::nullopt);
}

Outcome<QStringList> Reviews::giveBack(const Staff& staff, const QStringList& recordIds)
{
    PD_TRY(mayReview(staff));
    return releaseUntil(staff, recordIds, context_.settings.returnKeepAwayMs);
}

Outcome<QStringList> Reviews::releaseUntil(const Staff& staff, const QStringList& recordIds,
                                           std::optional<qint64> keepAwayMs)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<QStringList> {
        QStringList sorted = recordIds, released;
        sorted.sort();
        for (const QString& id : sorted) {
            PD_ASSIGN(const bool done, store::releaseOne(c, staff.id, id));
            if (done && keepAwayMs)
                PD_TRY(store::keepAway(c, id, staff.id, context_.clock.nowMs() + *keepAwayMs));
            if (done)
                released << id;
        }
        QStringList inOrder;
        for (const QString& id : recordIds) {
            if (released.contains(id) && !inOrder.contains(id))
                inOrder << id;
        }
        return inOrder;
    });
}

Outcome<DecisionPage> Reviews::myDecisions(const Staff& staff, const QString& after, int limit) const
{
    PD_TRY(mayReview(staff));
    PD_ASSIGN(const auto before, decisionCursor(after));
    return context_.database.read([&](store::Connection& c) -> Outcome<DecisionPage> {
        PD_ASSIGN(const auto rows, store::decisionsOfStaff(c, staff.id, before, limit + 1));
        DecisionPage page;
        for (const store::DecisionRow& row : rows) {
            if (qsizetype(page.items.size()) == limit) {
                const store::DecisionRow& last = rows[page.items.size() - 1];
                page.next = u"%1.%2"_s.arg(last.appliedAt).arg(last.id);
                break;
            }
            page.items.push_back(pastDecision(row, context_.settings));
        }
        return page;
    });
}

Outcome<StaffRecord> Reviews::record(const QString& recordId) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<StaffRecord> {
        PD_ASSIGN(const auto row, store::recordById(c, recordId));
        if (!row)
            return fail(ErrorCode::NotFound);
        PD_ASSIGN(auto attempts, attemptViews(c, context_.settings, row->id));
        return StaffRecord{briefOf(*row), personOf(*row), std::move(attempts)};
    });
}

Outcome<PhotoFile> Reviews::photo(const QString& recordId, int attempt, PhotoKind kind) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<PhotoFile> {
        PD_ASSIGN(const auto row, store::attempt(c, recordId, attempt));
        if (!row)
            return fail(ErrorCode::NotFound);
        PD_ASSIGN(PhotoFile file, photoFile(context_.photos, *row, kind));
        return file;
    });
}

} // namespace photodesk::server::services
