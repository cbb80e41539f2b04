#include "domain/standard.h"

#include "domain/json.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {

std::optional<Severity> severityFromName(QStringView name)
{
    if (name == "off"_L1)
        return Severity::Off;
    if (name == "warn"_L1)
        return Severity::Warn;
    if (name == "block"_L1)
        return Severity::Block;
    return std::nullopt;
}

std::optional<quint32> colourFromHex(QStringView text)
{
    constexpr quint32 opaque = 0xFF000000;
    bool ok = text.size() == 7 && text.startsWith(u'#');
    const uint rgb = ok ? text.sliced(1).toUInt(&ok, 16) : 0;
    return ok ? std::optional(opaque | rgb) : std::nullopt;
}

Result<CheckLimits> limitsFromJson(const QJsonObject& object)
{
    json::Reader in(object, u"checks."_s);
    CheckLimits limits;
    limits.id = in.string("id"_L1);
    limits.reasonCode = in.optionalString("reason"_L1).value_or(QString());
    limits.reasonCodeLow = in.optionalString("reason_low"_L1).value_or(QString());
    limits.unit = in.optionalString("unit"_L1).value_or(QString());
    const auto severity = severityFromName(in.string("severity"_L1));
    if (!severity)
        in.reject("severity"_L1, "is not off, warn or block");
    limits.severity = severity.value_or(Severity::Off);
    limits.warnMin = in.optionalNumber("warn_min"_L1);
    limits.warnMax = in.optionalNumber("warn_max"_L1);
    limits.failMin = in.optionalNumber("fail_min"_L1);
    limits.failMax = in.optionalNumber("fail_max"_L1);
    const auto within = [](const auto& inner, const auto& outer, auto holds) {
        return !inner || !outer || holds(*inner, *outer);
    };
    if (!within(limits.warnMin, limits.failMin, std::greater_equal<>())
        || !within(limits.warnMax, limits.failMax, std::less_equal<>()))
        in.reject("warn_min"_L1, "warn limits must lie within fail limits");
    if (!in.ok())
        return fail(in.error());
    return limits;
}

/// The common checks with what the standard says of each, then what only the standard has.
QJsonArray merged(const QJsonArray& common, QJsonArray own, const QStringList& without)
{
    QJsonArray all;
    for (const QJsonValue& value : common) {
        QJsonObject check = value.toObject();
        const QString id = check.value("id"_L1).toString();
        const auto same = std::ranges::find_if(
            own, [&](const QJsonValue& v) { return v.toObject().value("id"_L1).toString() == id; });
        if (same != own.end()) {
            const QJsonObject changes = same->toObject();
            for (auto it = changes.begin(); it != changes.end(); ++it)
                check.insert(it.key(), it.value());
            own.erase(same);
        }
        if (!without.contains(id))
            all.append(check);
    }
    for (const QJsonValue& value : std::as_const(own))
        all.append(value);
    return all;
}

bool outside(double value, const std::optional<double>& min, const std::optional<double>& max)
{
    return (min && value < *min) || (max && value > *max);
}

CheckResult resultFor(const CheckLimits& limits)
{
    CheckResult result;
    result.id = limits.id;
    result.code = limits.reasonCode;
    result.unit = limits.unit;
    result.min = limits.warnMin ? limits.warnMin : limits.failMin;
    result.max = limits.warnMax ? limits.warnMax : limits.failMax;
    result.blocking = limits.severity == Severity::Block;
    return result;
}

} // namespace

const CheckLimits* Standard::limits(QStringView checkId) const
{
    const auto found = std::ranges::find_if(checks, [&](const CheckLimits& c) { return c.id == checkId; });
    return found == checks.end() ? nullptr : &*found;
}

void Standard::setBackground(quint32 background)
{
    std::erase(backgrounds, background);
    backgrounds.insert(backgrounds.begin(), background);
}

