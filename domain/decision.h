#pragma once

#include "domain/record.h"
#include "domain/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace photodesk {

/// What a reviewer says of a photo (审核结论).
enum class Verdict { Approve, Reject, SecondOpinion };

[[nodiscard]] QLatin1StringView verdictName(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdictFromName(QStringView name);
[[nodiscard]] RecordAction actionOf(Verdict verdict);
[[nodiscard]] RecordState stateAfter(Verdict verdict);

/// One decision as it lies in the outbox and goes to the server.
struct Decision {
    QString recordId;
    qint64 version = 0;  ///< of the record the reviewer looked at
    int attempt = 0;     ///< number of the attempt that was on the screen
    QString photoSha256; ///< of the derived picture that was on the screen, else of the original
    Verdict verdict = Verdict::Approve;
    QStringList reasons; ///< codes, in the order they were chosen
    QString mainReason;
    QString note;
    QStringList disagreements; ///< ids of checks whose finding the reviewer did not share
    QDateTime decidedAt;       ///< workstation's clock, UTC
    QString idempotencyKey;    ///< UUID; goes as a header
};

/// The body of POST /staff/records/{id}/decision: without recordId and idempotencyKey.
[[nodiscard]] QJsonObject toJson(const Decision& decision);
/// `recordId` and `idempotencyKey` are left empty. Errors: InvalidField.
[[nodiscard]] Result<Decision> decisionFromJson(const QJsonObject& object);

} // namespace photodesk
