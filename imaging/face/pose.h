#pragma once

#include "imaging/engine.h"

#include <opencv2/core.hpp>

#include <vector>

namespace photodesk::imaging {

/// Head pose by weighted Procrustes: the rotation that best lays the published canonical face on the mesh,
/// then a linear calibration (resources/imaging.json).
class PoseEstimator {
public:
    explicit PoseEstimator(const ModelStore& models);

    /// Needs at least 468 points.
    [[nodiscard]] Pose estimate(const std::vector<Landmark>& points) const;
    /// Before calibration; what the calibration is fitted on.
    [[nodiscard]] Pose raw(const std::vector<Landmark>& points) const;

private:
    std::vector<cv::Vec3d> vertices_;
    std::vector<double> weights_;
};

} // namespace photodesk::imaging
