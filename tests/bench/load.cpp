// Claims and decides over real HTTP with N clients at once, as N workstations would, and prints one JSON
// line.
#include "tests/support/http_client.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUuid>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using photodesk::test::HttpClient;
using photodesk::test::HttpReply;

namespace {

struct Totals {
    std::mutex mutex;
    std::vector<double> claimMs, decideMs;
    QSet<QString> decided;
    int twice = 0, refused = 0;
};

QJsonObject decisionFor(const QJsonObject& item)
{
    const QJsonObject attempt = item["attempt"_L1].toObject();
    const QJsonValue derived = attempt["derived"_L1];
    const QJsonObject shown = derived.isObject() ? derived.toObject() : attempt["original"_L1].toObject();
    return {{"version"_L1, item["record"_L1]["version"_L1]},
            {"attempt"_L1, attempt["attempt"_L1]},
            {"photo_sha256"_L1, shown["sha256"_L1]},
            {"verdict"_L1, "approve"_L1},
            {"decided_at"_L1, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}};
}

void work(const QString& server, const QString& user, const QString& password, int depth, Totals& totals)
{
    HttpClient client(server);
    const HttpReply session =
        client.post(u"/api/v1/staff/session"_s, {{"user"_L1, user}, {"password"_L1, password}});
    client.setToken(session.json["token"_L1].toString());
    std::vector<double> claimMs, decideMs;
    QElapsedTimer timer;
    for (;;) {
        timer.start();
        const HttpReply claims = client.post(u"/api/v1/staff/review/claims"_s, {{"count"_L1, depth}});
        const double claimTook = double(timer.nsecsElapsed()) / 1e6;
        const QJsonArray items = claims.json["items"_L1].toArray();
        if (claims.status != 200 || items.isEmpty())
            break;
        claimMs.push_back(claimTook);
        for (const QJsonValue& value : items) {
            const QJsonObject item = value.toObject();
            const QString id = item["record"_L1]["id"_L1].toString();
            timer.start();
            const HttpReply done =
                client.post(u"/api/v1/staff/records/%1/decision"_s.arg(id), decisionFor(item),
                            QUuid::createUuid().toString(QUuid::WithoutBraces));
            decideMs.push_back(double(timer.nsecsElapsed()) / 1e6);
            const std::lock_guard lock(totals.mutex);
            if (done.status != 200)
                ++totals.refused;
            else if (totals.decided.contains(id))
                ++totals.twice;
            else
                totals.decided.insert(id);
        }
    }
    const std::lock_guard lock(totals.mutex);
    totals.claimMs.insert(totals.claimMs.end(), claimMs.begin(), claimMs.end());
    totals.decideMs.insert(totals.decideMs.end(), decideMs.begin(), decideMs.end());
}

double at(std::vector<double>& values, double share)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[size_t(double(values.size() - 1) * share)];
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"server"_s, u"base URL"_s, u"url"_s},
                       {u"user"_s, u"user names are NAME1 … NAMEn"_s, u"name"_s},
                       {u"password"_s, u"of all of them"_s, u"password"_s},
                       {u"clients"_s, u"at once"_s, u"n"_s, u"16"_s},
                       {u"depth"_s, u"photos a claim"_s, u"n"_s, u"20"_s}});
    parser.process(app);
    Totals totals;
    std::vector<std::thread> threads;
    QElapsedTimer timer;
    timer.start();
    for (int i = 1; i <= parser.value(u"clients"_s).toInt(); ++i) {
        const QString user = parser.value(u"user"_s) + QString::number(i);
        threads.emplace_back([&, user] {
            work(parser.value(u"server"_s), user, parser.value(u"password"_s),
                 parser.value(u"depth"_s).toInt(), totals);
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const QJsonObject out{{"clients"_L1, int(threads.size())},
                          {"decided"_L1, int(totals.decided.size())},
                          {"decided_twice"_L1, totals.twice},
                          {"refused"_L1, totals.refused},
                          {"seconds"_L1, seconds},
                          {"decisions_per_s"_L1, double(totals.decided.size()) / seconds},
                          {"claims"_L1, int(totals.claimMs.size())},
                          {"claim_ms_median"_L1, at(totals.claimMs, 0.5)},
                          {"claim_ms_p99"_L1, at(totals.claimMs, 0.99)},
                          {"decide_ms_median"_L1, at(totals.decideMs, 0.5)},
                          {"decide_ms_p99"_L1, at(totals.decideMs, 0.99)}};
    std::puts(QJsonDocument(out).toJson(QJsonDocument::Compact).constData());
    return totals.twice == 0 && !totals.decided.isEmpty() ? 0 : 1;
}
