#include "app/client/api_json.h"

#include "domain/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk::app::api {
namespace {

Result<Staff> staff(const QJsonObject& object)
{
    json::Reader in(object, u"staff."_s);
    Staff s;
    s.id = in.string("id"_L1);
    s.user = in.string("user"_L1);
    s.displayName = in.string("display_name"_L1);
    s.roles = rolesFromNames(in.strings("roles"_L1));
    if (!in.ok())
        return fail(in.error());
    return s;
}

QDateTime requiredTime(json::Reader& in, QLatin1StringView key)
{
    const auto time = in.optionalTime(key);
    if (!time)
        in.reject(key, "is missing");
    return time.value_or(QDateTime());
}

Result<Person> person(const QJsonObject& object)
{
    json::Reader in(object, u"person."_s);
    Person p;
    p.nameMasked = in.string("name_masked"_L1);
    p.idLast4 = in.string("id_last4"_L1);
    p.school = in.string("school"_L1);
    p.batch = in.string("batch"_L1);
    p.batchId = in.string("batch_id"_L1);
    if (!in.ok())
        return fail(in.error());
    return p;
}

Result<PhotoRef> photoRef(const QJsonObject& object)
{
    json::Reader in(object, u"photo."_s);
    PhotoRef p;
    p.sha256 = in.string("sha256"_L1).toLower();
    p.bytes = in.integer("bytes"_L1);
    p.size = QSize(int(in.integer("width"_L1)), int(in.integer("height"_L1)));
    if (!in.ok())
        return fail(in.error());
    return p;
}

Result<PastDecision> pastDecision(const QJsonObject& object)
{
    json::Reader in(object, u"decision."_s);
    PastDecision d;
    d.decisionId = in.string("decision_id"_L1);
    d.recordId = in.string("record_id"_L1);
    d.attempt = int(in.integer("attempt"_L1));
    const auto verdict = verdictFromName(in.string("verdict"_L1));
    if (!verdict)
        in.reject("verdict"_L1, "is unknown");
    d.verdict = verdict.value_or(Verdict::Approve);
    d.reasons = in.strings("reasons"_L1);
    d.mainReason = in.optionalString("main_reason"_L1).value_or(QString());
    d.note = in.optionalString("note"_L1).value_or(QString());
    d.by = in.optionalString("by"_L1).value_or(QString());
    d.decidedAt = requiredTime(in, "decided_at"_L1);
    d.undoUntil = in.optionalTime("undo_until"_L1);
    d.undone = in.boolean("undone"_L1, false);
    if (!in.ok())
        return fail(in.error());
    return d;
}

template <typename T, typename Parse>
Result<std::vector<T>> listOf(const QJsonArray& array, Parse parse)
{
    std::vector<T> list;
    list.reserve(std::size_t(array.size()));
    for (const QJsonValue& value : array) {
        PD_ASSIGN(T item, parse(value.toObject()));
        list.push_back(std::move(item));
    }
    return list;
}

Result<Revision> revision(const QJsonObject& object)
{
    json::Reader in(object, u"revision."_s);
    Revision r;
    r.number = int(in.integer("revision"_L1));
    r.attempt = int(in.integer("attempt"_L1));
    const QString kind = in.string("kind"_L1);
    if (kind == "rework"_L1)
        r.kind = Revision::Kind::Rework;
    else if (kind == "restore"_L1)
        r.kind = Revision::Kind::Restore;
    else if (kind != "machine"_L1)
        in.reject("kind"_L1, "is unknown");
    r.by = in.optionalString("by"_L1).value_or(QString());
    r.at = requiredTime(in, "at"_L1);
    if (object.value("derived"_L1).isObject()) {
        PD_ASSIGN(auto derived, photoRef(in.object("derived"_L1)));
        r.derived = std::move(derived);
    }
    r.parameters = object.value("parameters"_L1).toObject();
    if (!in.ok())
        return fail(in.error());
    return r;
}

Result<Attempt> attempt(const QJsonObject& object)
{
    json::Reader in(object, u"attempt."_s);
    Attempt a;
    a.number = int(in.integer("attempt"_L1));
    a.uploadedAt = requiredTime(in, "uploaded_at"_L1);
    a.submittedAt = in.optionalTime("submitted_at"_L1);
    a.captureSource = in.string("capture_source"_L1);
    a.studentNote = in.optionalString("student_note"_L1).value_or(QString());
    const auto verdict = machineVerdictFromName(in.string("machine_verdict"_L1));
    if (!verdict)
        in.reject("machine_verdict"_L1, "is unknown");
    a.verdict = verdict.value_or(MachineVerdict::Amber);
    PD_ASSIGN(a.original, photoRef(in.object("original"_L1)));
    if (object.value("derived"_L1).isObject()) {
        PD_ASSIGN(auto derived, photoRef(in.object("derived"_L1)));
        a.derived = std::move(derived);
    }
    PD_ASSIGN(a.decisions, listOf<PastDecision>(in.array("decisions"_L1), pastDecision));
    PD_ASSIGN(a.revisions, listOf<Revision>(in.array("revisions"_L1), revision));
    if (!in.ok())
        return fail(in.error());
    return a;
}

Result<SamePicture> samePicture(const QJsonObject& object)
{
    using enum SamePicture::Relation;
    json::Reader in(object, u"same_picture."_s);
    SamePicture s;
    s.recordId = in.string("record_id"_L1);
    s.attempt = int(in.integer("attempt"_L1));
    const QString relation = in.string("relation"_L1);
    s.relation = relation == "own_refused"_L1 ? OwnRefused
                 : relation == "own_other"_L1 ? OwnOther
                                              : OtherPerson;
    s.score = in.number("score"_L1);
    PD_ASSIGN(s.original, photoRef(in.object("original"_L1)));
    if (object.value("derived"_L1).isObject()) {
        PD_ASSIGN(auto derived, photoRef(in.object("derived"_L1)));
        s.derived = std::move(derived);
    }
    if (!in.ok())
        return fail(in.error());
    return s;
}

} // namespace

