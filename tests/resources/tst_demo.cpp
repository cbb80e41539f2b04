#include "domain/decision.h"
#include "domain/feature_code.h"
#include "domain/id_last4.h"
#include "domain/json.h"
#include "domain/order.h"
#include "domain/rights.h"
#include "resources/resources.h"

#include <QDir>
#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace photodesk;
using namespace Qt::StringLiterals;
using S = RecordState;
using A = RecordAction;

namespace {

const QString folder = QStringLiteral(PHOTODESK_SOURCE_DIR "/resources/demo/");

QByteArray bytesOf(const QString& name)
{
    QFile file(folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Walks a record through the domain's table; anything the table refuses leaves `ok` false.
class Walk {
public:
    void go(A action, Actor actor, S to)
    {
        ok_ = ok_ && checkTransition({state_, action, actor, to, Guards::fromInt(~0u)}).has_value();
        state_ = to;
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] S state() const { return state_; }

private:
    S state_ = S::None;
    bool ok_ = true;
};

void attempt(Walk& walk, const QJsonObject& data)
{
    walk.go(A::AcceptUpload, Actor::System, S::Draft);
    if (!data.contains("submitted_hours_ago"_L1))
        return;
    walk.go(A::Submit, Actor::Student, S::InReview);
    for (const QJsonValue& decision : data["decisions"_L1].toArray()) {
        const auto verdict =
            verdictFromName(decision["verdict"_L1].toString()).value_or(Verdict::SecondOpinion);
        walk.go(actionOf(verdict), Actor::Reviewer, stateAfter(verdict));
    }
}

Walk follow(const QJsonObject& record, S goal)
{
    Walk walk;
    walk.go(A::Enrol, Actor::Student, S::Unpaid);
    const QJsonObject cancelled = record["cancelled"_L1].toObject();
    const bool paid = goal != S::Unpaid && (cancelled.isEmpty() || cancelled["paid"_L1].toBool());
    if (paid)
        walk.go(A::Pay, Actor::Payment, S::AwaitingUpload);
    for (const QJsonValue& value : record["attempts"_L1].toArray())
        attempt(walk, value.toObject());
    if (goal == S::Producing || goal == S::Delivered || goal == S::Reopened)
        walk.go(A::Produce, Actor::Job, S::Producing);
    if (goal == S::Delivered || goal == S::Reopened)
        walk.go(A::Deliver, Actor::Registry, S::Delivered);
    if (goal == S::Reopened)
        walk.go(A::Reopen, Actor::Registry, S::Reopened);
    if (goal == S::Cancelled)
        walk.go(paid ? A::Refund : A::Cancel, paid ? Actor::Administrator : Actor::Student, S::Cancelled);
    return walk;
}

} // namespace

class TestDemo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void batches();
    void staff();
    void recordsReachTheirState();
    void decisionsHoldToTheRules();
    void everyStateIsShown();
    void pictures();
    void orders();

private:
    QJsonArray list(const char* key) const { return demo_[QLatin1StringView(key)].toArray(); }
    QJsonObject byKey(const char* in, const QJsonValue& key) const;

    QJsonObject demo_;
    ReasonCatalogue reasons_;
};

QJsonObject TestDemo::byKey(const char* in, const QJsonValue& key) const
{
    const QJsonArray all = list(in);
    const auto found = std::ranges::find_if(all, [&](const QJsonValue& v) { return v["key"_L1] == key; });
    return found == all.end() ? QJsonObject() : found->toObject();
}

void TestDemo::initTestCase()
{
    const auto demo = json::parseObject(bytesOf(u"demo.json"_s));
    QVERIFY(demo.has_value());
    demo_ = *demo;
    QCOMPARE(demo_["version"_L1].toInt(), 1);
    const auto reasons = resources::reasons();
    QVERIFY(reasons.has_value());
    reasons_ = *reasons;
    QCOMPARE(list("schools").size(), 2);
    QCOMPARE(list("batches").size(), 3);
    QCOMPARE(list("staff").size(), 6);
    QVERIFY(list("records").size() >= 36);
    QCOMPARE(list("orders").size(), 8);
}

void TestDemo::batches()
{
    QSet<QString> codes;
    int revoked = 0, closed = 0;
    for (const QJsonValue& batch : list("batches")) {
        const auto standard = resources::standard(batch["standard"_L1].toString());
        QVERIFY(standard.has_value());
        const quint32 rgb = batch["background"_L1].toString().mid(1).toUInt(nullptr, 16) | 0xFF000000u;
        QVERIFY(std::ranges::find(standard->backgrounds, rgb) != standard->backgrounds.end());
        QVERIFY(std::ranges::any_of(list("schools"),
                                    [&](const QJsonValue& s) { return s["code"_L1] == batch["school"_L1]; }));
        int live = 0;
        for (const QJsonValue& code : batch["feature_codes"_L1].toArray()) {
            const QString text = code["code"_L1].toString();
            QCOMPARE(FeatureCode::parse(text)->text(), text);
            QVERIFY(!codes.contains(text));
            codes.insert(text);
            live += code["state"_L1] == u"live"_s ? 1 : 0;
            revoked += code["state"_L1] == u"revoked"_s ? 1 : 0;
        }
        QCOMPARE(live, 1);
        closed += batch["open"_L1].toBool() ? 0 : 1;
    }
    QCOMPARE(revoked, 1);
    QCOMPARE(closed, 1);
}

void TestDemo::staff()
{
    QSet<QString> held, users;
    for (const QJsonValue& person : list("staff")) {
        // A password that anybody can read must say so.
        QVERIFY(person["password"_L1].toString().startsWith(u"demo-"_s));
        users.insert(person["user"_L1].toString());
        for (const QJsonValue& role : person["roles"_L1].toArray()) {
            QVERIFY(roleFromName(role.toString()).has_value());
            held.insert(role.toString());
        }
    }
    QCOMPARE(users.size(), list("staff").size());
    QVERIFY(users.contains(u"reviewer"_s) && users.contains(u"reviewer2"_s) && users.contains(u"admin"_s));
    QCOMPARE(held.size(), qsizetype(allRoles().size()));
}

void TestDemo::recordsReachTheirState()
{
    QSet<QString> keys, phones;
    for (const QJsonValue& value : list("records")) {
        const QJsonObject record = value.toObject();
        const QByteArray key = record["key"_L1].toString().toUtf8();
        QVERIFY2(!byKey("batches", record["batch"_L1]).isEmpty(), key.constData());
        const QString last4 = record["id_last4"_L1].toString();
        QVERIFY2(IdLast4::parse(last4).has_value() && IdLast4::parse(last4)->text() == last4,
                 key.constData());
        QVERIFY2(!record["name"_L1].toString().isEmpty(), key.constData());
        const auto goal = recordStateFromName(record["state"_L1].toString());
        QVERIFY2(goal.has_value(), key.constData());
        const Walk walk = follow(record, *goal);
        QVERIFY2(walk.ok() && walk.state() == *goal, key.constData());
        keys.insert(record["key"_L1].toString());
        phones.insert(record["phone"_L1].toString());
    }
    QCOMPARE(keys.size(), list("records").size());
    QCOMPARE(phones.size(), list("records").size());
}

void TestDemo::decisionsHoldToTheRules()
{
    for (const QJsonValue& record : list("records")) {
        for (const QJsonValue& made : record["attempts"_L1].toArray()) {
            QStringList reviewers;
            for (const QJsonValue& decision : made["decisions"_L1].toArray()) {
                QStringList codes;
                for (const QJsonValue& code : decision["reasons"_L1].toArray())
                    codes << code.toString();
                if (decision["verdict"_L1] == u"reject"_s)
                    QVERIFY(reasons_.checkRejection(codes, decision["main_reason"_L1].toString(),
                                                    decision["note"_L1].toString()));
                for (const QString& code : codes)
                    QVERIFY(reasons_.find(code) != nullptr);
                const QString by = decision["by"_L1].toString();
                QVERIFY(std::ranges::any_of(list("staff"),
                                            [&](const QJsonValue& s) { return s["user"_L1] == by; }));
                QVERIFY(!reviewers.contains(by)); // a second opinion is somebody else's
                reviewers << by;
            }
        }
        const QString back = record["reopened"_L1]["reason"_L1].toString();
        if (!back.isEmpty())
            QVERIFY(reasons_.find(back)->severity == ReasonSeverity::Reopen);
    }
}

void TestDemo::everyStateIsShown()
{
    QHash<QString, int> count;
    bool ecks = false, bracket = false, repeated = false;
    for (const QJsonValue& record : list("records")) {
        ++count[record["state"_L1].toString()];
        ecks = ecks || record["id_last4"_L1].toString().endsWith(u'X');
        bracket = bracket || record["id_last4"_L1].toString().endsWith(u')');
        repeated = repeated || record["attempts"_L1].toArray().size() > 1;
    }
    for (const S state : allRecordStates()) {
        if (state != S::None)
            QVERIFY2(count.value(recordStateName(state)) > 0, recordStateName(state).data());
    }
    QVERIFY(count.value(u"in_review"_s) >= 15);
    QVERIFY(ecks && bracket && repeated);
}

void TestDemo::pictures()
{
    QSet<QString> used;
    for (const QJsonValue& record : list("records")) {
        for (const QJsonValue& made : record["attempts"_L1].toArray())
            used.insert(made["picture"_L1].toString());
    }
    const QString attribution = QString::fromUtf8(bytesOf(u"ATTRIBUTION.md"_s));
    const QFileInfoList files = QDir(folder + u"pictures"_s).entryInfoList(QDir::Files);
    QCOMPARE(used.size(), files.size());
    qint64 total = 0;
    for (const QFileInfo& file : files) {
        const QString path = u"pictures/"_s + file.fileName();
        QVERIFY2(used.contains(path), qPrintable(path));
        QVERIFY2(attribution.contains(u"| `"_s + path + u"` | "_s), qPrintable(path));
        QVERIFY(file.size() > 0 && file.size() <= resources::limit("upload_max_bytes"_L1));
        total += file.size();
    }
    QVERIFY(total <= 8 * 1024 * 1024);
}

void TestDemo::orders()
{
    const auto layouts = resources::layouts();
    QVERIFY(layouts.has_value());
    QSet<QString> states;
    for (const QJsonValue& order : list("orders")) {
        const auto state = orderStateFromName(order["state"_L1].toString());
        QVERIFY(state.has_value());
        states.insert(order["state"_L1].toString());
        QVERIFY(std::ranges::find(*layouts, order["layout"_L1].toString(), &Layout::id) != layouts->end());
        const QString source = byKey("records", order["record"_L1])["state"_L1].toString();
        QVERIFY(source == u"delivered"_s || source == u"producing"_s || source == u"approved"_s);
        const bool sent = *state == OrderState::Shipped || *state == OrderState::Done;
        QCOMPARE(order["waybill"_L1].isString(), sent);
        QCOMPARE(order["hold_reason"_L1].isString(), order["on_hold"_L1].toBool());
        QVERIFY(order["copies"_L1].toInt() > 0 && order["amount_fen"_L1].toInt() > 0);
        QVERIFY(!order["address"_L1]["recipient"_L1].toString().isEmpty());
    }
    QVERIFY(states.size() >= 6);
}

QTEST_APPLESS_MAIN(TestDemo)
#include "tst_demo.moc"
