#include "server/services/reviews.h"

#include "domain/json.h"
#include "server/services/assembly.h"
#include "server/services/bulk_state.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/services/repeatable.h"
#include "server/store/accounts.h"
#include "server/store/attempts.h"
#include "server/store/audit_log.h"
#include "server/store/check_opinions.h"
#include "server/store/database.h"
#include "server/store/decisions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

Result<Actor> actorOf(const Staff& staff)
{
    const auto actor = reviewingActor(staff.roles);
    if (!actor)
        return fail(ErrorCode::Forbidden);
    return *actor;
}

bool isAdministrator(const Staff& staff)
{
    return std::ranges::find(staff.roles, Role::Administrator) != staff.roles.end();
}

/// As whom somebody decides this record. An administrator stands in where the two-person rule can't be kept.
Result<Actor> decidingActor(const Staff& staff, const store::RecordRow& row)
{
    const auto reviewer = reviewingActor(staff.roles);
    const bool alone = row.state == RecordState::SecondReview && isAdministrator(staff)
                       && (!reviewer || row.firstReviewer == staff.id);
    if (alone)
        return Actor::Administrator;
    return actorOf(staff);
}

/// Nobody but the first reviewer could give the second opinion.
Result<bool> noSecondReviewer(store::Connection& c, const store::RecordRow& row)
{
    PD_ASSIGN(const auto everybody, store::allStaff(c));
    return std::ranges::none_of(everybody, [&](const store::StaffRow& person) {
        const auto roles = rolesFromNames(person.roles.split(u',', Qt::SkipEmptyParts));
        return !person.disabled && reviewingActor(roles) && row.firstReviewer != person.id;
    });
}

/// What can be told of the decision without the record.
Result<void> checkDecision(const Context& context, const Decision& decision)
{
    if (decision.note.size() > context.settings.noteMaxChars)
        return fail(ErrorCode::InvalidField, u"note"_s);
    if (decision.verdict == Verdict::Reject)
        return context.reasons.checkRejection(decision.reasons, decision.mainReason, decision.note);
    for (const QString& code : decision.reasons) {
        if (!context.reasons.find(code))
            return fail(ErrorCode::ReasonUnknown, code);
    }
    return {};
}

/// The picture on the reviewer's screen is the one the record has now.
Result<bool> sawCurrentPicture(store::Connection& c, const store::RecordRow& row, const Decision& decision)
{
    PD_ASSIGN(const auto attempt, store::attempt(c, row.id, row.attempt));
    return attempt && decision.attempt == attempt->number && decision.photoSha256 == attempt->shownSha();
}

store::DecisionRow decisionRow(const Staff& staff, const Decision& decision, const store::RecordRow& before,
                               qint64 now)
{
    store::DecisionRow row;
    row.id = newId();
    row.record = before.id;
    row.staff = staff.id;
    row.staffName = staff.displayName;
    row.attempt = decision.attempt;
    row.verdict = decision.verdict;
    row.reasons = decision.reasons;
    row.mainReason = decision.mainReason;
    row.note = decision.note;
    row.disagreements = decision.disagreements;
    row.photoSha256 = decision.photoSha256;
    row.decidedAt = decision.decidedAt.toMSecsSinceEpoch();
    row.appliedAt = now;
    row.versionBefore = before.version;
    row.from = before.state;
    return row;
}

/// Which warnings and failures the reviewer saw, and which of them they did not share.
Result<void> keepOpinions(store::Connection& c, const store::DecisionRow& decision)
{
    PD_ASSIGN(const auto attempt, store::attempt(c, decision.record, decision.attempt));
    if (!attempt)
        return {};
    PD_ASSIGN(const QJsonObject report, json::parseObject(attempt->report.toUtf8()));
    std::vector<store::OpinionRow> opinions;
    for (const QJsonValue& value : report["checks"_L1].toArray()) {
        const QString id = value["id"_L1].toString();
        const auto status = checkStatusFromName(value["status"_L1].toString());
        if (status == CheckStatus::Warn || status == CheckStatus::Fail)
            opinions.push_back({id, *status, decision.disagreements.contains(id)});
    }
    return store::insertOpinions(c, decision.id, opinions);
}

} // namespace

Outcome<QJsonObject> Reviews::decide(const Staff& staff, const Decision& decision)
{
    const Repeatable call(auditActor(staff), decision.idempotencyKey, u"decide:"_s + decision.recordId,
                          toJson(decision));
    return context_.database.write([&](store::Connection& c) -> Outcome<QJsonObject> {
        return call.run(c, context_.clock.nowMs(), [&] { return decideIn(c, staff, decision); });
    });
}