Result<StaffSession> staffSession(const QJsonObject& object)
{
    json::Reader in(object);
    StaffSession s;
    s.token = in.string("token"_L1);
    s.expiresAt = requiredTime(in, "expires_at"_L1);
    PD_ASSIGN(s.staff, staff(in.object("staff"_L1)));
    if (in.ok() && s.token.isEmpty())
        in.reject("token"_L1, "is empty");
    if (!in.ok())
        return fail(in.error());
    return s;
}

Result<WhoAmI> whoAmI(const QJsonObject& object)
{
    json::Reader in(object);
    WhoAmI w;
    w.expiresAt = requiredTime(in, "expires_at"_L1);
    PD_ASSIGN(w.staff, staff(in.object("staff"_L1)));
    json::Reader settings(in.object("settings"_L1), u"settings."_s);
    w.settings.leaseMs = settings.integer("lease_ms"_L1);
    w.settings.heartbeatMs = settings.integer("heartbeat_ms"_L1);
    w.settings.claimDepth = int(settings.integer("claim_depth"_L1));
    w.settings.undoMs = settings.integer("undo_ms"_L1);
    w.settings.watermark = settings.boolean("watermark"_L1, true);
    w.settings.photoClipboard = settings.boolean("photo_clipboard"_L1, false);
    w.settings.idleLockMs = settings.integer("idle_lock_ms"_L1);
    if (!in.ok())
        return fail(in.error());
    if (!settings.ok())
        return fail(settings.error());
    return w;
}

Result<QueueCounts> queueCounts(const QJsonObject& object)
{
    json::Reader in(object, u"queue."_s);
    QueueCounts q;
    q.waiting = int(in.integer("waiting"_L1));
    q.secondReview = int(in.integer("second_review"_L1));
    q.mine = int(in.integer("mine"_L1));
    q.today = int(in.integer("today"_L1));
    q.oldestWaitingAt = in.optionalTime("oldest_waiting_at"_L1);
    if (!in.ok())
        return fail(in.error());
    return q;
}

Result<RecordBrief> recordBrief(const QJsonObject& object)
{
    json::Reader in(object, u"record."_s);
    RecordBrief r;
    r.id = in.string("id"_L1);
    const auto state = recordStateFromName(in.string("state"_L1));
    if (!state)
        in.reject("state"_L1, "is unknown");
    r.state = state.value_or(RecordState::None);
    r.version = in.integer("version"_L1);
    if (!in.ok())
        return fail(in.error());
    return r;
}

