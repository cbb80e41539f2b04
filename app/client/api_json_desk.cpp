#include "app/client/api_json.h"

#include "domain/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

// What the desk asks for beside photos.
namespace photodesk::app::api {
namespace {

Result<std::vector<QueueFilters::AtLeast>> steps(const QJsonArray& array)
{
    std::vector<QueueFilters::AtLeast> list;
    for (const QJsonValue& value : array) {
        const QJsonObject object = value.toObject();
        json::Reader in(object, u"at_least."_s);
        list.push_back({in.integer("at_least_ms"_L1), int(in.integer("waiting"_L1))});
        if (!in.ok())
            return fail(in.error());
    }
    return list;
}

Result<QueueFilters::Batch> batch(const QJsonObject& object)
{
    json::Reader in(object, u"batch."_s);
    QueueFilters::Batch b;
    b.id = in.string("batch_id"_L1);
    b.school = in.string("school"_L1);
    b.name = in.string("batch"_L1);
    b.waiting = int(in.integer("waiting"_L1));
    if (!in.ok())
        return fail(in.error());
    return b;
}

} // namespace

Result<QueueFilters> queueFilters(const QJsonObject& object)
{
    json::Reader in(object);
    QueueFilters f;
    f.waiting = int(in.integer("waiting"_L1));
    const QJsonObject attemptCounts = in.object("attempts"_L1),
                      verdictCounts = in.object("machine_verdict"_L1);
    json::Reader attempts(attemptCounts, u"attempts."_s);
    f.first = int(attempts.integer("first"_L1));
    f.repeated = int(attempts.integer("repeated"_L1));
    json::Reader verdicts(verdictCounts, u"machine_verdict."_s);
    f.green = int(verdicts.integer("green"_L1));
    f.amber = int(verdicts.integer("amber"_L1));
    f.red = int(verdicts.integer("red"_L1));
    for (const QJsonValue& value : in.array("batches"_L1)) {
        PD_ASSIGN(auto one, batch(value.toObject()));
        f.batches.push_back(std::move(one));
    }
    PD_ASSIGN(f.waits, steps(in.array("waits"_L1)));
    PD_ASSIGN(f.ages, steps(in.array("ages"_L1)));
    for (const json::Reader* reader : {&in, &attempts, &verdicts}) {
        if (!reader->ok())
            return fail(reader->error());
    }
    return f;
}

Result<OwnDay> ownDay(const QJsonObject& object)
{
    json::Reader in(object);
    OwnDay day;
    day.decided = int(in.integer("decided"_L1));
    day.left = int(in.integer("left"_L1));
    day.perHour = in.optionalNumber("per_hour"_L1);
    day.medianSeconds = in.optionalNumber("median_s"_L1);
    day.lookedAgain = int(in.integer("looked_again"_L1));
    day.stood = int(in.integer("stood"_L1));
    if (!in.ok())
        return fail(in.error());
    return day;
}

Result<QStringList> returned(const QJsonObject& object)
{
    json::Reader in(object);
    QStringList ids = in.strings("returned"_L1);
    if (!in.ok())
        return fail(in.error());
    return ids;
}

QString filterText(const ClaimFilter& filter)
{
    QJsonObject body = claimBody(filter, 0);
    body.remove("count"_L1);
    return body.isEmpty() ? QString() : QString::fromUtf8(json::compact(body));
}

ClaimFilter filterFromText(const QString& text)
{
    ClaimFilter filter;
    const auto body = json::parseObject(text.toUtf8());
    if (!body)
        return filter;
    using Attempts = ClaimFilter::Attempts;
    filter.batchId = (*body)["batch_id"_L1].toString();
    const QString attempts = (*body)["attempts"_L1].toString();
    filter.attempts = attempts == "first"_L1      ? Attempts::First
                      : attempts == "repeated"_L1 ? Attempts::Repeated
                                                  : Attempts::All;
    filter.verdict = machineVerdictFromName((*body)["machine_verdict"_L1].toString());
    filter.secondReview = (*body)["queue"_L1].toString() == "second_review"_L1;
    filter.waitsMs = std::max<qint64>(0, (*body)["waits_ms"_L1].toInteger());
    filter.ageMs = std::max<qint64>(0, (*body)["age_ms"_L1].toInteger());
    return filter;
}

} // namespace photodesk::app::api
