#include "domain/decision.h"

#include "domain/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace photodesk {

QLatin1StringView verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return "approve"_L1;
    case Verdict::Reject: return "reject"_L1;
    case Verdict::SecondOpinion: break;
    }
    return "second_opinion"_L1;
}

std::optional<Verdict> verdictFromName(QStringView name)
{
    for (const auto v : {Verdict::Approve, Verdict::Reject, Verdict::SecondOpinion}) {
        if (name == verdictName(v))
            return v;
    }
    return std::nullopt;
}

RecordAction actionOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return RecordAction::Approve;
    case Verdict::Reject: return RecordAction::Reject;
    case Verdict::SecondOpinion: break;
    }
    return RecordAction::SendToSecond;
}

RecordState stateAfter(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return RecordState::Approved;
    case Verdict::Reject: return RecordState::Rejected;
    case Verdict::SecondOpinion: break;
    }
    return RecordState::SecondReview;
}

QJsonObject toJson(const Decision& d)
{
    return {{"version"_L1, d.version},
            {"attempt"_L1, d.attempt},
            {"photo_sha256"_L1, d.photoSha256},
            {"verdict"_L1, verdictName(d.verdict)},
            {"reasons"_L1, QJsonArray::fromStringList(d.reasons)},
            {"main_reason"_L1, d.mainReason},
            {"note"_L1, d.note},
            {"disagreements"_L1, QJsonArray::fromStringList(d.disagreements)},
            {"decided_at"_L1, json::time(d.decidedAt)}};
}

Result<Decision> decisionFromJson(const QJsonObject& object)
{
    json::Reader in(object);
    Decision d;
    d.version = in.integer("version"_L1);
    d.attempt = int(in.integer("attempt"_L1));
    d.photoSha256 = in.string("photo_sha256"_L1);
    const auto verdict = verdictFromName(in.string("verdict"_L1));
    if (!verdict)
        in.reject("verdict"_L1, "is unknown");
    d.verdict = verdict.value_or(Verdict::Approve);
    d.reasons = in.strings("reasons"_L1);
    d.mainReason = in.optionalString("main_reason"_L1).value_or(QString());
    d.note = in.optionalString("note"_L1).value_or(QString());
    d.disagreements = in.strings("disagreements"_L1);
    const auto decidedAt = in.optionalTime("decided_at"_L1);
    if (!decidedAt)
        in.reject("decided_at"_L1, "is missing");
    d.decidedAt = decidedAt.value_or(QDateTime());
    if (!in.ok())
        return fail(in.error());
    return d;
}

} // namespace photodesk
