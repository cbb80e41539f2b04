#pragma once

#include "imaging/engine.h"

#include <span>
#include <utility>
#include <vector>

namespace photodesk::imaging {

/// Facts that follow from the 478 points alone. Pixels of the full picture.
struct EyeOpenness {
    double right = 0, left = 0; ///< mean lid gap / eye width; subject's own sides
};

[[nodiscard]] EyeOpenness eyeOpenness(const std::vector<Landmark>& points);
/// Gap of the inner lips / width of the mouth.
[[nodiscard]] double mouthOpenness(const std::vector<Landmark>& points);

[[nodiscard]] QPointF rightPupil(const std::vector<Landmark>& points);
[[nodiscard]] QPointF leftPupil(const std::vector<Landmark>& points);
[[nodiscard]] QPointF eyeMiddle(const std::vector<Landmark>& points);
/// Between the cheeks (脸部宽度): horizontal extent of the face oval.
[[nodiscard]] double faceWidth(const std::vector<Landmark>& points);
[[nodiscard]] double faceCentreX(const std::vector<Landmark>& points);
[[nodiscard]] double chinY(const std::vector<Landmark>& points);

/// Indices of the closed face oval, of the eyes and brows.
[[nodiscard]] std::span<const int> faceOval();
[[nodiscard]] std::span<const int> rightEyeRing();
[[nodiscard]] std::span<const int> leftEyeRing();
[[nodiscard]] std::span<const int> lipsRing();
[[nodiscard]] std::span<const int> rightBrow();
[[nodiscard]] std::span<const int> leftBrow();

/// The named points of reports.
[[nodiscard]] std::vector<std::pair<QString, QPointF>> namedPoints(const std::vector<Landmark>& points);

/// Mean distance between the detector's six points and the mesh's, in inter-eye distances of the detector.
[[nodiscard]] double disagreement(const Face& face, const std::vector<Landmark>& points);

} // namespace photodesk::imaging
