#include "server/services/bulk_state.h"
#include "server/services/bulks.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/services/settings.h"
#include "server/store/attempts.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"
#include "server/store/decisions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

struct Entry {
    QString action, subject;
    QJsonObject detail;
};

/// Last of all: the end of the audit chain is everybody's, so it is held for a moment only.
Result<void> writeAudit(store::Connection& c, const Staff& staff, const std::vector<Entry>& entries,
                        qint64 now)
{
    for (const Entry& entry : entries)
        PD_TRY(store::appendAudit(c, now, auditActor(staff), entry.action, entry.subject, entry.detail));
    return {};
}

/// One photo of the rest. Everything a single approval leaves behind, and the bulk's name in the audit.
Result<Entry> approveOne(store::Connection& c, const Staff& staff, const BulkStanding& standing,
                         const QString& record, const Settings& settings, qint64 now)
{
    PD_ASSIGN(auto found, store::lockRecord(c, record));
    if (!found)
        return fail(ErrorCode::DatabaseFailed, u"a held record is gone"_s);
    store::RecordRow row = *std::move(found);
    PD_ASSIGN(const QString shown, store::shownShaOf(c, row.id, row.attempt));
    const auto photo = std::ranges::find(standing.photos, record, &store::BulkPhotoRow::record);
    store::DecisionRow made;
    made.id = newId();
    made.record = row.id;
    made.staff = staff.id;
    made.attempt = row.attempt;
    made.verdict = Verdict::Approve;
    made.photoSha256 = shown;
    made.decidedAt = made.appliedAt = now;
    made.versionBefore = row.version;
    made.from = row.state;
    made.to = RecordState::Approved;
    Guards held;
    held.setFlag(Guard::VersionCurrent, photo != standing.photos.end() && row.version == photo->version);
    held.setFlag(Guard::LeaseAllows, row.lastClaimer == staff.id);
    held.setFlag(Guard::SampleApproved, standing.sampleApproved());
    row.studentActedAt = 0;
    PD_TRY(applyMove(c, row, {RecordAction::BulkApprove, Actor::SeniorReviewer, made.to, held}, now));
    made.versionAfter = row.version;
    PD_TRY(store::insertDecision(c, made));
    PD_TRY(store::insertNotice(c, newId(), made, row.student, now + settings.undoMs));
    PD_TRY(store::setBulkDecision(c, standing.bulk.id, row.id, made.id));
    return Entry{u"decision.approve"_s,
                 auditSubject(row),
                 {{"decision"_L1, made.id},
                  {"attempt"_L1, made.attempt},
                  {"photo"_L1, made.photoSha256},
                  {"from"_L1, recordStateName(made.from)},
                  {"bulk"_L1, standing.bulk.id}}};
}

/// None: it can't be taken back any more, or has been.
Result<std::optional<Entry>> undoOne(store::Connection& c, const Staff& staff, const store::BulkRow& bulk,
                                     const QString& decisionId, qint64 now)
{
    PD_ASSIGN(const auto known, store::decisionById(c, decisionId));
    if (!known)
        return fail(ErrorCode::DatabaseFailed, u"a bulk's decision is gone"_s);
    PD_ASSIGN(auto found, store::lockRecord(c, known->record));
    PD_ASSIGN(const auto decision, store::decisionById(c, decisionId)); // again under the lock
    if (!found || !decision || decision->undoneAt)
        return std::optional<Entry>();
    store::RecordRow row = *std::move(found);
    if (row.state != RecordState::Approved || row.version != decision->versionAfter
        || row.studentActedAt != 0)
        return std::optional<Entry>();
    Guards held = Guard::UndoWindowOpen | Guard::StudentNotActed | Guard::VersionCurrent;
    held.setFlag(Guard::SameReviewer, decision->staff == staff.id);
    PD_TRY(applyMove(c, row, {RecordAction::Undo, Actor::SeniorReviewer, decision->from, held}, now));
    PD_TRY(store::markUndone(c, decision->id, row.version, now));
    PD_TRY(store::cancelNotice(c, decision->id));
    return std::optional(
        Entry{u"decision.undo"_s, auditSubject(row), {{"decision"_L1, decision->id}, {"bulk"_L1, bulk.id}}});
}

} // namespace

Outcome<Bulk> Bulks::approve(const Staff& staff, const QString& bulkId)
{
    PD_TRY(mayApproveBulks(staff));
    return context_.database.write([&](store::Connection& c) -> Outcome<Bulk> {
        const qint64 now = context_.clock.nowMs();
        PD_TRY(store::lockBulkRecords(c, bulkId)); // what is judged now is so until it is approved
        PD_ASSIGN(BulkStanding standing, settleBulk(c, staff.id, bulkId, now));
        if (standing.bulk.state == BulkState::Approved) // the answer to the first try was lost
            return bulkView(standing, context_.settings);
        if (standing.bulk.state != BulkState::Sampling)
            return fail(ErrorCode::BulkEnded, QString(bulkStateName(standing.bulk.state)));
        if (!standing.sampleApproved())
            return fail(ErrorCode::SampleNotFinished,
                        u"%1 of %2"_s.arg(standing.approved).arg(standing.bulk.sampleSize));
        std::vector<Entry> entries;
        for (const QString& record : standing.rest) {
            PD_ASSIGN(Entry entry, approveOne(c, staff, standing, record, context_.settings, now));
            entries.push_back(std::move(entry));
        }
        entries.push_back(
            {u"bulk.approved"_s,
             bulkSubject(bulkId),
             {{"approved"_L1, qint64(standing.rest.size())}, {"sample"_L1, standing.bulk.sampleSize}}});
        PD_TRY(store::endBulk(c, bulkId, BulkState::Approved, now));
        PD_TRY(writeAudit(c, staff, entries, now));
        PD_ASSIGN(standing, settleBulk(c, staff.id, bulkId, now));
        return bulkView(standing, context_.settings);
    });
}

Outcome<Bulk> Bulks::undo(const Staff& staff, const QString& bulkId)
{
    PD_TRY(mayApproveBulks(staff));
    return context_.database.write([&](store::Connection& c) -> Outcome<Bulk> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(BulkStanding standing, settleBulk(c, staff.id, bulkId, now));
        if (standing.bulk.state == BulkState::Undone)
            return bulkView(standing, context_.settings);
        if (standing.bulk.state != BulkState::Approved)
            return fail(ErrorCode::BulkEnded, QString(bulkStateName(standing.bulk.state)));
        if (now >= standing.bulk.endedAt.value_or(0) + context_.settings.undoMs)
            return fail(ErrorCode::UndoExpired);
        std::vector<Entry> entries;
        for (const store::BulkPhotoRow& photo : standing.photos) {
            if (!photo.decision)
                continue;
            PD_ASSIGN(auto entry, undoOne(c, staff, standing.bulk, *photo.decision, now));
            if (entry)
                entries.push_back(*std::move(entry));
        }
        entries.push_back(
            {u"bulk.undone"_s, bulkSubject(bulkId), {{"taken_back"_L1, qint64(entries.size())}}});
        PD_TRY(store::setBulkState(c, bulkId, BulkState::Undone));
        PD_TRY(writeAudit(c, staff, entries, now));
        PD_ASSIGN(standing, settleBulk(c, staff.id, bulkId, now));
        return bulkView(standing, context_.settings);
    });
}

} // namespace photodesk::server::services
