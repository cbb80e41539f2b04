#pragma once

#include "imaging/codes.h"

#include <QPointF>

#include <array>
#include <functional>
#include <random>
#include <vector>

namespace photodesk::test {

/// A grey picture in the making: levels 0–255, not yet clipped or rounded, so that light and noise add up as
/// in a camera.
struct Scene {
    int width = 0, height = 0;
    std::vector<float> light;
    double modulePx = 0; ///< of the code placed last; blur is measured in it
    QPointF centre;      ///< of the code placed last
    double sidePx = 0;   ///< of the code placed last, without quiet zone

    [[nodiscard]] float& at(int x, int y)
    {
        return light[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
    [[nodiscard]] float at(int x, int y) const
    {
        return light[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
};

/// How a code lies before the camera.
struct Pose {
    QPointF centre;
    double modulePx = 6;
    double turn = 0;  ///< degrees in the picture's plane
    double tilt = 0;  ///< degrees out of it
    double swing = 0; ///< direction of the tilt, degrees
    double bend = 0;  ///< of paper round a tin: radius in widths of the code is 1 / bend
    float dark = 35, bright = 225;
    bool inverted = false;
    int margin = 2; ///< modules of bright card beyond the quiet zone
    bool quiet = true;
};

using Random = std::mt19937;

/// A desk: two tones, soft patches, lines like text on paper.
[[nodiscard]] Scene desk(int width, int height, Random& random, bool busy = false);
/// Lays the code down with exact coverage (4 × 4 samples a pixel). Returns its four true corners.
std::array<QPointF, 4> place(Scene& scene, const imaging::Modules& code, const Pose& pose);

void blur(Scene& scene, double sigmaPx);
void motion(Scene& scene, double lengthPx, double degrees);
void noise(Scene& scene, double sigma, Random& random);
/// Few photons: gain × light, then noise that grows with its root.
void dim(Scene& scene, double gain, Random& random);
void shade(Scene& scene, double darkest, double degrees); ///< a slope of light across the code
void shadowEdge(Scene& scene, double factor,
                double degrees); ///< a hard shadow through the middle of the code
void glare(Scene& scene, QPointF at, double radiusPx, double strength);
/// A screen's pixel grid of `pitchPx` photographed slightly turned, and rolling bands.
void screen(Scene& scene, double pitchPx, double depth, double bands);
/// Round spots of ink or dirt over `share` of the code's area, finder patterns spared or not.
void spots(Scene& scene, double share, Random& random);
void scratch(Scene& scene, double widthPx, double degrees);
void cover(Scene& scene, QPointF at, double halfPx, float level); ///< a square sticker

[[nodiscard]] QImage picture(const Scene& scene);
/// The picture after JPEG at this quality.
[[nodiscard]] QImage squeezed(const QImage& picture, int quality);

} // namespace photodesk::test
