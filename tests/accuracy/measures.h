#pragma once

#include "look.h"
#include "sheet.h"

#include <QJsonObject>

#include <vector>

namespace photodesk::accuracy {

using Pairs = std::vector<Pair>;

/// Each adds its tables and metrics. Metrics are left out where there was nothing to measure.
void measureDetection(const Pairs& pairs, Sheet& sheet);
/// Mean absolute error, bias, slope and spread per axis; "clear" pictures have nothing over the face.
void measurePose(const Pairs& pairs, Sheet& sheet);
/// Named points against key points, head top and chin, in shares of the distance of the pupils.
void measurePoints(const Pairs& pairs, Sheet& sheet);
/// Recall per defect word and false alarms per check, by the table of defects.json.
void measureChecks(const Pairs& pairs, const QJsonObject& defects, Sheet& sheet);
void measureMattes(const Pairs& pairs, Sheet& sheet);
/// The same errors by race, gender and age group.
void measureFairness(const Pairs& pairs, Sheet& sheet);

/// Mean, spread and extremes of a series.
class Series {
public:
    void add(double value) { values_.push_back(value); }
    [[nodiscard]] int count() const { return int(values_.size()); }
    [[nodiscard]] double mean() const;
    [[nodiscard]] double meanAbs() const;
    [[nodiscard]] double worst() const; ///< greatest absolute value
    [[nodiscard]] double deviation() const;
    [[nodiscard]] double quantile(double share) const;

private:
    std::vector<double> values_;
};

/// Errors of the pose that was seen, in degrees: yaw, pitch, roll; nothing where either is unknown.
struct PoseError {
    double truth[3], error[3];
    [[nodiscard]] bool within(double limit) const;
};
[[nodiscard]] std::optional<PoseError> poseErrorOf(const Pair& pair);
/// Mean distance of the named points to their key points / distance of the pupils; nothing without truth.
[[nodiscard]] std::optional<double> pointErrorOf(const Pair& pair);
/// Something lies over the face, so that nobody could read its pose or points.
[[nodiscard]] bool isCovered(const Portrait& portrait);

} // namespace photodesk::accuracy
