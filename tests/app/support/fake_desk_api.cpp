#include "tests/app/support/fake_server.h"

using namespace Qt::StringLiterals;

// What the fake answers a desk beside photos: filters, giving back, the own day, the policy.
namespace photodesk::test {

bool FakeServer::passes(const FakeRecord& r, const QJsonObject& filter)
{
    const QString attempts = filter.value("attempts"_L1).toString();
    if (attempts == "first"_L1 ? r.attempt > 1 : attempts == "repeated"_L1 && r.attempt == 1)
        return false;
    const QString colour = filter.value("machine_verdict"_L1).toString();
    return (colour.isEmpty() || colour == machineVerdictName(verdictOf(r.report.checks)))
           && r.waitsMs >= filter.value("waits_ms"_L1).toInteger()
           && r.ageMs >= filter.value("age_ms"_L1).toInteger();
}

std::optional<FakeResponse> FakeServer::deskAnswer(const FakeRequest& request, const QJsonObject& body,
                                                   const QString& user)
{
    const QByteArray path = request.path;
    if (path.endsWith("/review/return")) {
        QJsonArray returned;
        for (const QJsonValue& id : body.value("record_ids"_L1).toArray()) {
            FakeRecord* r = record(id.toString());
            if (!r || r->leaseHolder != user)
                continue;
            r->leaseHolder.clear();
            r->keptFrom = user;
            returned.append(id);
        }
        return FakeResponse::json(200, {{"returned"_L1, returned}});
    }
    if (path.endsWith("/review/filters")) {
        constexpr qint64 hour = 3'600'000, day = 24 * hour;
        const auto count = [&](const QJsonObject& filter) {
            return int(std::ranges::count_if(records_, [&](const auto& r) {
                return r->state == "in_review"_L1 && r->leaseHolder.isEmpty() && r->keptFrom != user
                       && passes(*r, filter);
            }));
        };
        const auto step = [&](QLatin1StringView key, qint64 ms) {
            return QJsonObject{{"at_least_ms"_L1, ms}, {"waiting"_L1, count({{key, ms}})}};
        };
        const auto colour = [&](const char* name) {
            return count({{"machine_verdict"_L1, QString::fromLatin1(name)}});
        };
        return FakeResponse::json(
            200,
            {{"waiting"_L1, count({})},
             {"batches"_L1, QJsonArray{QJsonObject{{"batch_id"_L1, u"5f0c3a52-9a43-4a55-8c3e-0d8f3f3e1a11"_s},
                                                   {"school"_L1, u"青岛示范大学"_s},
                                                   {"batch"_L1, u"2026届本科"_s},
                                                   {"waiting"_L1, count({})}}}},
             {"attempts"_L1, QJsonObject{{"first"_L1, count({{"attempts"_L1, u"first"_s}})},
                                         {"repeated"_L1, count({{"attempts"_L1, u"repeated"_s}})}}},
             {"machine_verdict"_L1, QJsonObject{{"green"_L1, colour("green")},
                                                {"amber"_L1, colour("amber")},
                                                {"red"_L1, colour("red")}}},
             {"waits"_L1, QJsonArray{step("waits_ms"_L1, hour), step("waits_ms"_L1, day)}},
             {"ages"_L1, QJsonArray{step("age_ms"_L1, 7 * day)}}});
    }
    if (path.endsWith("/me/today")) {
        const auto decided =
            std::ranges::count_if(sent_, [&](const Sent& s) { return s.user == user && !s.undone; });
        return FakeResponse::json(200, {{"decided"_L1, qint64(decided)},
                                        {"left"_L1, 7},
                                        {"per_hour"_L1, 412.5},
                                        {"median_s"_L1, 6.1},
                                        {"looked_again"_L1, 25},
                                        {"stood"_L1, 24}});
    }
    const QList<QByteArray> parts = path.split('/');
    if (request.method == "GET" && parts.size() == 6 && parts[4] == "records") {
        const FakeRecord* r = record(QString::fromLatin1(parts[5]));
        if (!r)
            return FakeResponse::problem(404, "not_found");
        const QJsonObject shown = item(*r);
        QJsonArray attempts;
        for (const QJsonValue& earlier : r->previous)
            attempts.prepend(earlier);
        attempts.append(shown["attempt"_L1]);
        return FakeResponse::json(200, {{"record"_L1, shown["record"_L1]},
                                        {"person"_L1, shown["person"_L1]},
                                        {"attempts"_L1, attempts}});
    }
    if (path.endsWith("/copied"))
        return policy.photoClipboard ? FakeResponse{204, {}, {}, {}, false, false}
                                     : FakeResponse::problem(403, "forbidden");
    return std::nullopt;
}

} // namespace photodesk::test
