#include "domain/json.h"
#include "tests/app/support/fake_server.h"

#include <QBuffer>
#include <QImage>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

// Rework and restore as docs/api/openapi.yaml has them, without pixels of the original.
namespace photodesk::test {
namespace {

QByteArray painted(int number)
{
    QImage image(480, 640, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(number * 67 % 360, 120, 200));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPG", 90);
    return buffer.data();
}

QJsonObject revision(const QString& kind, const QString& by, int number, int attempt,
                     const QJsonObject& parameters)
{
    return {{"revision"_L1, number},
            {"attempt"_L1, attempt},
            {"kind"_L1, kind},
            {"by"_L1, by},
            {"at"_L1, json::time(QDateTime::currentDateTimeUtc())},
            {"before_sha256"_L1, QString()},
            {"derived"_L1, QJsonValue()},
            {"parameters"_L1, parameters}};
}

} // namespace

FakeResponse FakeServer::rework(const FakeRequest& request, const QString& id, const QString& user)
{
    const QByteArray key = request.header("idempotency-key");
    if (reworkAnswers_.contains(key))
        return FakeResponse::json(200, reworkAnswers_.value(key));
    FakeRecord* r = record(id);
    QJsonObject parameters = QJsonDocument::fromJson(request.body).object();
    const auto refused = [&](int status, const char* code) {
        FakeResponse problem = FakeResponse::problem(status, code);
        QJsonObject body = QJsonDocument::fromJson(problem.body).object();
        if (r)
            body.insert("record"_L1, brief(*r));
        problem.body = json::compact(body);
        return problem;
    };
    if (!r)
        return refused(404, "not_found");
    if (parameters["version"_L1].toInt() != r->version || r->state != "in_review"_L1)
        return refused(409, "stale_version");
    if (r->leaseHolder != user)
        return refused(409, "lease_lost");
    for (const auto name : {"version"_L1, "attempt"_L1, "photo_sha256"_L1})
        parameters.remove(name);
    const bool restore = request.path.endsWith("/restore");
    if (r->revisions.isEmpty())
        r->revisions.append(revision(u"machine"_s, {}, 1, r->attempt, {}));
    r->revisions.append(revision(restore ? u"restore"_s : u"rework"_s, u"审核员 "_s + user,
                                 int(r->revisions.size()) + 1, r->attempt, parameters));
    ++r->version;
    ++reworked_;
    r->derived = makeRework ? makeRework(*r, parameters) : painted(reworked_);
    r->derivedSize = QSize(480, 640);
    r->thumbnail = r->derived;
    const QJsonArray crop = parameters["crop"_L1].toArray();
    if (crop.size() == 4)
        r->report.crop =
            QRectF(crop[0].toDouble(), crop[1].toDouble(), crop[2].toDouble(), crop[3].toDouble());
    r->report.turn = parameters["turn"_L1].toDouble();
    reworkAnswers_.insert(key, {{"item"_L1, item(*r)}});
    return FakeResponse::json(200, reworkAnswers_.value(key));
}

FakeResponse FakeServer::revisions(const QString& id)
{
    const FakeRecord* r = record(id);
    return r ? FakeResponse::json(200, {{"items"_L1, r->revisions}})
             : FakeResponse::problem(404, "not_found");
}

} // namespace photodesk::test
