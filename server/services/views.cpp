#include "server/services/views.h"

#include "domain/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

struct UploadStateName {
    UploadState state;
    const char* name;
};

constexpr UploadStateName uploadStateNames[] = {
    {UploadState::Received, "received"}, {UploadState::Processing, "processing"},
    {UploadState::Accepted, "accepted"}, {UploadState::Refused, "refused"},
    {UploadState::Failed, "failed"},     {UploadState::Superseded, "superseded"},
};

QJsonValue timeOrNull(const std::optional<qint64>& ms)
{
    return ms ? QJsonValue(json::timeFromMs(*ms)) : QJsonValue();
}

QJsonValue textOrNull(const std::optional<QString>& text)
{
    return text ? QJsonValue(*text) : QJsonValue();
}

template <typename T>
QJsonArray listOf(const std::vector<T>& items)
{
    QJsonArray list;
    for (const T& item : items)
        list.append(toJson(item));
    return list;
}

} // namespace

QLatin1StringView uploadStateName(UploadState state)
{
    return QLatin1StringView(std::ranges::find(uploadStateNames, state, &UploadStateName::state)->name);
}

std::optional<UploadState> uploadStateFromName(QStringView name)
{
    for (const UploadStateName& entry : uploadStateNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.state;
    }
    return std::nullopt;
}

std::optional<PhotoKind> photoKindFromName(QStringView name)
{
    if (name == "original"_L1)
        return PhotoKind::Original;
    if (name == "derived"_L1)
        return PhotoKind::Derived;
    if (name == "thumbnail"_L1)
        return PhotoKind::Thumbnail;
    return std::nullopt;
}

QJsonObject toJson(const RecordBrief& brief)
{
    return {{"id"_L1, brief.id}, {"state"_L1, recordStateName(brief.state)}, {"version"_L1, brief.version}};
}

QJsonObject toJson(const Staff& staff)
{
    return {{"id"_L1, staff.id},
            {"user"_L1, staff.user},
            {"display_name"_L1, staff.displayName},
            {"roles"_L1, QJsonArray::fromStringList(roleNames(staff.roles))}};
}

QJsonObject toJson(const StaffSession& session)
{
    return {{"token"_L1, session.token},
            {"expires_at"_L1, json::timeFromMs(session.expiresAt)},
            {"staff"_L1, toJson(session.staff)}};
}

QJsonObject toJson(const StudentSession& session)
{
    return {{"token"_L1, session.token}, {"expires_at"_L1, json::timeFromMs(session.expiresAt)}};
}

QJsonObject toJson(const StaffBatch& batch)
{
    QJsonObject counts;
    for (const auto& [state, count] : batch.counts)
        counts.insert(recordStateName(state), count);
    return {{"id"_L1, batch.id},
            {"school"_L1, batch.school},
            {"name"_L1, batch.name},
            {"open"_L1, batch.open},
            {"standard"_L1, batch.standard},
            {"background"_L1, batch.background},
            {"fee_fen"_L1, batch.feeFen},
            {"feature_code"_L1, textOrNull(batch.featureCode)},
            {"counts"_L1, counts},
            {"bulk_allowed"_L1, batch.bulkAllowed},
            {"bulk_sample_percent"_L1, batch.bulkSamplePercent}};
}

QJsonObject toJson(const StudentBatch& batch)
{
    return {{"id"_L1, batch.id},
            {"school"_L1, batch.school},
            {"name"_L1, batch.name},
            {"fee_fen"_L1, batch.feeFen},
            {"standard"_L1, batch.standard}};
}

QJsonObject toJson(const Queue& queue)
{
    return {{"waiting"_L1, queue.waiting},
            {"second_review"_L1, queue.secondReview},
            {"mine"_L1, queue.mine},
            {"oldest_waiting_at"_L1, timeOrNull(queue.oldestWaitingAt)},
            {"today"_L1, queue.today}};
}

QJsonObject toJson(const Person& person)
{
    return {{"name_masked"_L1, person.nameMasked},
            {"id_last4"_L1, person.idLast4},
            {"school"_L1, person.school},
            {"batch"_L1, person.batch},
            {"batch_id"_L1, person.batchId}};
}

QJsonObject toJson(const PhotoRef& photo)
{
    return {{"sha256"_L1, photo.sha256},
            {"bytes"_L1, photo.bytes},
            {"width"_L1, photo.width},
            {"height"_L1, photo.height},
            {"content_type"_L1, photo.contentType}};
}

QJsonObject toJson(const PastDecision& decision)
{
    return {{"decision_id"_L1, decision.id},
            {"record_id"_L1, decision.recordId},
            {"attempt"_L1, decision.attempt},
            {"verdict"_L1, verdictName(decision.verdict)},
            {"reasons"_L1, QJsonArray::fromStringList(decision.reasons)},
            {"main_reason"_L1, decision.mainReason},
            {"note"_L1, decision.note},
            {"by"_L1, decision.by},
            {"decided_at"_L1, json::timeFromMs(decision.decidedAt)},
            {"undo_until"_L1, json::timeFromMs(decision.undoUntil)},
            {"undone"_L1, decision.undone}};
}

QJsonObject toJson(const Revision& revision)
{
    QJsonObject object{
        {"revision"_L1, revision.number},
        {"attempt"_L1, revision.attempt},
        {"kind"_L1, revision.kind},
        {"by"_L1, revision.by},
        {"at"_L1, json::timeFromMs(revision.at)},
        {"before_sha256"_L1, revision.beforeSha256},
        {"derived"_L1, revision.derived ? QJsonValue(toJson(*revision.derived)) : QJsonValue()}};
    if (revision.parameters)
        object.insert("parameters"_L1, *revision.parameters);
    return object;
}

