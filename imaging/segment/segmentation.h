#pragma once

#include "imaging/networks/network.h"
#include "imaging/pyramid.h"

#include <optional>

namespace photodesk::imaging {

/// The two mask networks: person (fast) and six classes (slow, rich).
class Segmentation {
public:
    explicit Segmentation(std::shared_ptr<const ModelStore> models);

    /// `points` of the main face, or empty: then the close masks cover the whole picture.
    [[nodiscard]] Masks run(Pyramid& pyramid, const std::vector<Landmark>& points);

private:
    cv::Mat person(const cv::Mat& rgb256);
    std::array<cv::Mat, 6> classes(const cv::Mat& rgb256);

    std::shared_ptr<const ModelStore> models_;
    Network person_;
    std::optional<Network> classes_; ///< 16 MB: made when first needed
};

/// Top of the head as the close masks see it; nothing where no head is found above the eyes.
[[nodiscard]] std::optional<QPointF> findHeadTop(const Masks& masks, const std::vector<Landmark>& points);

/// 1 − background of the six classes, CV_32F, on the grid of the close masks.
[[nodiscard]] cv::Mat foregroundOf(const Masks::Close& masks);

} // namespace photodesk::imaging
