#pragma once

#include <QImage>
#include <QRectF>

#include <optional>
#include <vector>

namespace photodesk::accuracy {

/// One plane of numbers, row by row.
struct Plane {
    int width = 0, height = 0;
    std::vector<float> values;

    Plane() = default;
    Plane(int w, int h, float value = 0) : width(w), height(h), values(std::size_t(w) * std::size_t(h), value)
    {
    }
    [[nodiscard]] float& at(int x, int y)
    {
        return values[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
    [[nodiscard]] float at(int x, int y) const
    {
        return values[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
};

/// Coverage 0–1 of a grey picture.
[[nodiscard]] Plane coverageOf(const QImage& alpha);

/// A picture brought to `crop` (pixels of the picture) at `size`: area means by 2 × 2 bilinear samples a
/// pixel. Beyond the picture: 0 for coverage, the edge repeated for channels of a colour picture.
[[nodiscard]] Plane cropped(const Plane& picture, const QRectF& crop, QSize size, bool repeatEdge);

struct MatteErrors {
    double mad = 0;      ///< mean absolute difference × 1000, whole picture
    double sad = 0;      ///< sum of absolute differences / 1000
    double gradient = 0; ///< Rhemann et al. 2009: sum of squared differences of Gaussian gradients (σ 1.4)
    double band = 0;     ///< mean absolute difference × 1000 within ten pixels of partly covered ones
};

/// Planes of one size.
[[nodiscard]] MatteErrors matteErrors(const Plane& truth, const Plane& seen);

struct CompositeErrors {
    double band = 0;   ///< mean absolute difference in levels within the edge band
    double border = 0; ///< mean ΔE76 to the asked colour along the picture's edge where nobody is
    double wall = 0; ///< 99th percentile of ΔE76 to the asked colour farther than ten pixels from the person
};

/// The delivered picture against the photo's own pixels laid on the colour by the true coverage. The old wall
/// behind partly covered pixels is filled in from its neighbourhood, so this holds for walls without fine
/// pattern.
[[nodiscard]] CompositeErrors compositeErrors(const Plane& truth, const QImage& photo, const QRectF& crop,
                                              const QImage& delivered, QRgb background);

} // namespace photodesk::accuracy