QJsonObject toJson(const Attempt& attempt)
{
    return {{"attempt"_L1, attempt.number},
            {"uploaded_at"_L1, json::timeFromMs(attempt.uploadedAt)},
            {"submitted_at"_L1, timeOrNull(attempt.submittedAt)},
            {"capture_source"_L1, attempt.captureSource},
            {"student_note"_L1, attempt.studentNote},
            {"machine_verdict"_L1, machineVerdictName(attempt.machineVerdict)},
            {"original"_L1, toJson(attempt.original)},
            {"derived"_L1, attempt.derived ? QJsonValue(toJson(*attempt.derived)) : QJsonValue()},
            {"decisions"_L1, listOf(attempt.decisions)},
            {"revisions"_L1, listOf(attempt.revisions)}};
}

QJsonObject toJson(const SamePicture& same)
{
    return {{"record_id"_L1, same.recordId},
            {"attempt"_L1, same.attempt},
            {"relation"_L1, same.relation},
            {"score"_L1, same.score},
            {"original"_L1, toJson(same.original)},
            {"derived"_L1, same.derived ? QJsonValue(toJson(*same.derived)) : QJsonValue()}};
}

QJsonObject toJson(const ReviewItem& item)
{
    return {{"record"_L1, toJson(item.record)},
            {"person"_L1, toJson(item.person)},
            {"attempt"_L1, toJson(item.attempt)},
            {"report"_L1, item.report},
            {"standard"_L1, item.standard},
            {"background"_L1, item.background},
            {"lease_expires_at"_L1, json::timeFromMs(item.leaseExpiresAt)},
            {"previous"_L1, listOf(item.previous)},
            {"same_pictures"_L1, listOf(item.same)}};
}

QJsonObject toJson(const Claims& claims)
{
    return {{"items"_L1, listOf(claims.items)}, {"queue"_L1, toJson(claims.queue)}};
}

QJsonObject toJson(const Heartbeat& heartbeat)
{
    QJsonObject object{{"held"_L1, QJsonArray::fromStringList(heartbeat.held)},
                       {"lost"_L1, QJsonArray::fromStringList(heartbeat.lost)},
                       {"queue"_L1, toJson(heartbeat.queue)}};
    if (heartbeat.leaseExpiresAt)
        object.insert("lease_expires_at"_L1, json::timeFromMs(*heartbeat.leaseExpiresAt));
    return object;
}

QJsonObject toJson(const StaffRecord& record)
{
    return {{"record"_L1, toJson(record.record)},
            {"person"_L1, toJson(record.person)},
            {"attempts"_L1, listOf(record.attempts)}};
}

QJsonObject toJson(const DecisionPage& page)
{
    return {{"items"_L1, listOf(page.items)}, {"next"_L1, textOrNull(page.next)}};
}

QJsonObject toJson(const Upload& upload)
{
    QJsonObject object{{"id"_L1, upload.id},
                       {"record_id"_L1, upload.recordId},
                       {"state"_L1, uploadStateName(upload.state)},
                       {"received_at"_L1, json::timeFromMs(upload.receivedAt)}};
    if (upload.queuePosition)
        object.insert("queue_position"_L1, *upload.queuePosition);
    if (!upload.code.isEmpty())
        object.insert("code"_L1, upload.code);
    if (upload.attempt)
        object.insert("attempt"_L1, *upload.attempt);
    return object;
}

QJsonObject toJson(const StudentReason& reason)
{
    return {{"code"_L1, reason.code},
            {"zh"_L1, reason.zh},
            {"en"_L1, reason.en},
            {"advice_zh"_L1, reason.adviceZh},
            {"advice_en"_L1, reason.adviceEn},
            {"main"_L1, reason.main}};
}

QJsonObject toJson(const StudentRecord& record)
{
    return {{"id"_L1, record.id},
            {"state"_L1, recordStateName(record.state)},
            {"version"_L1, record.version},
            {"name_masked"_L1, record.nameMasked},
            {"id_last4"_L1, record.idLast4},
            {"school"_L1, record.school},
            {"batch"_L1, record.batch},
            {"fee_fen"_L1, record.feeFen},
            {"attempt"_L1, record.attempt},
            {"upload"_L1, record.upload ? QJsonValue(toJson(*record.upload)) : QJsonValue()},
            {"report"_L1, record.report ? QJsonValue(*record.report) : QJsonValue()},
            {"has_photo"_L1, record.hasPhoto},
            {"reasons"_L1, listOf(record.reasons)},
            {"history"_L1, record.history}};
}

QJsonObject toJson(const AuditEntry& entry)
{
    return {{"seq"_L1, entry.seq},       {"at"_L1, json::timeFromMs(entry.at)},   {"actor"_L1, entry.actor},
            {"action"_L1, entry.action}, {"subject"_L1, entry.subject},           {"detail"_L1, entry.detail},
            {"hash"_L1, entry.hash},     {"previous_hash"_L1, entry.previousHash}};
}

QJsonObject toJson(const AuditPage& page)
{
    return {{"items"_L1, listOf(page.items)}, {"next"_L1, textOrNull(page.next)}};
}

} // namespace photodesk::server::services