Result<Standard> standardFromJson(const QByteArray& utf8, const QJsonArray& common)
{
    PD_ASSIGN(const QJsonObject root, json::parseObject(utf8));
    json::Reader in(root);
    Standard s;
    s.id = in.string("id"_L1);
    json::Reader name(in.object("name"_L1), u"name."_s);
    s.nameZh = name.string("zh"_L1);
    s.nameEn = name.string("en"_L1);
    json::Reader output(in.object("output"_L1), u"output."_s);
    s.outputSize = QSize(int(output.integer("width_px"_L1)), int(output.integer("height_px"_L1)));
    s.dpi = int(output.integer("dpi"_L1));
    s.fileKbMin = int(output.optionalInteger("file_kb_min"_L1).value_or(0));
    s.fileKbMax = int(output.optionalInteger("file_kb_max"_L1).value_or(0));
    s.jpegQualityMin = int(output.optionalInteger("jpeg_quality_min"_L1).value_or(60));
    json::Reader crop(in.object("crop"_L1), u"crop."_s);
    s.targetHeadTop = crop.number("head_top"_L1);
    s.targetEyeLine = crop.number("eye_line"_L1);
    s.targetFaceWidth = crop.number("face_width"_L1);
    s.rotateMaxDeg = crop.optionalNumber("rotate_max_deg"_L1).value_or(0);
    if (!(s.rotateMaxDeg >= 0 && s.rotateMaxDeg <= 45))
        crop.reject("rotate_max_deg"_L1, "is out of range");
    s.staffRotateMaxDeg = crop.optionalNumber("staff_rotate_max_deg"_L1).value_or(0);
    if (!(s.staffRotateMaxDeg >= 0 && s.staffRotateMaxDeg <= 45))
        crop.reject("staff_rotate_max_deg"_L1, "is out of range");
    for (const QString& colour : in.strings("backgrounds"_L1)) {
        const auto parsed = colourFromHex(colour);
        if (!parsed)
            in.reject("backgrounds"_L1, "holds no colour");
        s.backgrounds.push_back(parsed.value_or(0));
    }
    if (s.backgrounds.empty())
        in.reject("backgrounds"_L1, "is empty");
    if (s.outputSize.isEmpty() || s.outputSize.width() > 10000 || s.outputSize.height() > 10000)
        output.reject("width_px"_L1, "is out of range");
    const QStringList without = root.contains("without"_L1) ? in.strings("without"_L1) : QStringList();
    for (const QJsonValue& value : merged(common, in.array("checks"_L1), without)) {
        PD_ASSIGN(auto limits, limitsFromJson(value.toObject()));
        if (s.limits(limits.id))
            in.reject("checks"_L1, "names a check twice");
        s.checks.push_back(std::move(limits));
    }
    for (const json::Reader* reader : {&in, &name, &output, &crop}) {
        if (!reader->ok())
            return fail(reader->error());
    }
    return s;
}

Result<std::vector<CheckInfo>> checkInfosFromJson(const QJsonArray& common)
{
    std::vector<CheckInfo> infos;
    for (const QJsonValue& value : common) {
        json::Reader in(value.toObject(), u"checks."_s);
        CheckInfo info{in.string("id"_L1), in.string("zh"_L1), in.string("en"_L1),
                       in.optionalString("reason"_L1).value_or(QString())};
        if (!in.ok())
            return fail(in.error());
        infos.push_back(std::move(info));
    }
    return infos;
}

CheckResult judge(const CheckLimits& limits, double value, std::optional<QRectF> place)
{
    if (!std::isfinite(value))
        return notAssessed(limits, u"not_measurable"_s);
    CheckResult result = resultFor(limits);
    result.value = value;
    result.place = place;
    if (limits.severity == Severity::Off)
        result.status = CheckStatus::Pass;
    else if (outside(value, limits.failMin, limits.failMax))
        result.status = CheckStatus::Fail;
    else if (outside(value, limits.warnMin, limits.warnMax))
        result.status = CheckStatus::Warn;
    else
        result.status = CheckStatus::Pass;
    if (!limits.reasonCodeLow.isEmpty() && result.min && value < *result.min)
        result.code = limits.reasonCodeLow;
    return result;
}

CheckResult notAssessed(const CheckLimits& limits, QString why)
{
    CheckResult result = resultFor(limits);
    result.status = CheckStatus::NotAssessed;
    result.why = std::move(why);
    return result;
}

} // namespace photodesk
