#pragma once

#include "imaging/face/attention_mesh.h"

#include <optional>

namespace photodesk::imaging {

struct FoundFaces {
    std::vector<Face> faces; ///< accepted ones, the main face first
    Mesh mesh;               ///< of the main face; no points when there is none
    double quality = 0; ///< detector's score less the mesh's disagreement, of the main face; 0 without one
    double detectMs = 0, meshMs = 0;
};

/// Detector, then a second look: a face counts only where the mesh agrees with the detector's own points.
class FaceFinder {
public:
    explicit FaceFinder(std::shared_ptr<const ModelStore> models);

    /// `thorough` also runs the full-range network when the short one already found somebody: bystanders.
    [[nodiscard]] FoundFaces find(Pyramid& pyramid, bool thorough);
    /// The mesh where somebody else says that the face is.
    [[nodiscard]] Mesh fit(Pyramid& pyramid, const Face& face) { return mesh_.fit(pyramid, face); }

private:
    std::vector<Face> detect(const cv::Mat& small, float scale, bool thorough);
    std::vector<Face> detectTurned(const cv::Mat& small, float scale, int code);
    FoundFaces accept(Pyramid& pyramid, std::vector<Face> candidates);
    BlazeFace& full();

    std::shared_ptr<const ModelStore> models_;
    BlazeFace short_;
    std::optional<BlazeFace> full_; ///< made when first needed: most photos never do
    AttentionMesh mesh_;
};

} // namespace photodesk::imaging
