#include "server/services/upload_worker.h"

#include "domain/json.h"
#include "imaging/render.h"
#include "resources/resources.h"
#include "server/photos/photo_store.h"
#include "server/services/moves.h"
#include "server/services/random.h"
#include "server/services/same_pictures.h"
#include "server/store/attempts.h"
#include "server/store/audit_log.h"
#include "server/store/database.h"
#include "server/store/uploads.h"

#include <QColor>

#include <limits>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

const QString systemActor = u"system"_s;

/// The picture is to blame, so trying again is no use.
bool refusesPicture(ErrorCode code)
{
    switch (code) {
    case ErrorCode::EmptyFile:
    case ErrorCode::FileTooLarge:
    case ErrorCode::NotAnImage:
    case ErrorCode::ImageTruncated:
    case ErrorCode::TooManyPixels:
    case ErrorCode::TooFewPixels:
    case ErrorCode::RepeatedRefusedPhoto:
    case ErrorCode::NotAllowedInState: return true;
    default: return false;
    }
}

Result<void> refuse(store::Connection& c, const store::UploadRow& upload, UploadState state, ErrorCode code,
                    qint64 now)
{
    PD_TRY(store::finishUpload(c, upload.id, uploadStateName(state), QString(errorName(code)), {}, now));
    return store::appendAudit(c, now, systemActor, u"upload.refuse"_s, u"record:"_s + upload.record,
                              {{"upload"_L1, upload.id}, {"code"_L1, errorName(code)}});
}

/// Tries again later, or gives up after the last try.
Result<void> postpone(store::Connection& c, const Context& context, const store::UploadRow& upload,
                      ErrorCode code, qint64 now)
{
    if (upload.tries >= context.settings.uploadTriesMax)
        return refuse(c, upload, UploadState::Failed, code, now);
    return store::requeueUpload(c, upload.id, now + context.settings.uploadRetryMs * upload.tries);
}

store::AttemptRow attemptFrom(const store::UploadRow& upload, const ProcessedPhoto& photo,
                              const Report& report, int number, const QString& derivedSha,
                              const QString& thumbnailSha)
{
    const QString jpeg = u"image/jpeg"_s;
    store::AttemptRow row;
    row.record = upload.record;
    row.number = number;
    row.upload = upload.id;
    row.original = {upload.sha256, photo.contentType, upload.bytes, photo.size.width(), photo.size.height()};
    if (!derivedSha.isEmpty())
        row.derived = store::BlobRow{derivedSha, jpeg, photo.derived.size(), photo.derivedSize.width(),
                                     photo.derivedSize.height()};
    row.thumbnail = {thumbnailSha, jpeg, photo.thumbnail.size(), photo.thumbnailSize.width(),
                     photo.thumbnailSize.height()};
    row.pixelSha = photo.pixelSha256;
    row.report = QString::fromUtf8(json::compact(toJson(report)));
    row.machineVerdict = machineVerdictName(verdictOf(report.checks));
    row.captureSource = upload.captureSource;
    row.uploadedAt = upload.receivedAt;
    return row;
}

} // namespace

struct UploadWorker::Compared {
    SamePictures::Upload upload;
    SamePictures::Search search;
};

/// A picture whose files are safe.
struct UploadWorker::Made {
    ProcessedPhoto photo;
    QString derivedSha, thumbnailSha;
    std::optional<Compared> compared;
};

UploadWorker::UploadWorker(const Context& context, ProcessorFactory factory)
    : context_(context), factory_(std::move(factory)), processId_(newId()),
      same_(std::make_unique<SamePictures>(context))
{
}

UploadWorker::~UploadWorker()
{
    stop();
}

Result<void> UploadWorker::start()
{
    PD_TRY(recover(true));
    std::vector<std::unique_ptr<PhotoProcessor>> processors;
    for (qint64 i = 0; i < context_.settings.imagingThreads; ++i) {
        PD_ASSIGN(auto processor, factory_());
        processors.push_back(std::move(processor));
    }
    for (auto& processor : processors)
        threads_.emplace_back([this, mine = std::move(processor)]() mutable { loop(std::move(mine)); });
    return {};
}

void UploadWorker::stop()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
    threads_.clear();
}

void UploadWorker::wake()
{
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
    }
    changed_.notify_one();
}

void UploadWorker::loop(std::unique_ptr<PhotoProcessor> processor)
{
    quint64 seen = 0;
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_)
                return;
            seen = wakes_;
        }
        const auto worked = runOne(*processor);
        if (!worked)
            qWarning("upload worker: %s %s", errorName(worked.error().code).data(),
                     qUtf8Printable(worked.error().detail));
        if (worked.value_or(false))
            continue;
        // Another process may have died with a row in hand, or one may be due again: look now and then.
        if (const auto recovered = recover(false); !recovered)
            qWarning("upload worker: %s", errorName(recovered.error().code).data());
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(context_.settings.imagingPollMs),
                          [&] { return stopping_ || wakes_ != seen; });
    }
}

Result<bool> UploadWorker::runOne(PhotoProcessor& processor)
{
    PD_ASSIGN(const auto claimed, context_.database.write([&](store::Connection& c) {
        return store::claimUpload(c, processId_, context_.clock.nowMs());
    }));
    if (!claimed)
        return false;
    PD_TRY(finish(*claimed, processed(*claimed, processor)));
    ++finished_;
    return true;
}

