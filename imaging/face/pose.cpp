#include "imaging/face/pose.h"

#include "domain/json.h"
#include "imaging/tuning.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double degrees = 180.0 / std::numbers::pi;

cv::Matx33d turnX(double a)
{
    return {1, 0, 0, 0, std::cos(a), -std::sin(a), 0, std::sin(a), std::cos(a)};
}

} // namespace

PoseEstimator::PoseEstimator(const ModelStore& models)
{
    const auto object = json::parseObject(models.bytes("canonical_face.json"_L1)).value_or(QJsonObject());
    const QJsonArray vertices = object.value("vertices"_L1).toArray();
    for (qsizetype i = 0; i + 2 < vertices.size(); i += 3)
        vertices_.emplace_back(vertices[i].toDouble(), vertices[i + 1].toDouble(),
                               vertices[i + 2].toDouble());
    for (const QJsonValue& weight : object.value("weights"_L1).toArray())
        weights_.push_back(weight.toDouble());
    weights_.resize(vertices_.size(), 0.0);
}

Pose PoseEstimator::raw(const std::vector<Landmark>& points) const
{
    const auto seen = [&](std::size_t i) { // y up and z towards the camera, as in the canonical face
        return cv::Vec3d(points[i].x, -points[i].y, -points[i].z);
    };
    const std::size_t count = std::min(points.size(), vertices_.size());
    double total = 0;
    cv::Vec3d modelMean, seenMean;
    for (std::size_t i = 0; i < count; ++i) {
        total += weights_[i];
        modelMean += weights_[i] * vertices_[i];
        seenMean += weights_[i] * seen(i);
    }
    modelMean *= 1 / total;
    seenMean *= 1 / total;
    cv::Matx33d covariance = cv::Matx33d::zeros();
    for (std::size_t i = 0; i < count; ++i) {
        if (weights_[i] > 0)
            covariance += weights_[i] * ((vertices_[i] - modelMean) * (seen(i) - seenMean).t());
    }
    cv::Matx31d w;
    cv::Matx33d u, vt;
    cv::SVD::compute(covariance, w, u, vt);
    cv::Matx33d fix = cv::Matx33d::eye();
    if (cv::determinant(vt.t() * u.t()) < 0)
        fix(2, 2) = -1; // a reflection is no turn
    // The canonical face looks a little upwards compared with a real head: undone as a turn of the head
    // itself, so that a tilted head does not read as turned.
    const cv::Matx33d turn = vt.t() * fix * u.t() * turnX(tuning().neutralPitch / degrees);

    // Read as roll about the line of sight, then yaw, then pitch: turn = Rz(-roll) Ry(yaw) Rx(-pitch).
    const double yaw = std::asin(std::clamp(-turn(2, 0), -1.0, 1.0));
    const double pitch = std::atan2(-turn(2, 1), turn(2, 2));
    const double roll = std::atan2(-turn(1, 0), turn(0, 0));
    return {yaw * degrees, pitch * degrees, roll * degrees};
}

Pose PoseEstimator::estimate(const std::vector<Landmark>& points) const
{
    const Pose p = raw(points);
    const Tuning& t = tuning();
    return {t.yawSlope * p.yaw + t.yawOffset, t.pitchSlope * p.pitch + t.pitchOffset,
            t.rollSlope * p.roll + t.rollOffset};
}

} // namespace photodesk::imaging