Outcome<QJsonObject> Reviews::decideIn(store::Connection& connection, const Staff& staff,
                                       const Decision& decision)
{
    if (!reviewingActor(staff.roles) && !isAdministrator(staff))
        return fail(ErrorCode::Forbidden);
    PD_TRY(checkDecision(context_, decision));
    const qint64 now = context_.clock.nowMs();
    PD_ASSIGN(auto found, store::lockRecord(connection, decision.recordId));
    if (!found)
        return fail(ErrorCode::NotFound);
    const store::RecordRow before = *found;
    PD_ASSIGN(const Actor actor, decidingActor(staff, before));
    store::RecordRow row = before;
    PD_ASSIGN(const bool sawIt, sawCurrentPicture(connection, row, decision));
    Guards held;
    held.setFlag(Guard::VersionCurrent, row.version == decision.version && sawIt);
    // An expired lease does not matter as long as nobody has claimed the photo since.
    held.setFlag(Guard::LeaseAllows, row.lastClaimer == staff.id);
    held.setFlag(Guard::OtherReviewer, row.firstReviewer != staff.id);
    held.setFlag(Guard::ReasonForStudent,
                 decision.verdict == Verdict::Reject); // checkDecision has seen to it
    if (actor == Actor::Administrator) {
        PD_ASSIGN(const bool alone, noSecondReviewer(connection, before));
        held.setFlag(Guard::NoSecondReviewer, alone);
        held.setFlag(Guard::WrittenReason, !decision.note.trimmed().isEmpty());
    }
    row.studentActedAt = 0; // from here on only what comes after this decision counts against its undo
    store::DecisionRow made = decisionRow(staff, decision, before, now);
    made.to = stateAfter(decision.verdict);
    if (decision.verdict == Verdict::SecondOpinion) {
        row.firstReviewer = staff.id;
        row.leaseUser.reset();
        row.leaseUntil.reset();
    }
    // A stale client can't judge the rest, not even that the state has moved on.
    if (isReviewable(row.state) && !held.testFlag(Guard::VersionCurrent))
        return fail(withRecord({ErrorCode::StaleVersion, {}}, before));
    if (decision.verdict != Verdict::Approve)
        PD_TRY(dissolveBulkOfSample(connection, before.id, now));
    if (auto moved = applyMove(connection, row, {actionOf(decision.verdict), actor, made.to, held}, now);
        !moved)
        return fail(withRecord(std::move(moved).error(), before));
    made.versionAfter = row.version;
    PD_TRY(store::insertDecision(connection, made));
    PD_TRY(keepOpinions(connection, made));
    const qint64 undoUntil = now + context_.settings.undoMs;
    if (decision.verdict != Verdict::SecondOpinion)
        PD_TRY(store::insertNotice(connection, newId(), made, row.student, undoUntil));
    PD_TRY(store::appendAudit(connection, now, auditActor(staff),
                              u"decision."_s + verdictName(decision.verdict), auditSubject(row),
                              {{"decision"_L1, made.id},
                               {"attempt"_L1, made.attempt},
                               {"photo"_L1, made.photoSha256},
                               {"reasons"_L1, QJsonArray::fromStringList(made.reasons)},
                               {"from"_L1, recordStateName(made.from)},
                               {"single_person"_L1, actor == Actor::Administrator}}));
    return QJsonObject{{"decision_id"_L1, made.id},
                       {"record"_L1, toJson(briefOf(row))},
                       {"undo_until"_L1, json::timeFromMs(undoUntil)}};
}

Outcome<ReviewItem> Reviews::undo(const Staff& staff, const QString& decisionId)
{
    return context_.database.write(
        [&](store::Connection& c) -> Outcome<ReviewItem> { return undoIn(c, staff, decisionId); });
}

Outcome<ReviewItem> Reviews::undoIn(store::Connection& connection, const Staff& staff,
                                    const QString& decisionId)
{
    PD_ASSIGN(const Actor actor, actorOf(staff));
    const qint64 now = context_.clock.nowMs();
    PD_ASSIGN(const auto known, store::decisionById(connection, decisionId));
    if (!known)
        return fail(ErrorCode::NotFound);
    PD_ASSIGN(auto found, store::lockRecord(connection, known->record));
    // Again under the lock: the same undo may have gone through while we waited for it.
    PD_ASSIGN(const auto decision, store::decisionById(connection, decisionId));
    if (!found || !decision)
        return fail(ErrorCode::NotFound);
    store::RecordRow row = *std::move(found);
    if (decision->undoneAt && decision->staff == staff.id) { // the answer to the first try was lost
        if (row.version != decision->versionUndone || row.leaseUser != staff.id)
            return fail(withRecord({ErrorCode::LeaseLost, {}}, row));
        PD_ASSIGN(ReviewItem again, reviewItem(connection, context_.settings, row));
        return again;
    }
    // Said first: whoever acted has mostly moved the record on as well, and that is not what matters here.
    if (decision->staff == staff.id && row.studentActedAt != 0)
        return fail(withRecord({ErrorCode::StudentActed, {}}, row));
    const store::RecordRow before = row;
    Guards held;
    held.setFlag(Guard::SameReviewer, decision->staff == staff.id);
    held.setFlag(Guard::UndoWindowOpen, now < decision->appliedAt + context_.settings.undoMs);
    held.setFlag(Guard::StudentNotActed, row.studentActedAt == 0);
    held.setFlag(Guard::VersionCurrent, row.version == decision->versionAfter);
    if (decision->verdict == Verdict::SecondOpinion)
        row.firstReviewer.reset();
    row.leaseUser = staff.id;
    row.leaseUntil = now + context_.settings.leaseMs;
    row.lastClaimer = staff.id;
    if (auto moved = applyMove(connection, row, {RecordAction::Undo, actor, decision->from, held}, now);
        !moved)
        return fail(withRecord(std::move(moved).error(), before));
    PD_TRY(store::markUndone(connection, decision->id, row.version, now));
    PD_TRY(store::cancelNotice(connection, decision->id));
    PD_TRY(store::appendAudit(connection, now, auditActor(staff), u"decision.undo"_s, auditSubject(row),
                              {{"decision"_L1, decision->id}}));
    PD_ASSIGN(ReviewItem item, reviewItem(connection, context_.settings, row));
    return item;
}

} // namespace photodesk::server::services
