#include "domain/report.h"

#include "domain/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {

QJsonArray rectToJson(const QRectF& r)
{
    return {r.x(), r.y(), r.width(), r.height()};
}

std::optional<QRectF> rectFromJson(const QJsonValue& value)
{
    const QJsonArray a = value.toArray();
    if (a.size() != 4)
        return std::nullopt;
    return QRectF(a[0].toDouble(), a[1].toDouble(), a[2].toDouble(), a[3].toDouble());
}

void put(QJsonObject& object, QLatin1StringView key, const std::optional<double>& value)
{
    object.insert(key, value ? QJsonValue(*value) : QJsonValue());
}

QJsonObject checkToJson(const CheckResult& check)
{
    QJsonObject o{{"id"_L1, check.id},
                  {"code"_L1, check.code},
                  {"status"_L1, checkStatusName(check.status)},
                  {"unit"_L1, check.unit},
                  {"blocking"_L1, check.blocking}};
    put(o, "value"_L1, check.value);
    put(o, "min"_L1, check.min);
    put(o, "max"_L1, check.max);
    if (!check.why.isEmpty())
        o.insert("why"_L1, check.why);
    if (check.place)
        o.insert("place"_L1, rectToJson(*check.place));
    return o;
}

Result<CheckResult> checkFromJson(const QJsonObject& object)
{
    json::Reader in(object, u"checks."_s);
    CheckResult c;
    c.id = in.string("id"_L1);
    c.code = in.optionalString("code"_L1).value_or(QString());
    const auto status = checkStatusFromName(in.string("status"_L1));
    if (!status)
        in.reject("status"_L1, "is unknown");
    c.status = status.value_or(CheckStatus::NotAssessed);
    c.value = in.optionalNumber("value"_L1);
    c.unit = in.optionalString("unit"_L1).value_or(QString());
    c.min = in.optionalNumber("min"_L1);
    c.max = in.optionalNumber("max"_L1);
    c.blocking = in.boolean("blocking"_L1, false);
    c.why = in.optionalString("why"_L1).value_or(QString());
    c.place = rectFromJson(object.value("place"_L1));
    if (!in.ok())
        return fail(in.error());
    return c;
}

} // namespace

QLatin1StringView checkStatusName(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Pass: return "pass"_L1;
    case CheckStatus::Warn: return "warn"_L1;
    case CheckStatus::Fail: return "fail"_L1;
    case CheckStatus::NotAssessed: break;
    }
    return "not_assessed"_L1;
}

std::optional<CheckStatus> checkStatusFromName(QStringView name)
{
    for (const auto s : {CheckStatus::Pass, CheckStatus::Warn, CheckStatus::Fail, CheckStatus::NotAssessed}) {
        if (name == checkStatusName(s))
            return s;
    }
    return std::nullopt;
}

QLatin1StringView machineVerdictName(MachineVerdict verdict)
{
    switch (verdict) {
    case MachineVerdict::Green: return "green"_L1;
    case MachineVerdict::Amber: return "amber"_L1;
    case MachineVerdict::Red: break;
    }
    return "red"_L1;
}

std::optional<MachineVerdict> machineVerdictFromName(QStringView name)
{
    for (const auto v : {MachineVerdict::Green, MachineVerdict::Amber, MachineVerdict::Red}) {
        if (name == machineVerdictName(v))
            return v;
    }
    return std::nullopt;
}

MachineVerdict verdictOf(const std::vector<CheckResult>& checks)
{
    auto verdict = MachineVerdict::Green;
    for (const CheckResult& check : checks) {
        if (check.status == CheckStatus::Fail && check.blocking)
            return MachineVerdict::Red;
        if (check.status == CheckStatus::Fail || check.status == CheckStatus::Warn
            || (check.status == CheckStatus::NotAssessed && check.blocking))
            verdict = MachineVerdict::Amber;
    }
    return verdict;
}

QJsonObject toJson(const Report& report)
{
    QJsonObject o{
        {"width"_L1, report.size.width()}, {"height"_L1, report.size.height()},
        {"faces"_L1, report.faces},        {"standard"_L1, report.standardId},
        {"engine"_L1, report.engine},      {"verdict"_L1, machineVerdictName(verdictOf(report.checks))}};
    if (report.faceBox)
        o.insert("face"_L1,
                 QJsonObject{{"box"_L1, rectToJson(*report.faceBox)}, {"score"_L1, report.faceScore}});
    QJsonObject pose;
    put(pose, "yaw"_L1, report.yaw);
    put(pose, "pitch"_L1, report.pitch);
    put(pose, "roll"_L1, report.roll);
    o.insert("pose"_L1, report.yaw ? QJsonValue(pose) : QJsonValue());
    QJsonObject points;
    for (const auto& [name, point] : report.points)
        points.insert(name, QJsonArray{point.x(), point.y()});
    o.insert("points"_L1, points);
    QJsonArray checks;
    for (const CheckResult& check : report.checks)
        checks.append(checkToJson(check));
    o.insert("checks"_L1, checks);
    if (report.crop)
        o.insert("crop"_L1, rectToJson(*report.crop));
    if (report.turn != 0)
        o.insert("turn"_L1, report.turn);
    if (!report.derivedSize.isEmpty())
        o.insert("derived"_L1, QJsonArray{report.derivedSize.width(), report.derivedSize.height()});
    return o;
}

Result<Report> reportFromJson(const QJsonObject& object)
{
    json::Reader in(object);
    Report r;
    r.size = QSize(int(in.integer("width"_L1)), int(in.integer("height"_L1)));
    r.faces = int(in.integer("faces"_L1));
    r.standardId = in.optionalString("standard"_L1).value_or(QString());
    r.engine = in.optionalString("engine"_L1).value_or(QString());
    const QJsonObject face = in.object("face"_L1);
    r.faceBox = rectFromJson(face.value("box"_L1));
    r.faceScore = face.value("score"_L1).toDouble();
    json::Reader pose(in.object("pose"_L1), u"pose."_s);
    r.yaw = pose.optionalNumber("yaw"_L1);
    r.pitch = pose.optionalNumber("pitch"_L1);
    r.roll = pose.optionalNumber("roll"_L1);
    const QJsonObject points = in.object("points"_L1);
    for (auto it = points.begin(); it != points.end(); ++it) {
        const QJsonArray xy = it.value().toArray();
        if (xy.size() == 2)
            r.points.emplace_back(it.key(), QPointF(xy[0].toDouble(), xy[1].toDouble()));
    }
    for (const QJsonValue& value : in.array("checks"_L1)) {
        PD_ASSIGN(auto check, checkFromJson(value.toObject()));
        r.checks.push_back(std::move(check));
    }
    r.crop = rectFromJson(object.value("crop"_L1));
    r.turn = in.optionalNumber("turn"_L1).value_or(0);
    const QJsonArray derived = in.array("derived"_L1);
    if (derived.size() == 2)
        r.derivedSize = QSize(derived[0].toInt(), derived[1].toInt());
    if (!in.ok())
        return fail(in.error());
    if (!pose.ok())
        return fail(pose.error());
    return r;
}

} // namespace photodesk
