#include "server/services/reworks.h"

#include "domain/json.h"
#include "imaging/render.h"
#include "imaging/rework.h"
#include "imaging/same_picture.h"
#include "resources/resources.h"
#include "server/photos/photo_store.h"
#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/services/repeatable.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"
#include "server/store/revisions.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

QJsonObject toJson(const ReworkRequest& request)
{
    return {{"version"_L1, request.version},
            {"attempt"_L1, request.attempt},
            {"photo_sha256"_L1, request.photoSha256},
            {"parameters"_L1, request.parameters}};
}

QString hashOf(const QString& text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

/// The record and what it shows, if this person may rework it now.
/// What the upload was compared with stays true: the shot is the same.
Result<Report> withComparison(Report report, const QString& shown)
{
    PD_ASSIGN(const QJsonObject object, json::parseObject(shown.toUtf8()));
    PD_ASSIGN(const Report earlier, reportFromJson(object));
    std::vector<CheckResult> compared;
    for (const auto id : {imaging::sameOwnRefused, imaging::sameOwnOther, imaging::sameOtherPerson}) {
        const auto check = std::ranges::find(earlier.checks, id, &CheckResult::id);
        if (check != earlier.checks.end())
            compared.push_back(*check);
    }
    imaging::addChecks(report, compared);
    return report;
}

struct Held {
    store::RecordRow row;
    store::AttemptRow shown;
    Move move;
};

Outcome<Held> heldBy(store::Connection& c, const Staff& staff, const ReworkRequest& request, bool forUpdate)
{
    const auto actor = reviewingActor(staff.roles);
    if (!actor)
        return fail(ErrorCode::Forbidden);
    PD_ASSIGN(auto row,
              forUpdate ? store::lockRecord(c, request.recordId) : store::recordById(c, request.recordId));
    if (!row)
        return fail(ErrorCode::NotFound);
    PD_ASSIGN(auto shown, store::attempt(c, row->id, row->attempt));
    const bool current = shown && row->version == request.version && request.attempt == shown->number
                         && request.photoSha256 == shown->shownSha();
    Guards held;
    held.setFlag(Guard::VersionCurrent, current);
    // Stricter than for a decision: a photo that was given back is reworked by nobody.
    held.setFlag(Guard::LeaseAllows, row->leaseUser == staff.id);
    held.setFlag(Guard::OtherReviewer, row->firstReviewer != staff.id);
    // A stale client can't judge the rest, not even that the state has moved on.
    if (isReviewable(row->state) && !current)
        return fail(withRecord({ErrorCode::StaleVersion, {}}, *row));
    const Move move{RecordAction::Rework, *actor, row->state, held};
    if (auto may = checkTransition({row->state, move.action, move.actor, move.to, held}); !may)
        return fail(withRecord(std::move(may).error(), *row));
    return Held{*std::move(row), *std::move(shown), move};
}

store::RevisionRow revisionOf(const store::AttemptRow& shown)
{
    store::RevisionRow row;
    row.record = shown.record;
    row.attempt = shown.number;
    row.number = 1;
    row.kind = u"machine"_s;
    row.parameters = u"{}"_s;
    row.derived = shown.derived;
    row.thumbnail = shown.thumbnail;
    row.report = shown.report;
    row.machineVerdict = shown.machineVerdict;
    row.madeAt = shown.uploadedAt;
    return row;
}

/// The machine's own first, if it is not there yet. Answer: the number of the newest.
Result<int> keepEarlier(store::Connection& c, const store::AttemptRow& shown)
{
    PD_ASSIGN(const auto known, store::revisionsOf(c, shown.record, shown.number));
    if (!known.empty())
        return known.back().number;
    PD_TRY(store::insertRevision(c, revisionOf(shown)));
    return 1;
}

} // namespace

/// What a revision is made of.
struct Reworks::Change {
    QString kind;
    std::function<Outcome<store::RevisionRow>(store::Connection&, const store::AttemptRow&)> revision;
};

Result<ReworkRequest> ReworkRequest::fromJson(const QJsonObject& body)
{
    json::Reader in(body);
    ReworkRequest request;
    request.version = in.integer("version"_L1);
    request.attempt = int(in.integer("attempt"_L1));
    request.photoSha256 = in.string("photo_sha256"_L1);
    if (!in.ok())
        return fail(in.error());
    PD_ASSIGN(const imaging::Rework wanted, imaging::reworkFromJson(body));
    request.parameters = imaging::toJson(wanted);
    return request;
}

Reworks::Reworks(const Context& context) : context_(context), slots_(std::make_unique<RenderSlots>()) {}

void Reworks::openRenders(ReworkerFactory factory)
{
    slots_->open(std::move(factory), context_.settings.reworkRendersMax);
}

Outcome<ProcessedPhoto> Reworks::render(const store::RecordRow& row, const store::AttemptRow& shown,
                                        const QJsonObject& parameters)
{
    ProcessingOrder order;
    PD_ASSIGN(order.standard, resources::standard(row.standard));
    PD_ASSIGN(const imaging::Rework wanted, imaging::reworkFromJson(parameters));
    PD_TRY(imaging::checkRework(wanted, order.standard, {shown.original.width, shown.original.height}));
    auto slot = slots_->take();
    if (!slot && slot.error().code == ErrorCode::Overloaded)
        return fail(Refusal(std::move(slot).error(), context_.settings.reworkRetryMs));
    if (!slot)
        return fail(std::move(slot).error());
    PD_ASSIGN(order.bytes, context_.photos.readVerified(shown.original.sha256));
    order.background = QColor(row.background).rgb();
    order.today = QDateTime::fromMSecsSinceEpoch(shown.uploadedAt, Qt::UTC).date();
    order.liveCapture = shown.captureSource == "camera"_L1;
    PD_ASSIGN(ProcessedPhoto made, (**slot).rework(order, parameters));
    return made;
}

