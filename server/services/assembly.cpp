#include "server/services/assembly.h"

#include "domain/json.h"
#include "server/photos/photo_store.h"
#include "server/store/claims.h"
#include "server/store/same_pictures.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

constexpr qint64 dayMs = 86'400'000, chinaAheadMs = 8 * 3'600'000; // the contract counts days in UTC+8

PhotoRef photoRef(const store::BlobRow& blob)
{
    return {blob.sha256, blob.contentType, blob.bytes, blob.width, blob.height};
}

Attempt attemptView(const store::AttemptRow& row)
{
    Attempt view;
    view.number = row.number;
    view.uploadedAt = row.uploadedAt;
    view.submittedAt = row.submittedAt;
    view.captureSource = row.captureSource;
    view.studentNote = row.studentNote;
    view.machineVerdict = machineVerdictFromName(row.machineVerdict).value_or(MachineVerdict::Amber);
    view.original = photoRef(row.original);
    if (row.derived)
        view.derived = photoRef(*row.derived);
    return view;
}

Result<QJsonObject> reportOf(const store::AttemptRow& row)
{
    auto report = json::parseObject(row.report.toUtf8());
    if (!report)
        return fail(ErrorCode::DatabaseFailed, u"a stored report does not parse"_s);
    return report;
}

Result<std::vector<SamePicture>> sameAs(store::Connection& c, const store::RecordRow& row)
{
    PD_ASSIGN(const auto pairs, store::samePicturesOf(c, row.id, row.attempt));
    std::vector<SamePicture> views;
    for (const store::SamePictureRow& pair : pairs) {
        PD_ASSIGN(const auto other, store::attempt(c, pair.otherRecord, pair.otherAttempt));
        if (!other)
            continue;
        const std::optional<PhotoRef> derived =
            other->derived ? std::optional(photoRef(*other->derived)) : std::nullopt;
        views.push_back({pair.otherRecord, pair.relation, pair.otherAttempt, pair.score,
                         photoRef(other->original), derived});
    }
    return views;
}

std::vector<StudentReason> studentReasons(const ReasonCatalogue& catalogue,
                                          const store::DecisionRow& decision)
{
    std::vector<StudentReason> list;
    for (const QString& code : decision.reasons) {
        const Reason* reason = catalogue.find(code);
        // What staff redo by themselves is no business of the student's.
        if (reason && reason->severity != ReasonSeverity::Rework)
            list.push_back({code, reason->zh, reason->en, reason->adviceZh, reason->adviceEn,
                            code == decision.mainReason});
    }
    // Not std::ranges: Clang 14 cannot compile what that returns with this standard library.
    std::stable_partition(list.begin(), list.end(), [](const StudentReason& reason) { return reason.main; });
    return list;
}

QJsonObject historyEntry(const store::DecisionRow& decision, const std::vector<StudentReason>& reasons)
{
    QJsonArray list;
    for (const StudentReason& reason : reasons)
        list.append(toJson(reason));
    return {{"attempt"_L1, decision.attempt},
            {"verdict"_L1, verdictName(decision.verdict)},
            {"decided_at"_L1, json::timeFromMs(decision.appliedAt)},
            {"note"_L1, decision.verdict == Verdict::Reject ? decision.note : QString()},
            {"reasons"_L1, list}};
}

} // namespace

qint64 startOfDay(qint64 now)
{
    return (now + chinaAheadMs) / dayMs * dayMs - chinaAheadMs;
}

PastDecision pastDecision(const store::DecisionRow& row, const Settings& settings)
{
    return {row.id,
            row.record,
            row.attempt,
            row.verdict,
            row.reasons,
            row.mainReason,
            row.note,
            row.staffName,
            row.decidedAt,
            row.appliedAt + settings.undoMs,
            row.undoneAt.has_value()};
}

Revision revisionView(const store::RevisionRow& row)
{
    Revision view;
    view.number = row.number;
    view.attempt = row.attempt;
    view.kind = row.kind;
    view.by = row.staffName;
    view.at = row.madeAt;
    view.beforeSha256 = row.beforeSha;
    if (row.derived)
        view.derived = photoRef(*row.derived);
    return view;
}

Person personOf(const store::RecordRow& row)
{
    return {row.nameMasked, row.idLast4, row.school, row.batchName, row.batch};
}

Result<std::vector<Attempt>> attemptViews(store::Connection& c, const Settings& settings,
                                          const QString& recordId)
{
    PD_ASSIGN(const auto rows, store::attemptsOf(c, recordId));
    PD_ASSIGN(const auto decisions, store::decisionsOfRecord(c, recordId));
    PD_ASSIGN(const auto revisions, store::revisionsOf(c, recordId));
    std::vector<Attempt> views;
    for (const store::AttemptRow& row : rows) {
        Attempt view = attemptView(row);
        for (const store::DecisionRow& decision : decisions) {
            if (decision.attempt == row.number)
                view.decisions.push_back(pastDecision(decision, settings));
        }
        for (const store::RevisionRow& revision : revisions) {
            if (revision.attempt == row.number)
                view.revisions.push_back(revisionView(revision));
        }
        views.push_back(std::move(view));
    }
    return views;
}

