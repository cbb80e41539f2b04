#include "server/services/submissions.h"

#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/services/settings.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {

Submissions::Submissions(const Context& context) : context_(context) {}

Outcome<StudentRecord> Submissions::submit(const Student& student, const QString& recordId, qint64 version,
                                           const QString& note)
{
    if (note.size() > context_.settings.noteMaxChars)
        return fail(ErrorCode::InvalidField, u"note"_s);
    return context_.database.write([&](store::Connection& c) -> Outcome<StudentRecord> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(store::RecordRow row, ownRecord(c, student, recordId, true));
        Guards held;
        held.setFlag(Guard::VersionCurrent, row.version == version);
        held.setFlag(Guard::PictureReady, row.attempt > 0);
        PD_ASSIGN(const bool working, store::hasActiveUpload(c, row.id));
        held.setFlag(Guard::NoUploadInWork, !working);
        PD_ASSIGN(const bool refusedBefore, store::everRejected(c, row.id));
        const store::RecordRow before = row;
        row.priority = refusedBefore ? 1 : 0;
        row.queuedAt = now;
        row.firstReviewer.reset();
        row.lastClaimer.reset();
        if (auto moved =
                applyMove(c, row, {RecordAction::Submit, Actor::Student, RecordState::InReview, held}, now);
            !moved)
            return fail(withRecord(std::move(moved).error(), before));
        PD_TRY(store::markSubmitted(c, row.id, row.attempt, note, now));
        PD_TRY(store::setStudentActed(c, row.id, now));
        PD_TRY(store::appendAudit(c, now, auditActor(student), u"record.submit"_s, auditSubject(row),
                                  {{"attempt"_L1, row.attempt}}));
        PD_ASSIGN(StudentRecord view, studentRecord(c, context_.reasons, row));
        return view;
    });
}

Outcome<StudentRecord> Submissions::withdraw(const Student& student, const QString& recordId, qint64 version)
{
    return context_.database.write([&](store::Connection& c) -> Outcome<StudentRecord> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(store::RecordRow row, ownRecord(c, student, recordId, true));
        Guards held;
        held.setFlag(Guard::VersionCurrent, row.version == version);
        const store::RecordRow before = row;
        row.queuedAt.reset();
        if (auto moved =
                applyMove(c, row, {RecordAction::Withdraw, Actor::Student, RecordState::Draft, held}, now);
            !moved)
            return fail(withRecord(std::move(moved).error(), before));
        PD_TRY(store::setStudentActed(c, row.id, now));
        PD_TRY(store::appendAudit(c, now, auditActor(student), u"record.withdraw"_s, auditSubject(row),
                                  {{"attempt"_L1, row.attempt}}));
        PD_ASSIGN(StudentRecord view, studentRecord(c, context_.reasons, row));
        return view;
    });
}

} // namespace photodesk::server::services
