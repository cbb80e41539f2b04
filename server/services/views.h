#pragma once

#include "domain/decision.h"
#include "domain/report.h"
#include "domain/rights.h"
#include "server/services/outcome.h"

#include <QJsonArray>
#include <QJsonObject>

#include <map>
#include <vector>

/// What the use cases give out: one struct for each schema of docs/api/openapi.yaml, with its JSON. Times are
/// ms since the epoch, UTC.
namespace photodesk::server::services {

struct Staff {
    QString id, user, displayName;
    std::vector<Role> roles;

    [[nodiscard]] Rights rights() const { return rightsOf(roles); }
};

struct StaffSession {
    QString token; ///< only in the answer of signIn
    qint64 expiresAt = 0;
    Staff staff;
};

struct Student {
    QString id;
};

struct StudentSession {
    QString token; ///< only in the answer of signIn
    qint64 expiresAt = 0;
    Student student;
};

struct StaffBatch {
    QString id, school, name;
    bool open = false;
    QString standard, background;
    qint64 feeFen = 0;
    std::optional<QString> featureCode; ///< newest live one
    std::map<RecordState, qint64> counts;
    bool bulkAllowed = false;     ///< clean photos may be approved together
    qint64 bulkSamplePercent = 0; ///< of which this share is looked at singly first
};

struct StudentBatch {
    QString id, school, name, standard;
    qint64 feeFen = 0;
};

struct Queue {
    qint64 waiting = 0, secondReview = 0, mine = 0, today = 0;
    std::optional<qint64> oldestWaitingAt;
};

/// What a claim may be filtered by. Each number says what waits under that choice alone.
struct QueueFilters {
    struct Batch {
        QString id, school, name;
        qint64 waiting = 0;
    };
    struct AtLeast {
        qint64 ms = 0, waiting = 0;
    };
    qint64 waiting = 0, first = 0, repeated = 0;
    std::map<MachineVerdict, qint64> byVerdict;
    std::vector<Batch> batches; ///< only those with something waiting
    std::vector<AtLeast> waits, ages;
};

struct Person {
    QString nameMasked, idLast4, school, batch, batchId;
};

struct PhotoRef {
    QString sha256, contentType;
    qint64 bytes = 0;
    int width = 0, height = 0;
};

struct PastDecision {
    QString id, recordId;
    int attempt = 0;
    Verdict verdict = Verdict::Approve;
    QStringList reasons;
    QString mainReason, note, by;
    qint64 decidedAt = 0, undoUntil = 0;
    bool undone = false;
};

/// One derived picture an attempt has had.
struct Revision {
    int number = 0, attempt = 0;
    QString kind; ///< machine, rework, restore
    QString by;   ///< display name; empty for the machine
    qint64 at = 0;
    QString beforeSha256;
    std::optional<PhotoRef> derived;
    std::optional<QJsonObject> parameters; ///< where asked for
};

struct Attempt {
    int number = 0;
    qint64 uploadedAt = 0;
    std::optional<qint64> submittedAt;
    QString captureSource, studentNote;
    MachineVerdict machineVerdict = MachineVerdict::Amber;
    PhotoRef original;
    std::optional<PhotoRef> derived;
    std::vector<PastDecision> decisions;
    std::vector<Revision> revisions; ///< oldest first; none where nobody reworked it
};

/// A picture that is from the same shot as the one to be judged.
struct SamePicture {
    QString recordId, relation; ///< own_refused, own_other, other_person
    int attempt = 0;
    double score = 0; ///< 0.5–1
    PhotoRef original;
    std::optional<PhotoRef> derived;
};

struct ReviewItem {
    RecordBrief record;
    Person person;
    Attempt attempt;
    QJsonObject report; ///< as domain/report.h writes it
    QString standard, background;
    qint64 leaseExpiresAt = 0;
    std::vector<Attempt> previous; ///< newest first
    std::vector<SamePicture> same; ///< most alike first
};

struct Claims {
    std::vector<ReviewItem> items;
    Queue queue;
};

struct Heartbeat {
    QStringList held, lost;
    std::optional<qint64> leaseExpiresAt; ///< absent when nothing is held
    Queue queue;
};

struct StaffRecord {
    RecordBrief record;
    Person person;
    std::vector<Attempt> attempts; ///< oldest first
};

struct DecisionPage {
    std::vector<PastDecision> items;
    std::optional<QString> next;
};

enum class UploadState { Received, Processing, Accepted, Refused, Failed, Superseded };
[[nodiscard]] QLatin1StringView uploadStateName(UploadState state);
[[nodiscard]] std::optional<UploadState> uploadStateFromName(QStringView name);

struct Upload {
    QString id, recordId;
    UploadState state = UploadState::Received;
    qint64 receivedAt = 0;
    std::optional<qint64> queuePosition;
    QString code; ///< of the error; empty unless refused or failed
    std::optional<int> attempt;
};

struct StudentReason {
    QString code, zh, en, adviceZh, adviceEn;
    bool main = false;
};

struct StudentRecord {
    QString id;
    RecordState state = RecordState::None;
    qint64 version = 0;
    QString nameMasked, idLast4, school, batch;
    qint64 feeFen = 0;
    int attempt = 0;
    std::optional<Upload> upload;
    std::optional<QJsonObject> report;
    bool hasPhoto = false;
    std::vector<StudentReason> reasons;
    QJsonArray history; ///< {attempt, verdict, decided_at, note, reasons: [StudentReason]}, newest first
};

struct AuditEntry {
    qint64 seq = 0, at = 0;
    QString actor; ///< "staff:ID", "student:ID", "system"
    QString action, subject;
    QJsonObject detail;
    QString hash, previousHash;
};

struct AuditPage {
    std::vector<AuditEntry> items;
    std::optional<QString> next;
};

/// Where a stored picture's bytes are. `localPath` is empty where the store is no folder: then
/// PhotoStore::read.
struct PhotoFile {
    QString sha256, contentType, localPath;
    qint64 bytes = 0;
};

enum class PhotoKind { Original, Derived, Thumbnail };
[[nodiscard]] std::optional<PhotoKind> photoKindFromName(QStringView name);

[[nodiscard]] QJsonObject toJson(const RecordBrief& brief);
[[nodiscard]] QJsonObject toJson(const Staff& staff);
[[nodiscard]] QJsonObject toJson(const StaffSession& session); ///< with the token: answer of signIn
[[nodiscard]] QJsonObject toJson(const StudentSession& session);
[[nodiscard]] QJsonObject toJson(const StaffBatch& batch);
[[nodiscard]] QJsonObject toJson(const StudentBatch& batch);
[[nodiscard]] QJsonObject toJson(const Queue& queue);
[[nodiscard]] QJsonObject toJson(const QueueFilters& filters);
[[nodiscard]] QJsonObject toJson(const Person& person);
[[nodiscard]] QJsonObject toJson(const PhotoRef& photo);
[[nodiscard]] QJsonObject toJson(const PastDecision& decision);
[[nodiscard]] QJsonObject toJson(const Revision& revision);
[[nodiscard]] QJsonObject toJson(const Attempt& attempt);
[[nodiscard]] QJsonObject toJson(const SamePicture& same);
[[nodiscard]] QJsonObject toJson(const ReviewItem& item);
[[nodiscard]] QJsonObject toJson(const Claims& claims);
[[nodiscard]] QJsonObject toJson(const Heartbeat& heartbeat);
[[nodiscard]] QJsonObject toJson(const StaffRecord& record);
[[nodiscard]] QJsonObject toJson(const DecisionPage& page);
[[nodiscard]] QJsonObject toJson(const Upload& upload);
[[nodiscard]] QJsonObject toJson(const StudentReason& reason);
[[nodiscard]] QJsonObject toJson(const StudentRecord& record);
[[nodiscard]] QJsonObject toJson(const AuditEntry& entry);
[[nodiscard]] QJsonObject toJson(const AuditPage& page);

/// {"items": […]} of any of the above.
template <typename T>
[[nodiscard]] QJsonObject itemsToJson(const std::vector<T>& items)
{
    QJsonArray list;
    for (const T& item : items)
        list.append(toJson(item));
    return {{QStringLiteral("items"), list}};
}

} // namespace photodesk::server::services
