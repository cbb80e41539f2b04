#pragma once

#include "imaging/checks/context.h"
#include "imaging/face/face_shape.h"

#include <span>

namespace photodesk::imaging {

/// The subject's own side, where a part comes in two.
enum class Side { Right, Left };

/// Skin and eye that a lens would cover: from under the brow to the cheekbone.
[[nodiscard]] std::span<const int> lensRing(Side side);
/// The opening between the lips.
[[nodiscard]] std::span<const int> innerLipsRing();
[[nodiscard]] std::span<const int> eyeRing(Side side);

/// Bounds of these mesh points in the full picture.
[[nodiscard]] QRectF placeOf(const std::vector<Landmark>& points, std::span<const int> ring);
/// Middle and radius of the iris on the face patch.
struct Iris {
    cv::Point2f middle;
    float radius = 0;
};
[[nodiscard]] Iris irisOf(const FacePatch& patch, Side side);

/// Openness of the mesh, lowered where a doubtful eye shows lid instead of iris: the mesh never quite closes
/// an eye, and laughing eyes are as narrow as it thinks closed ones.
[[nodiscard]] EyeOpenness trueOpenness(const Context& context);

/// Mean probability of "other" round both eyes, lower edge of the brows to cheekbones; nothing where the face
/// is too small on the masks' grid.
[[nodiscard]] std::optional<double> accessoryAtEyes(const AreaPatch& patch);
/// How much darker the skin round the eyes is than the cheeks, 0–1, lighter eye.
[[nodiscard]] std::optional<double> darkeningAtEyes(const FacePatch& patch);
/// Dark lenses: what lies behind them cannot be judged.
[[nodiscard]] bool eyesCovered(const Context& context);
/// Share of the lips and their surroundings that is no skin; nothing where it is too small to tell.
[[nodiscard]] std::optional<double> mouthCover(const AreaPatch& patch);

} // namespace photodesk::imaging