Result<int> UploadWorker::recover(bool processStart)
{
    const qint64 now = context_.clock.nowMs();
    // SQLite has one process: at its start nobody else can be working.
    const bool all = processStart && context_.database.dialect() == store::Dialect::Sqlite;
    const qint64 claimedBefore =
        all ? std::numeric_limits<qint64>::max() : now - context_.settings.uploadStaleMs;
    return context_.database.write([&](store::Connection& c) -> Result<int> {
        PD_ASSIGN(const auto abandoned, store::abandonedUploads(c, claimedBefore));
        for (const store::UploadRow& upload : abandoned)
            PD_TRY(postpone(c, context_, upload, ErrorCode::Internal, now));
        return int(abandoned.size());
    });
}

Result<ProcessedPhoto> UploadWorker::processed(const store::UploadRow& upload, PhotoProcessor& processor)
{
    PD_ASSIGN(const auto record, context_.database.read([&](store::Connection& c) {
        return store::recordById(c, upload.record);
    }));
    if (!record)
        return fail(ErrorCode::NotFound);
    ProcessingOrder order;
    PD_ASSIGN(order.standard, resources::standard(record->standard));
    PD_ASSIGN(order.bytes, context_.photos.readVerified(upload.sha256));
    order.background = QColor(record->background).rgb();
    order.today = QDateTime::fromMSecsSinceEpoch(upload.receivedAt, Qt::UTC).date();
    order.liveCapture = upload.captureSource == "camera"_L1;
    return processor.process(order);
}

Result<UploadWorker::Made> UploadWorker::stored(const store::UploadRow& upload, ProcessedPhoto photo)
{
    // Files before rows, so that no row names a file that is not there.
    Made made;
    PD_ASSIGN(made.thumbnailSha, context_.photos.put(photo.thumbnail));
    if (!photo.derived.isEmpty()) {
        PD_ASSIGN(made.derivedSha, context_.photos.put(photo.derived));
    }
    if (auto print = imaging::Fingerprint::fromBytes(photo.fingerprint)) {
        made.compared = Compared{{upload.record, upload.student, 0, *std::move(print)}, {}};
        PD_ASSIGN(made.compared->search, same_->search(made.compared->upload));
    }
    made.photo = std::move(photo);
    return made;
}

Result<void> UploadWorker::finish(const store::UploadRow& upload, Result<ProcessedPhoto> processed)
{
    const Result<Made> made =
        std::move(processed).and_then([&](ProcessedPhoto photo) { return stored(upload, std::move(photo)); });
    return context_.database.write([&](store::Connection& c) -> Result<void> {
        const qint64 now = context_.clock.nowMs();
        // First of all locks: whoever has it may wait for a record, and nobody with a record waits for it.
        if (made && made->compared)
            PD_TRY(store::lockFingerprints(c));
        PD_ASSIGN(auto record, store::lockRecord(c, upload.record)); // before the upload, as everybody does
        PD_ASSIGN(const auto current, store::lockUpload(c, upload.id));
        const bool ours = current && record && current->state == uploadStateName(UploadState::Processing)
                          && current->worker == processId_;
        if (!ours)
            return {}; // superseded by a newer picture, or taken over after a stall
        std::optional<Error> stop = made ? std::nullopt : std::optional(made.error());
        if (!stop && !acceptsUpload(record->state))
            stop = Error{ErrorCode::NotAllowedInState, {}};
        if (!stop) {
            PD_ASSIGN(const bool refusedBefore,
                      store::refusedPixels(c, upload.student, made->photo.pixelSha256));
            if (refusedBefore)
                stop = Error{ErrorCode::RepeatedRefusedPhoto, {}};
        }
        if (stop) {
            return refusesPicture(stop->code) ? refuse(c, upload, UploadState::Refused, stop->code, now)
                                              : postpone(c, context_, *current, stop->code, now);
        }
        return accept(c, upload, *record, *made, now);
    });
}

Result<void> UploadWorker::accept(store::Connection& c, const store::UploadRow& upload,
                                  store::RecordRow& record, const Made& made, qint64 now)
{
    const int number = record.attempt + 1;
    Report report = made.photo.report;
    if (made.compared) {
        PD_ASSIGN(const Standard standard, resources::standard(record.standard));
        SamePictures::Upload mine = made.compared->upload;
        mine.attempt = number;
        PD_ASSIGN(const auto checks, same_->finish(c, mine, made.compared->search, standard));
        imaging::addChecks(report, checks);
    }
    const store::AttemptRow attempt =
        attemptFrom(upload, made.photo, report, number, made.derivedSha, made.thumbnailSha);
    PD_TRY(store::insertAttempt(c, attempt));
    record.attempt = number;
    record.machineVerdict = attempt.machineVerdict;
    PD_TRY(applyMove(c, record,
                     {RecordAction::AcceptUpload, Actor::System, RecordState::Draft, Guard::HardChecksPassed},
                     now));
    PD_TRY(store::finishUpload(c, upload.id, uploadStateName(UploadState::Accepted), {}, number, now));
    return store::appendAudit(c, now, systemActor, u"upload.accept"_s, auditSubject(record),
                              {{"attempt"_L1, number},
                               {"original"_L1, attempt.original.sha256},
                               {"derived"_L1, made.derivedSha},
                               {"engine"_L1, report.engine}});
}

} // namespace photodesk::server::services
