#pragma once

#include "domain/decision.h"
#include "domain/report.h"
#include "domain/rights.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What the staff routes of docs/api/openapi.yaml carry, as types. Times are UTC.
namespace photodesk::app {

struct Staff {
    QString id, user, displayName;
    std::vector<Role> roles;
};

struct StaffSession {
    QString token; ///< secret: never logged, kept by Session only
    QDateTime expiresAt;
    Staff staff;
};

struct ReviewSettings {
    qint64 leaseMs = 0, heartbeatMs = 0, undoMs = 0;
    int claimDepth = 0;
    bool watermark = true, photoClipboard = false; ///< the installation's policy
    qint64 idleLockMs = 0;
};

struct WhoAmI {
    QDateTime expiresAt;
    Staff staff;
    ReviewSettings settings;
};

struct QueueCounts {
    int waiting = 0, secondReview = 0, mine = 0, today = 0;
    std::optional<QDateTime> oldestWaitingAt;
};

struct RecordBrief {
    QString id;
    RecordState state = RecordState::None;
    qint64 version = 0;
};

struct Person {
    QString nameMasked, idLast4, school, batch, batchId;
};

struct PhotoRef {
    QString sha256; ///< hex, lower case
    qint64 bytes = 0;
    QSize size;
};

struct PastDecision {
    QString decisionId, recordId;
    int attempt = 0;
    Verdict verdict = Verdict::Approve;
    QStringList reasons;
    QString mainReason, note, by;
    QDateTime decidedAt;
    std::optional<QDateTime> undoUntil;
    bool undone = false;
};

/// One derived picture an attempt has had.
struct Revision {
    enum class Kind { Machine, Rework, Restore };
    int number = 0, attempt = 0;
    Kind kind = Kind::Machine;
    QString by; ///< display name; empty for the machine
    QDateTime at;
    std::optional<PhotoRef> derived;
    QJsonObject parameters; ///< as imaging/rework.h writes them; only from ApiClient::revisions()
};

/// What a rework is made of.
struct ReworkOrder {
    QString recordId;
    qint64 version = 0;
    int attempt = 0;
    QString photoSha256;    ///< of the picture on the screen
    QJsonObject parameters; ///< as imaging/rework.h writes them
    QString idempotencyKey;
};

struct Attempt {
    int number = 0;
    QDateTime uploadedAt;
    std::optional<QDateTime> submittedAt;
    QString captureSource, studentNote;
    MachineVerdict verdict = MachineVerdict::Amber;
    PhotoRef original;
    std::optional<PhotoRef> derived;
    std::vector<PastDecision> decisions;
    std::vector<Revision> revisions; ///< oldest first; none where nobody reworked it
};

/// Another picture from the same shot; nothing is said of whose it is beyond `relation`.
struct SamePicture {
    enum class Relation { OwnRefused, OwnOther, OtherPerson };
    QString recordId;
    int attempt = 0;
    Relation relation = Relation::OtherPerson;
    double score = 0; ///< 0.5–1
    PhotoRef original;
    std::optional<PhotoRef> derived;
};

struct ReviewItem {
    RecordBrief record;
    Person person;
    Attempt attempt;
    Report report;
    QString standard;
    QString background; ///< "#RRGGBB"
    QDateTime leaseExpiresAt;
    std::vector<Attempt> previous; ///< newest first
    std::vector<SamePicture> same; ///< most alike first

    /// The picture a decision speaks of: derived, else original.
    [[nodiscard]] QString decidedSha256() const
    {
        return attempt.derived ? attempt.derived->sha256 : attempt.original.sha256;
    }
};

/// One record with all its attempts, oldest first.
struct StaffRecord {
    RecordBrief record;
    Person person;
    std::vector<Attempt> attempts;
};

struct Claims {
    std::vector<ReviewItem> items;
    QueueCounts queue;
};

struct HeartbeatReply {
    QStringList held, lost;
    std::optional<QueueCounts> queue;
};

struct DecisionReply {
    QString decisionId;
    RecordBrief record;
    QDateTime undoUntil;
};

struct DecisionPage {
    std::vector<PastDecision> items;
    QString next; ///< cursor, empty at the end
};

struct ClaimFilter {
    enum class Attempts { All, First, Repeated };
    QString batchId; ///< empty: all
    Attempts attempts = Attempts::All;
    std::optional<MachineVerdict> verdict;
    bool secondReview = false;
    qint64 waitsMs = 0, ageMs = 0; ///< waits, or is enrolled, that long at least
    QString bulkId;                ///< set: the sample of this bulk and nothing else
    friend bool operator==(const ClaimFilter&, const ClaimFilter&) = default;
};

/// What a claim may be filtered by; each number says what waits under that choice alone.
struct QueueFilters {
    struct Batch {
        QString id, school, name;
        int waiting = 0;
    };
    struct AtLeast {
        qint64 ms = 0;
        int waiting = 0;
    };
    int waiting = 0, first = 0, repeated = 0, green = 0, amber = 0, red = 0;
    std::vector<Batch> batches;
    std::vector<AtLeast> waits, ages;
};

/// The caller's own day; see OwnDay in the contract.
struct OwnDay {
    int decided = 0, left = 0, lookedAgain = 0, stood = 0;
    std::optional<double> perHour, medianSeconds;
};

enum class PhotoKind { Original, Derived, Thumbnail };

/// Whether asking again can help.
enum class Retry {
    Later, ///< no network, time-out, overloaded: the same request may succeed
    Never, ///< the server has said no
};

/// An error of the server or of the way there, with what problem+json says beside the code.
struct ApiError {
    ApiError(Error why = {}, Retry again = Retry::Never) : error(std::move(why)), retry(again) {}

    Error error;
    Retry retry;
    int httpStatus = 0;                 ///< 0: no answer came
    std::optional<RecordBrief> present; ///< the record as it is now, on 409
    std::optional<qint64> retryAfterMs;
    bool mayHaveHappened = false; ///< the request may have taken effect although no answer says so
};

template <typename T>
using ApiResult = tl::expected<T, ApiError>;

} // namespace photodesk::app
