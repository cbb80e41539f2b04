#pragma once

#include "imaging/same_picture.h"

#include <opencv2/core.hpp>

namespace photodesk::imaging::similar {

/// The grid on which pictures are compared. On a head the middle between the eyes lies at `eyes`, the eyes
/// are `eyeDistance` apart; it reaches from above the hair to the shoulders.
inline const cv::Size grid{112, 160};
inline constexpr float eyeDistance = 32;
inline const cv::Point2f eyes{55.5F, 52.0F};

/// Grid to photo: (u, v) lies at (a u − b v + x, b u + a v + y).
struct Placement {
    double a = 1, b = 0, x = 0, y = 0;

    [[nodiscard]] cv::Point2d at(double u, double v) const;
};

/// By the least squares of both eyes and the mouth, whose own proportions are the same in every copy.
[[nodiscard]] Placement placeOnHead(const std::vector<Landmark>& points);
/// The whole frame, centred, as large as the grid takes it.
[[nodiscard]] Placement placeOnFrame(QSize size);

/// Luminance on the grid, CV_32F, smoothed alike for every source size; `seen` is 255 inside the photo.
struct Patch {
    cv::Mat grey, seen;
};
[[nodiscard]] Patch patchOf(const QImage& image, const Placement& placement);

/// Difference of two blurs over the local strength of that difference: about unit spread, and the same under
/// any change of brightness, contrast or tint. CV_32F; 0 where not seen.
[[nodiscard]] cv::Mat localContrast(const Patch& patch, double fine, double coarse, double window);

/// How much each point of the grid belongs to head and clothes whatever the person looks like, 0–1.
[[nodiscard]] const cv::Mat& headWeight();

/// Which way 256 cosine waves run over the head's shading, each against what is usual for heads.
[[nodiscard]] PictureCode codeOf(const Patch& patch, Fingerprint::Kind kind);

} // namespace photodesk::imaging::similar