Result<ReviewItem> reviewItem(const QJsonObject& object)
{
    json::Reader in(object, u"item."_s);
    ReviewItem i;
    PD_ASSIGN(i.record, recordBrief(in.object("record"_L1)));
    PD_ASSIGN(i.person, person(in.object("person"_L1)));
    PD_ASSIGN(i.attempt, attempt(in.object("attempt"_L1)));
    PD_ASSIGN(i.report, reportFromJson(in.object("report"_L1)));
    i.standard = in.string("standard"_L1);
    i.background = in.string("background"_L1);
    i.leaseExpiresAt = requiredTime(in, "lease_expires_at"_L1);
    PD_ASSIGN(i.previous, listOf<Attempt>(in.array("previous"_L1), attempt));
    if (object.contains("same_pictures"_L1)) { // servers before it knew none
        PD_ASSIGN(i.same, listOf<SamePicture>(in.array("same_pictures"_L1), samePicture));
    }
    if (!in.ok())
        return fail(in.error());
    return i;
}

Result<StaffRecord> staffRecord(const QJsonObject& object)
{
    json::Reader in(object);
    StaffRecord r;
    PD_ASSIGN(r.record, recordBrief(in.object("record"_L1)));
    PD_ASSIGN(r.person, person(in.object("person"_L1)));
    PD_ASSIGN(r.attempts, listOf<Attempt>(in.array("attempts"_L1), attempt));
    if (!in.ok())
        return fail(in.error());
    return r;
}

Result<std::vector<Revision>> revisions(const QJsonObject& object)
{
    json::Reader in(object);
    PD_ASSIGN(auto list, listOf<Revision>(in.array("items"_L1), revision));
    if (!in.ok())
        return fail(in.error());
    return list;
}

QJsonObject reworkBody(const ReworkOrder& order)
{
    QJsonObject body = order.parameters;
    body.insert("version"_L1, order.version);
    body.insert("attempt"_L1, order.attempt);
    body.insert("photo_sha256"_L1, order.photoSha256);
    return body;
}

Result<Claims> claims(const QJsonObject& object)
{
    json::Reader in(object);
    Claims c;
    PD_ASSIGN(c.items, listOf<ReviewItem>(in.array("items"_L1), reviewItem));
    PD_ASSIGN(c.queue, queueCounts(in.object("queue"_L1)));
    if (!in.ok())
        return fail(in.error());
    return c;
}

Result<HeartbeatReply> heartbeatReply(const QJsonObject& object)
{
    json::Reader in(object);
    HeartbeatReply h;
    h.held = in.strings("held"_L1);
    h.lost = in.strings("lost"_L1);
    if (object.value("queue"_L1).isObject()) {
        PD_ASSIGN(auto queue, queueCounts(in.object("queue"_L1)));
        h.queue = queue;
    }
    if (!in.ok())
        return fail(in.error());
    return h;
}

Result<DecisionReply> decisionReply(const QJsonObject& object)
{
    json::Reader in(object);
    DecisionReply d;
    d.decisionId = in.string("decision_id"_L1);
    PD_ASSIGN(d.record, recordBrief(in.object("record"_L1)));
    d.undoUntil = requiredTime(in, "undo_until"_L1);
    if (!in.ok())
        return fail(in.error());
    return d;
}

Result<DecisionPage> decisionPage(const QJsonObject& object)
{
    json::Reader in(object);
    DecisionPage p;
    PD_ASSIGN(p.items, listOf<PastDecision>(in.array("items"_L1), pastDecision));
    p.next = in.optionalString("next"_L1).value_or(QString());
    if (!in.ok())
        return fail(in.error());
    return p;
}

Result<QStringList> released(const QJsonObject& object)
{
    json::Reader in(object);
    QStringList ids = in.strings("released"_L1);
    if (!in.ok())
        return fail(in.error());
    return ids;
}

QJsonObject claimBody(const ClaimFilter& filter, int count)
{
    QJsonObject body{{"count"_L1, count}};
    if (!filter.batchId.isEmpty())
        body.insert("batch_id"_L1, filter.batchId);
    if (filter.attempts != ClaimFilter::Attempts::All)
        body.insert("attempts"_L1,
                    filter.attempts == ClaimFilter::Attempts::First ? "first"_L1 : "repeated"_L1);
    if (filter.verdict)
        body.insert("machine_verdict"_L1, machineVerdictName(*filter.verdict));
    if (filter.secondReview)
        body.insert("queue"_L1, "second_review"_L1);
    if (filter.waitsMs > 0)
        body.insert("waits_ms"_L1, filter.waitsMs);
    if (filter.ageMs > 0)
        body.insert("age_ms"_L1, filter.ageMs);
    return body;
}

} // namespace photodesk::app::api