Outcome<QJsonObject> Reworks::rework(const Staff& staff, const ReworkRequest& request)
{
    const Repeatable call(auditActor(staff), request.idempotencyKey, u"rework:"_s + request.recordId,
                          toJson(request));
    // Looked at before anything is rendered: an answer given already, and who may not.
    std::optional<QJsonObject> earlier;
    PD_ASSIGN(const auto before,
              context_.database.read([&](store::Connection& c) -> Outcome<std::optional<Held>> {
                  PD_ASSIGN(earlier, call.earlier(c));
                  if (earlier)
                      return std::optional<Held>();
                  PD_ASSIGN(Held held, heldBy(c, staff, request, false));
                  return std::optional(std::move(held));
              }));
    if (!before)
        return *earlier;
    PD_ASSIGN(const ProcessedPhoto made, render(before->row, before->shown, request.parameters));
    // Files before rows, so that no row names a file that is not there.
    PD_ASSIGN(const QString derivedSha, context_.photos.put(made.derived));
    PD_ASSIGN(const QString thumbnailSha, context_.photos.put(made.thumbnail));
    const auto revision = [&](store::Connection&,
                              const store::AttemptRow& shown) -> Outcome<store::RevisionRow> {
        const QString jpeg = u"image/jpeg"_s;
        PD_ASSIGN(const Report report, withComparison(made.report, shown.report));
        store::RevisionRow row;
        row.parameters = QString::fromUtf8(json::compact(request.parameters));
        row.derived = store::BlobRow{derivedSha, jpeg, made.derived.size(), made.derivedSize.width(),
                                     made.derivedSize.height()};
        row.thumbnail = {thumbnailSha, jpeg, made.thumbnail.size(), made.thumbnailSize.width(),
                         made.thumbnailSize.height()};
        row.report = QString::fromUtf8(json::compact(photodesk::toJson(report)));
        row.machineVerdict = machineVerdictName(verdictOf(report.checks));
        return row;
    };
    return context_.database.write([&](store::Connection& c) -> Outcome<QJsonObject> {
        return call.run(c, context_.clock.nowMs(), [&] {
            return apply(c, staff, request, {u"rework"_s, revision});
        });
    });
}

Outcome<QJsonObject> Reworks::restore(const Staff& staff, const ReworkRequest& request)
{
    const Repeatable call(auditActor(staff), request.idempotencyKey, u"restore:"_s + request.recordId,
                          toJson(request));
    const auto revision = [](store::Connection& c,
                             const store::AttemptRow& shown) -> Outcome<store::RevisionRow> {
        PD_ASSIGN(auto first, store::revision(c, shown.record, shown.number, 1));
        if (!first)
            return fail(ErrorCode::NotFound, u"nothing was reworked"_s);
        return *std::move(first);
    };
    return context_.database.write([&](store::Connection& c) -> Outcome<QJsonObject> {
        return call.run(c, context_.clock.nowMs(), [&] {
            return apply(c, staff, request, {u"restore"_s, revision});
        });
    });
}

Outcome<QJsonObject> Reworks::apply(store::Connection& c, const Staff& staff, const ReworkRequest& request,
                                    const Change& change)
{
    const qint64 now = context_.clock.nowMs();
    PD_ASSIGN(Held held, heldBy(c, staff, request, true));
    PD_ASSIGN(store::RevisionRow made, change.revision(c, held.shown));
    PD_ASSIGN(const int newest, keepEarlier(c, held.shown));
    made.record = held.row.id;
    made.attempt = held.shown.number;
    made.number = newest + 1;
    made.kind = change.kind;
    made.staff = staff.id;
    made.beforeSha = held.shown.shownSha();
    made.madeAt = now;
    PD_TRY(store::insertRevision(c, made));
    PD_TRY(store::showRevision(c, made));
    held.row.machineVerdict = made.machineVerdict;
    held.row.leaseUser = staff.id;
    held.row.leaseUntil = now + context_.settings.leaseMs;
    held.row.lastClaimer = staff.id;
    PD_TRY(applyMove(c, held.row, held.move, now));
    // The parameters themselves stand in the revision; the log can tell whether they are still the same.
    PD_TRY(store::appendAudit(c, now, auditActor(staff), u"record."_s + change.kind, auditSubject(held.row),
                              {{"attempt"_L1, made.attempt},
                               {"revision"_L1, made.number},
                               {"before"_L1, made.beforeSha},
                               {"after"_L1, made.derived ? made.derived->sha256 : held.shown.original.sha256},
                               {"parameters_sha256"_L1, hashOf(made.parameters)}}));
    PD_ASSIGN(const ReviewItem item, reviewItem(c, context_.settings, held.row));
    return QJsonObject{{"item"_L1, services::toJson(item)}};
}

Outcome<std::vector<Revision>> Reworks::revisions(const QString& recordId, int attempt) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<std::vector<Revision>> {
        PD_ASSIGN(const auto shown, store::attempt(c, recordId, attempt));
        if (!shown)
            return fail(ErrorCode::NotFound);
        PD_ASSIGN(const auto rows, store::revisionsOf(c, recordId, attempt));
        std::vector<Revision> views;
        for (const store::RevisionRow& row : rows) {
            Revision view = revisionView(row);
            PD_ASSIGN(QJsonObject parameters, json::parseObject(row.parameters.toUtf8()));
            view.parameters = std::move(parameters);
            views.push_back(std::move(view));
        }
        return views;
    });
}

} // namespace photodesk::server::services
