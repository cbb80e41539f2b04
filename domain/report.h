#pragma once

#include "domain/result.h"

#include <QJsonObject>
#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QString>

#include <optional>
#include <vector>

namespace photodesk {

enum class CheckStatus { Pass, Warn, Fail, NotAssessed };
/// The machine's colour of a photo. It pre-sorts; it never decides.
enum class MachineVerdict { Green, Amber, Red };

[[nodiscard]] QLatin1StringView checkStatusName(CheckStatus status);
[[nodiscard]] std::optional<CheckStatus> checkStatusFromName(QStringView name);
[[nodiscard]] QLatin1StringView machineVerdictName(MachineVerdict verdict);
[[nodiscard]] std::optional<MachineVerdict> machineVerdictFromName(QStringView name);

/// One measured fact against the limits of a standard.
struct CheckResult {
    QString id;   ///< stable dotted name, e.g. "pose.yaw"; what it measures stands in docs/imaging.md
    QString code; ///< reason code it suggests, e.g. "P02"; empty when it suggests none
    CheckStatus status = CheckStatus::NotAssessed;
    std::optional<double> value;
    QString unit;              ///< "deg", "px", "ratio", "level", …; empty for plain counts
    std::optional<double> min; ///< the limits that separate pass from the rest
    std::optional<double> max;
    bool blocking = false;       ///< severity in the standard: a fail turns the photo red
    QString why;                 ///< why it was not assessed (stable word, e.g. "no_face"); else empty
    std::optional<QRectF> place; ///< where on the upright full-size image, pixels
};

/// Facts about one picture. Angles and points as in the HTTP contract: degrees (yaw > 0 the face turns to
/// the image's right, pitch > 0 it looks up, roll > 0 it tilts clockwise), pixels of the upright original.
struct Report {
    QSize size; ///< upright full-size image
    int faces = 0;
    std::optional<QRectF> faceBox;
    double faceScore = 0.0;
    std::optional<double> yaw, pitch, roll;
    std::vector<std::pair<QString, QPointF>> points; ///< named landmarks: "left_pupil", "chin", "head_top", …
    std::vector<CheckResult> checks;
    std::optional<QRectF> crop; ///< the part of the original that became the derived picture
    double turn = 0;            ///< degrees clockwise that the crop is turned about its centre
    QSize derivedSize;          ///< empty when none was rendered
    QString standardId;
    QString engine; ///< engine and model versions that made these numbers
};

/// Red: a blocking check failed. Amber: anything else failed, warns, or a blocking check is not assessed.
[[nodiscard]] MachineVerdict verdictOf(const std::vector<CheckResult>& checks);

[[nodiscard]] QJsonObject toJson(const Report& report);
[[nodiscard]] Result<Report> reportFromJson(const QJsonObject& object);

} // namespace photodesk
