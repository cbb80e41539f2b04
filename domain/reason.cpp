#include "domain/reason.h"

#include "domain/json.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk {
namespace {

constexpr ReasonSeverity severities[] = {ReasonSeverity::Block, ReasonSeverity::Warn, ReasonSeverity::Rework,
                                         ReasonSeverity::Escalate, ReasonSeverity::Reopen};

Result<Reason> reasonFromJson(const QJsonObject& object)
{
    json::Reader in(object, u"reasons."_s);
    Reason r;
    r.code = in.string("code"_L1);
    r.groupZh = in.string("group_zh"_L1);
    r.groupEn = in.string("group_en"_L1);
    r.zh = in.string("zh"_L1);
    r.en = in.string("en"_L1);
    r.adviceZh = in.string("advice_zh"_L1);
    r.adviceEn = in.string("advice_en"_L1);
    r.pinyin = in.optionalString("pinyin"_L1).value_or(QString());
    r.hotkey = in.optionalString("hotkey"_L1).value_or(QString());
    const QString severity = in.string("severity"_L1);
    const auto* found = std::ranges::find(severities, severity, &reasonSeverityName);
    if (found == std::end(severities))
        in.reject("severity"_L1, "is unknown");
    else
        r.severity = *found;
    r.needsText = in.boolean("needs_text"_L1, false);
    r.retired = in.boolean("retired"_L1, false);
    if (!in.ok())
        return fail(in.error());
    return r;
}

} // namespace

QLatin1StringView reasonSeverityName(ReasonSeverity severity)
{
    switch (severity) {
    case ReasonSeverity::Block: return "block"_L1;
    case ReasonSeverity::Warn: return "warn"_L1;
    case ReasonSeverity::Rework: return "rework"_L1;
    case ReasonSeverity::Escalate: return "escalate"_L1;
    case ReasonSeverity::Reopen: break;
    }
    return "reopen"_L1;
}

Result<ReasonCatalogue> ReasonCatalogue::fromJson(const QByteArray& utf8)
{
    PD_ASSIGN(const QJsonObject root, json::parseObject(utf8));
    json::Reader in(root);
    ReasonCatalogue catalogue;
    for (const QJsonValue& value : in.array("reasons"_L1)) {
        PD_ASSIGN(auto reason, reasonFromJson(value.toObject()));
        if (catalogue.find(reason.code))
            in.reject("reasons"_L1, "names a code twice");
        catalogue.reasons_.push_back(std::move(reason));
    }
    if (!in.ok())
        return fail(in.error());
    return catalogue;
}

const Reason* ReasonCatalogue::find(QStringView code) const
{
    const auto found = std::ranges::find_if(reasons_, [&](const Reason& r) { return r.code == code; });
    return found == reasons_.end() ? nullptr : &*found;
}

std::vector<const Reason*> ReasonCatalogue::search(const QString& text) const
{
    std::vector<const Reason*> hits;
    for (const Reason& reason : reasons_) {
        const auto has = [&](const QString& field) { return field.contains(text, Qt::CaseInsensitive); };
        if (!reason.retired && (has(reason.code) || has(reason.zh) || has(reason.en) || has(reason.pinyin)))
            hits.push_back(&reason);
    }
    return hits;
}

Result<void> ReasonCatalogue::checkRejection(const QStringList& codes, const QString& main,
                                             const QString& note) const
{
    bool forStudent = false;
    for (const QString& code : codes) {
        const Reason* reason = find(code);
        if (!reason || reason->retired)
            return fail(ErrorCode::ReasonUnknown, code);
        if (reason->needsText && note.trimmed().isEmpty())
            return fail(ErrorCode::ReasonRequired, code + u" needs a note"_s);
        forStudent = forStudent || reason->severity != ReasonSeverity::Rework;
    }
    if (!forStudent)
        return fail(ErrorCode::ReasonRequired);
    if (!codes.contains(main))
        return fail(ErrorCode::ReasonRequired, u"the main reason is not among the reasons"_s);
    return {};
}

} // namespace photodesk
