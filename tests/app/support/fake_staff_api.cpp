#include "domain/json.h"
#include "tests/app/support/fake_server.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

// What the fake answers when nobody interferes: the staff routes of docs/api/openapi.yaml.
namespace photodesk::test {
namespace {

const QString batchId = u"5f0c3a52-9a43-4a55-8c3e-0d8f3f3e1a11"_s;
constexpr qint64 tenMinutesMs = 600'000;

QString uuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QByteArray hashOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QString inMs(qint64 ms)
{
    return json::time(QDateTime::currentDateTimeUtc().addMSecs(ms));
}

QJsonObject photoRef(const QByteArray& bytes, QSize size)
{
    return {{"sha256"_L1, QString::fromLatin1(hashOf(bytes))},
            {"bytes"_L1, bytes.size()},
            {"width"_L1, size.width()},
            {"height"_L1, size.height()},
            {"content_type"_L1, u"image/jpeg"_s}};
}

} // namespace

FakeResponse FakeServer::answer(const FakeRequest& request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QByteArray path = request.path;
    if (path == "/readyz")
        return FakeResponse::json(200, {{"status"_L1, u"ok"_s}, {"version"_L1, u"0"_s}});
    auto staff = [this](const QString& user) {
        return QJsonObject{{"id"_L1, u"7d1f9a30-0000-4000-8000-000000000001"_s},
                           {"user"_L1, user},
                           {"display_name"_L1, u"审核员 "_s + user},
                           {"roles"_L1, QJsonArray::fromStringList(roles)}};
    };
    if (path == "/api/v1/staff/session" && request.method == "POST") {
        const QString user = body.value("user"_L1).toString();
        if (!passwords_.contains(user) || passwords_.value(user) != body.value("password"_L1).toString())
            return FakeResponse::problem(401, "wrong_credentials");
        const QByteArray token = uuid().toLatin1();
        tokens_.insert(token, user);
        return FakeResponse::json(201, {{"token"_L1, QString::fromLatin1(token)},
                                        {"expires_at"_L1, inMs(tenMinutesMs)},
                                        {"staff"_L1, staff(user)}});
    }
    const QString user = tokens_.value(request.header("authorization").mid(int(qstrlen("Bearer "))));
    if (user.isEmpty())
        return FakeResponse::problem(401, "not_signed_in");
    if (path == "/api/v1/staff/session" && request.method == "DELETE") {
        tokens_.remove(request.header("authorization").mid(int(qstrlen("Bearer "))));
        for (const auto& r : records_) {
            if (r->leaseHolder == user)
                r->leaseHolder.clear();
        }
        return {204, {}, {}, {}, false, false};
    }
    if (path == "/api/v1/staff/session") {
        return FakeResponse::json(200,
                                  {{"expires_at"_L1, inMs(tenMinutesMs)},
                                   {"staff"_L1, staff(user)},
                                   {"settings"_L1, QJsonObject{{"lease_ms"_L1, 300000},
                                                               {"heartbeat_ms"_L1, 60000},
                                                               {"claim_depth"_L1, 20},
                                                               {"undo_ms"_L1, 600000},
                                                               {"watermark"_L1, policy.watermark},
                                                               {"photo_clipboard"_L1, policy.photoClipboard},
                                                               {"idle_lock_ms"_L1, policy.idleLockMs}}}});
    }
    const QList<QByteArray> parts = path.split('/');
    if (path.endsWith("/review/claims"))
        return claim(body, user);
    if (path.endsWith("/review/heartbeat"))
        return heartbeat(body, user);
    if (path.endsWith("/review/release"))
        return release(body);
    if (auto desk = deskAnswer(request, body, user))
        return *desk;
    if (path.endsWith("/review/queue"))
        return FakeResponse::json(200, queue(user));
    if (path.contains("/photo/"))
        return photo(parts);
    if (path.endsWith("/decision"))
        return decide(request, QString::fromLatin1(parts[5]), user);
    if (path.endsWith("/rework") || path.endsWith("/restore"))
        return rework(request, QString::fromLatin1(parts[5]), user);
    if (path.endsWith("/revisions"))
        return revisions(QString::fromLatin1(parts[5]));
    if (path.endsWith("/undo"))
        return undo(QString::fromLatin1(parts[5]), user);
    if (path == "/api/v1/staff/decisions")
        return decisions(user);
    return FakeResponse::problem(404, "not_found");
}

QJsonObject FakeServer::brief(const FakeRecord& record)
{
    return {{"id"_L1, record.id}, {"state"_L1, record.state}, {"version"_L1, record.version}};
}

QJsonObject FakeServer::queue(const QString& user) const
{
    int waiting = 0, mine = 0;
    for (const auto& r : records_) {
        if (r->state != "in_review"_L1)
            continue;
        ++(r->leaseHolder == user ? mine : waiting);
    }
    int today = 0;
    for (const Sent& s : sent_)
        today += s.user == user && !s.undone ? 1 : 0;
    return {{"waiting"_L1, waiting},
            {"second_review"_L1, 0},
            {"mine"_L1, mine},
            {"today"_L1, today},
            {"oldest_waiting_at"_L1, QJsonValue()}};
}

QJsonObject FakeServer::item(const FakeRecord& r) const
{
    const QJsonObject attempt{
        {"attempt"_L1, r.attempt},
        {"uploaded_at"_L1, inMs(-200'000)},
        {"submitted_at"_L1, inMs(-180'000)},
        {"capture_source"_L1, u"album"_s},
        {"machine_verdict"_L1, machineVerdictName(verdictOf(r.report.checks))},
        {"original"_L1, photoRef(r.original, r.originalSize)},
        {"derived"_L1, r.derived.isEmpty() ? QJsonValue() : QJsonValue(photoRef(r.derived, r.derivedSize))},
        {"revisions"_L1, r.revisions}};
    return {{"record"_L1, brief(r)},
            {"person"_L1, QJsonObject{{"name_masked"_L1, r.name},
                                      {"id_last4"_L1, r.last4},
                                      {"school"_L1, u"青岛示范大学"_s},
                                      {"batch"_L1, u"2026届本科"_s},
                                      {"batch_id"_L1, batchId}}},
            {"attempt"_L1, attempt},
            {"report"_L1, toJson(r.report)},
            {"standard"_L1, r.standard},
            {"background"_L1, u"#00A3E6"_s},
            {"lease_expires_at"_L1, inMs(tenMinutesMs / 2)},
            {"previous"_L1, r.previous}};
}

void FakeServer::addEarlier(FakeRecord& record, int attempt, const QByteArray& original, QSize size)
{
    record.earlierOriginal.insert(attempt, original);
    record.previous.append(QJsonObject{{"attempt"_L1, attempt},
                                       {"uploaded_at"_L1, inMs(-900'000)},
                                       {"submitted_at"_L1, inMs(-800'000)},
                                       {"capture_source"_L1, u"album"_s},
                                       {"machine_verdict"_L1, u"amber"_s},
                                       {"original"_L1, photoRef(original, size)},
                                       {"derived"_L1, QJsonValue()},
                                       {"decisions"_L1, QJsonArray()}});
}

FakeResponse FakeServer::claim(const QJsonObject& body, const QString& user)
{
    const int wanted = body.value("count"_L1).toInt();
    QJsonArray items;
    for (const bool held : {true, false}) {
        for (const auto& r : records_) {
            const bool mine = r->leaseHolder == user;
            if (items.size() >= wanted || r->state != "in_review"_L1 || mine != held
                || (!mine && (!r->leaseHolder.isEmpty() || r->keptFrom == user || !passes(*r, body))))
                continue;
            items.append(item(*r));
        }
        for (const QJsonValue& value : std::as_const(items))
            record(value.toObject().value("record"_L1).toObject().value("id"_L1).toString())->leaseHolder =
                user;
    }
    return FakeResponse::json(200, {{"items"_L1, items}, {"queue"_L1, queue(user)}});
}

FakeResponse FakeServer::heartbeat(const QJsonObject& body, const QString& user)
{
    QJsonArray held, lost;
    for (const QJsonValue& id : body.value("record_ids"_L1).toArray()) {
        FakeRecord* r = record(id.toString());
        const bool gone = !r || r->leaseHolder != user || loseOnHeartbeat.contains(id.toString());
        if (gone && r)
            r->leaseHolder = u"somebody else"_s;
        (gone ? lost : held).append(id);
    }
    return FakeResponse::json(200, {{"held"_L1, held}, {"lost"_L1, lost}, {"queue"_L1, queue(user)}});
}

FakeResponse FakeServer::release(const QJsonObject& body)
{
    QJsonArray released;
    for (const QJsonValue& id : body.value("record_ids"_L1).toArray()) {
        if (FakeRecord* r = record(id.toString())) {
            r->leaseHolder.clear();
            released.append(id);
        }
    }
    return FakeResponse::json(200, {{"released"_L1, released}});
}

FakeResponse FakeServer::photo(const QList<QByteArray>& parts)
{
    const FakeRecord* r = record(QString::fromLatin1(parts.value(5)));
    if (!r)
        return FakeResponse::problem(404, "not_found");
    FakeResponse response;
    response.type = "image/jpeg";
    const QByteArray kind = parts.back();
    const int attempt = parts.value(7).toInt();
    response.body = r->earlierOriginal.contains(attempt) ? r->earlierOriginal.value(attempt)
                    : kind == "original"                 ? r->original
                    : kind == "derived"                  ? r->derived
                                                         : r->thumbnail;
    response.headers.insert("ETag", '"' + hashOf(response.body) + '"');
    return response;
}

FakeResponse FakeServer::decide(const FakeRequest& request, const QString& id, const QString& user)
{
    const QString key = QString::fromLatin1(request.header("idempotency-key"));
    decisionKeys_ << key;
    auto answered = [this](const QJsonObject& answer) {
        FakeResponse response = FakeResponse::json(200, answer);
        response.drop = dropAnswersAfterDeciding > 0;
        dropAnswersAfterDeciding -= response.drop ? 1 : 0;
        return response;
    };
    for (const Sent& s : sent_) {
        if (s.key == key)
            return answered(s.answer);
    }
    FakeRecord* r = record(id);
    auto decision = decisionFromJson(QJsonDocument::fromJson(request.body).object());
    if (!r || !decision)
        return FakeResponse::problem(400, "invalid_field");
    if (decision->version != r->version || r->state != "in_review"_L1) {
        FakeResponse stale = FakeResponse::problem(409, "stale_version");
        QJsonObject body = QJsonDocument::fromJson(stale.body).object();
        body.insert("record"_L1, brief(*r));
        stale.body = json::compact(body);
        return stale;
    }
    decision->recordId = id;
    decision->idempotencyKey = key;
    ++r->version;
    r->state = recordStateName(stateAfter(decision->verdict));
    r->leaseHolder.clear();
    Sent sent{uuid(), key, user, *decision, {}, false};
    sent.answer = {
        {"decision_id"_L1, sent.id}, {"record"_L1, brief(*r)}, {"undo_until"_L1, inMs(tenMinutesMs)}};
    sent_.push_back(sent);
    applied_.push_back(*decision);
    return answered(sent.answer);
}

FakeResponse FakeServer::undo(const QString& decisionId, const QString& user)
{
    for (Sent& s : sent_) {
        if (s.id != decisionId || s.user != user)
            continue;
        FakeRecord* r = record(s.decision.recordId);
        if (!s.undone) {
            s.undone = true;
            ++undone_;
            ++r->version;
            r->state = u"in_review"_s;
            r->leaseHolder = user;
        }
        return FakeResponse::json(200, {{"item"_L1, item(*r)}});
    }
    return FakeResponse::problem(404, "not_found");
}

FakeResponse FakeServer::decisions(const QString& user) const
{
    QJsonArray items;
    for (auto s = sent_.rbegin(); s != sent_.rend(); ++s) {
        if (s->user != user)
            continue;
        items.append(QJsonObject{{"decision_id"_L1, s->id},
                                 {"record_id"_L1, s->decision.recordId},
                                 {"attempt"_L1, s->decision.attempt},
                                 {"verdict"_L1, verdictName(s->decision.verdict)},
                                 {"reasons"_L1, QJsonArray::fromStringList(s->decision.reasons)},
                                 {"main_reason"_L1, s->decision.mainReason},
                                 {"note"_L1, s->decision.note},
                                 {"by"_L1, s->user},
                                 {"decided_at"_L1, json::time(s->decision.decidedAt)},
                                 {"undo_until"_L1, s->answer.value("undo_until"_L1)},
                                 {"undone"_L1, s->undone}});
    }
    return FakeResponse::json(200, {{"items"_L1, items}, {"next"_L1, QJsonValue()}});
}

} // namespace photodesk::test
