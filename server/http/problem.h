#pragma once

#include "domain/error.h"

#include <QJsonObject>

#include <span>

namespace photodesk::server::http {

/// How an error looks over HTTP: one row for each code, in the order of allErrorCodes().
struct ProblemRow {
    ErrorCode code;
    int status;
    /// Short English, the same for every occurrence (RFC 9457 section 3.1.3).
    const char* title;
};

[[nodiscard]] std::span<const ProblemRow> problemTable();
[[nodiscard]] int httpStatus(ErrorCode code);
[[nodiscard]] QLatin1StringView httpTitle(ErrorCode code);

/// {type: "urn:photodesk:error:CODE", title, status, code, detail (left out when empty)} and the extra
/// members.
[[nodiscard]] QJsonObject problemObject(ErrorCode code, const QString& detail, const QJsonObject& extra);

} // namespace photodesk::server::http