Result<ReviewItem> reviewItem(store::Connection& c, const Settings& settings, const store::RecordRow& row)
{
    PD_ASSIGN(const auto current, store::attempt(c, row.id, row.attempt));
    if (!current)
        return fail(ErrorCode::DatabaseFailed, u"a record in review without attempt"_s);
    PD_ASSIGN(auto views, attemptViews(c, settings, row.id));
    ReviewItem item;
    item.record = {row.id, row.state, row.version};
    item.person = personOf(row);
    PD_ASSIGN(item.report, reportOf(*current));
    item.standard = row.standard;
    item.background = row.background;
    item.leaseExpiresAt = row.leaseUntil.value_or(0);
    for (Attempt& view : views) {
        if (view.number == row.attempt)
            item.attempt = std::move(view);
        else
            item.previous.insert(item.previous.begin(), std::move(view));
    }
    PD_ASSIGN(item.same, sameAs(c, row));
    return item;
}

Result<Queue> queueView(store::Connection& c, const QString& staffId, const QString& batchId, qint64 now)
{
    PD_ASSIGN(const auto counts, store::queueCounts(c, staffId, batchId, now));
    PD_ASSIGN(const qint64 today, store::decidedSince(c, staffId, startOfDay(now)));
    return Queue{counts.waiting, counts.secondReview, counts.mine, today, counts.oldestQueuedAt};
}

Result<Upload> uploadView(store::Connection& c, const store::UploadRow& row)
{
    Upload view;
    view.id = row.id;
    view.recordId = row.record;
    view.state = uploadStateFromName(row.state).value_or(UploadState::Failed);
    view.receivedAt = row.receivedAt;
    view.code = row.errorCode.value_or(QString());
    if (row.attempt)
        view.attempt = int(*row.attempt);
    if (view.state == UploadState::Received) {
        PD_ASSIGN(view.queuePosition, store::uploadsAhead(c, row));
    }
    return view;
}

Result<StudentRecord> studentRecord(store::Connection& c, const ReasonCatalogue& reasons,
                                    const store::RecordRow& row)
{
    StudentRecord view;
    view.id = row.id;
    view.state = row.state;
    view.version = row.version;
    view.nameMasked = row.nameMasked;
    view.idLast4 = row.idLast4;
    view.school = row.school;
    view.batch = row.batchName;
    view.feeFen = row.feeFen;
    view.attempt = row.attempt;
    PD_ASSIGN(const auto upload, store::newestUpload(c, row.id));
    if (upload) {
        PD_ASSIGN(Upload newest, uploadView(c, *upload));
        view.upload = std::move(newest);
    }
    PD_ASSIGN(const auto current, store::attempt(c, row.id, row.attempt));
    if (current) {
        PD_ASSIGN(QJsonObject report, reportOf(*current));
        view.report = std::move(report);
        view.hasPhoto = true;
    }
    PD_ASSIGN(const auto decisions, store::decisionsOfRecord(c, row.id));
    // A refusal stands until its successor is handed in.
    const bool stands = row.state == RecordState::Rejected || row.state == RecordState::Draft;
    for (const store::DecisionRow& decision : decisions) {
        if (decision.undoneAt || decision.verdict == Verdict::SecondOpinion)
            continue;
        const auto list = studentReasons(reasons, decision);
        view.history.prepend(historyEntry(decision, list));
        if (stands && decision.verdict == Verdict::Reject)
            view.reasons = list;
    }
    return view;
}

Result<PhotoFile> photoFile(const photos::PhotoStore& photos, const store::AttemptRow& row, PhotoKind kind)
{
    if (kind == PhotoKind::Derived && !row.derived)
        return fail(ErrorCode::NotFound, u"no derived picture"_s);
    const store::BlobRow& blob = kind == PhotoKind::Original  ? row.original
                                 : kind == PhotoKind::Derived ? *row.derived
                                                              : row.thumbnail;
    return PhotoFile{blob.sha256, blob.contentType, photos.localPath(blob.sha256), blob.bytes};
}

Result<store::RecordRow> ownRecord(store::Connection& c, const Student& student, const QString& id,
                                   bool forUpdate)
{
    PD_ASSIGN(auto row, forUpdate ? store::lockRecord(c, id) : store::recordById(c, id));
    if (!row || row->student != student.id)
        return fail(ErrorCode::NotFound);
    return *std::move(row);
}

} // namespace photodesk::server::services
