#pragma once

#include "domain/report.h"
#include "domain/result.h"

#include <QJsonArray>
#include <QSize>
#include <QString>

#include <optional>
#include <vector>

namespace photodesk {

/// How heavy a finding is. Off: measured and shown, never a finding.
enum class Severity { Off, Warn, Block };

/// Limits of one check in one standard. A value outside [failMin, failMax] fails, outside
/// [warnMin, warnMax] warns. Absent limits do not bound. Warn limits lie within fail limits.
struct CheckLimits {
    QString id;
    QString reasonCode;
    QString reasonCodeLow; ///< for values below the lower limits, where that is another fault; else empty
    QString unit;
    Severity severity = Severity::Warn;
    std::optional<double> warnMin, warnMax, failMin, failMax;
};

/// How a check is called; the limits of CheckLimits stand beside it in resources/checks.json.
struct CheckInfo {
    QString id;
    QString nameZh, nameEn;
    QString reasonCode; ///< empty for a fact that no reason goes with
};

/// What a batch asks of its pictures; read from resources/standards/ID.json.
struct Standard {
    QString id;
    QString nameZh, nameEn;
    QSize outputSize; ///< pixels
    int dpi = 300;
    int fileKbMin = 0;                ///< 0: no lower bound; 1 KB = 1024 bytes
    int fileKbMax = 0;                ///< 0: no upper bound
    int jpegQualityMin = 60;          ///< libjpeg scale
    std::vector<quint32> backgrounds; ///< allowed colours as QRgb (0xFFRRGGBB), the first is the default
    /// Where the crop puts the head, as shares of the output: visible hair top and eye line of the height,
    /// face width of the width.
    double targetHeadTop = 0.125, targetEyeLine = 0.39, targetFaceWidth = 0.48;
    double rotateMaxDeg = 0;      ///< the crop may be turned by the eye line up to this; 0: never
    double staffRotateMaxDeg = 0; ///< staff may turn it by hand up to this; 0: never
    std::vector<CheckLimits> checks;

    [[nodiscard]] const CheckLimits* limits(QStringView checkId) const;
    /// The background a batch has chosen: clothes are judged against it.
    void setBackground(quint32 background);
};

/// `common`: the checks every standard takes over, in their order. An entry of the standard's own "checks"
/// with the same id replaces single keys of it (null takes a limit away), "without" leaves checks out,
/// further entries come last.
[[nodiscard]] Result<Standard> standardFromJson(const QByteArray& utf8, const QJsonArray& common = {});
[[nodiscard]] Result<std::vector<CheckInfo>> checkInfosFromJson(const QJsonArray& common);

/// Judges a value by the limits; `place` may be empty.
[[nodiscard]] CheckResult judge(const CheckLimits& limits, double value, std::optional<QRectF> place = {});
[[nodiscard]] CheckResult notAssessed(const CheckLimits& limits, QString why);

} // namespace photodesk
