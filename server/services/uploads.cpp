#include "server/services/uploads.h"

#include "server/photos/photo_store.h"
#include "server/services/assembly.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

Outcome<store::RecordRow> admitted(store::Connection& c, const Student& student, const QString& recordId,
                                   bool forUpdate)
{
    PD_ASSIGN(store::RecordRow row, ownRecord(c, student, recordId, forUpdate));
    if (row.state == RecordState::Unpaid)
        return fail(withRecord({ErrorCode::PaymentRequired, {}}, row));
    if (!acceptsUpload(row.state))
        return fail(withRecord({ErrorCode::NotAllowedInState, recordStateName(row.state)}, row));
    return row;
}

} // namespace

Uploads::Uploads(const Context& context) : context_(context) {}

Outcome<void> Uploads::admit(const Student& student, const QString& recordId) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<void> {
        PD_TRY(admitted(c, student, recordId, false));
        return {};
    });
}

Outcome<Upload> Uploads::accept(const Student& student, const QString& recordId, const SpooledPhoto& photo,
                                const QString& captureSource)
{
    if (captureSource != "album"_L1 && captureSource != "camera"_L1)
        return fail(ErrorCode::InvalidField, u"capture_source"_s);
    if (photo.bytes == 0)
        return fail(ErrorCode::EmptyFile);
    PD_TRY(context_.database.read([&](store::Connection& c) -> Outcome<void> {
        PD_TRY(admitted(c, student, recordId, false));
        PD_ASSIGN(const bool refused, store::refusedBytes(c, student.id, photo.sha256));
        if (refused)
            return fail(ErrorCode::RepeatedRefusedPhoto);
        return {};
    }));
    // The bytes first, flushed: a row never names a picture that is not there.
    PD_TRY(context_.photos.adopt(photo.path, photo.sha256));
    auto taken = context_.database.write([&](store::Connection& c) -> Outcome<Upload> {
        const qint64 now = context_.clock.nowMs();
        PD_ASSIGN(const auto record, admitted(c, student, recordId, true));
        store::UploadRow row;
        row.id = newId();
        row.record = record.id;
        row.student = student.id;
        row.state = uploadStateName(UploadState::Received);
        row.sha256 = photo.sha256;
        row.bytes = photo.bytes;
        row.captureSource = captureSource;
        row.receivedAt = now;
        PD_TRY(store::insertUpload(c, row));
        PD_TRY(store::setStudentActed(c, record.id, now));
        PD_TRY(
            store::appendAudit(c, now, auditActor(student), u"upload.receive"_s, auditSubject(record),
                               {{"upload"_L1, row.id}, {"sha256"_L1, row.sha256}, {"bytes"_L1, row.bytes}}));
        PD_ASSIGN(Upload view, uploadView(c, row));
        return view;
    });
    if (taken && wake_)
        wake_();
    return taken;
}

Outcome<Upload> Uploads::state(const Student& student, const QString& uploadId) const
{
    return context_.database.read([&](store::Connection& c) -> Outcome<Upload> {
        PD_ASSIGN(const auto row, store::uploadById(c, uploadId));
        if (!row || row->student != student.id)
            return fail(ErrorCode::NotFound);
        PD_ASSIGN(Upload view, uploadView(c, *row));
        return view;
    });
}

} // namespace photodesk::server::services
