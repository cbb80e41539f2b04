#pragma once

#include "imaging/face/face_finder.h"

#include <opencv2/core.hpp>

namespace photodesk::imaging {

struct PlacedFace {
    FoundFaces found;     ///< one face; its pupils lie where they were placed
    bool assumed = false; ///< the mesh network saw no face there: a face of usual shape stands in for it
};

/// A face where a person has placed its eyes.
class FacePlacer {
public:
    explicit FacePlacer(const ModelStore& models);

    [[nodiscard]] PlacedFace place(FaceFinder& finder, Pyramid& pyramid, const EyePlaces& eyes) const;

private:
    [[nodiscard]] std::vector<Landmark> usualFace() const;

    std::vector<cv::Vec3d> vertices_; ///< of the canonical face: x as in a picture, y up, z to the camera
};

/// Within the photo and far enough apart.
[[nodiscard]] bool placesFit(const EyePlaces& eyes, QSize photo);

} // namespace photodesk::imaging
