#pragma once

#include "imaging/face/blaze_face.h"
#include "imaging/pyramid.h"

namespace photodesk::imaging {

struct Mesh {
    std::vector<Landmark> points; ///< 478, pixels of the full picture
    double confidence = 0;        ///< the network's own face flag, 0–1
};

/// The attention mesh: 468 points, then lips and eyes refined from the base network's features, and irises.
class AttentionMesh {
public:
    explicit AttentionMesh(const ModelStore& models);

    /// Two passes, the second on the region that the first found. `face` in pixels of the full picture.
    [[nodiscard]] Mesh fit(Pyramid& pyramid, const Face& face);

private:
    /// A turned square in the full picture.
    struct Region {
        cv::Point2d centre;
        double side = 0, angle = 0;
    };
    struct Refiner {
        Network network;
        std::size_t left = 0, right = 0; ///< points that fix the turn of the crop
        std::vector<std::size_t> subset; ///< points this network replaces
        std::size_t iris = 0;            ///< first of five iris points, 0 for the lips
    };

    Mesh run(Pyramid& pyramid, const Region& region);
    static Region regionOf(const std::vector<Landmark>& points);
    static void refine(Refiner& refiner, const cv::Mat& features, const std::vector<Landmark>& base,
                       std::vector<Landmark>& points);

    Network base_;
    std::vector<Refiner> refiners_;
};

} // namespace photodesk::imaging
