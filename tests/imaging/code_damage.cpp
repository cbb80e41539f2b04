// What light, lens, sensor, screen and dirt do to a code.
#include "code_photos.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace photodesk::test {
namespace {

constexpr double radians = std::numbers::pi / 180.0;

double uniform(Random& random)
{
    return double(random()) / double(Random::max());
}

/// Sum of the four bytes of one draw: near enough to a normal distribution, quick, the same on every library.
double normal(Random& random)
{
    const unsigned draw = unsigned(random());
    const unsigned sum = (draw & 255) + (draw >> 8 & 255) + (draw >> 16 & 255) + (draw >> 24);
    return (double(sum) - 510) / 147.8;
}

/// One pass of a kernel along x or y, edges repeated.
void convolve(Scene& scene, const std::vector<float>& kernel, bool alongX)
{
    const int reach = int(kernel.size()) / 2;
    const int lines = alongX ? scene.height : scene.width, length = alongX ? scene.width : scene.height;
    std::vector<float> line(std::size_t(length + 2 * reach));
    for (int l = 0; l < lines; ++l) {
        const auto cell = [&](int i) -> float& { return alongX ? scene.at(i, l) : scene.at(l, i); };
        for (int i = -reach; i < length + reach; ++i)
            line[std::size_t(i + reach)] = cell(std::clamp(i, 0, length - 1));
        for (int i = 0; i < length; ++i) {
            float sum = 0;
            for (std::size_t k = 0; k < kernel.size(); ++k)
                sum += kernel[k] * line[std::size_t(i) + k];
            cell(i) = sum;
        }
    }
}

/// Signed distance from a line through the middle of the code.
double across(const Scene& scene, int x, int y, double degrees)
{
    return (x - scene.centre.x()) * std::cos(degrees * radians)
           + (y - scene.centre.y()) * std::sin(degrees * radians);
}

} // namespace

void blur(Scene& scene, double sigmaPx)
{
    const int reach = std::max(1, int(std::ceil(3 * sigmaPx)));
    std::vector<float> kernel;
    float sum = 0;
    for (int i = -reach; i <= reach; ++i) {
        kernel.push_back(float(std::exp(-i * i / (2 * sigmaPx * sigmaPx))));
        sum += kernel.back();
    }
    for (float& k : kernel)
        k /= sum;
    convolve(scene, kernel, true);
    convolve(scene, kernel, false);
}

void motion(Scene& scene, double lengthPx, double degrees)
{
    const Scene before = scene;
    const int steps = std::max(2, int(lengthPx * 2));
    for (int y = 0; y < scene.height; ++y) {
        for (int x = 0; x < scene.width; ++x) {
            float sum = 0;
            for (int i = 0; i < steps; ++i) {
                const double t = lengthPx * (double(i) / (steps - 1) - 0.5);
                const int px =
                    std::clamp(int(std::lround(x + t * std::cos(degrees * radians))), 0, scene.width - 1);
                const int py =
                    std::clamp(int(std::lround(y + t * std::sin(degrees * radians))), 0, scene.height - 1);
                sum += before.at(px, py);
            }
            scene.at(x, y) = sum / float(steps);
        }
    }
}

void noise(Scene& scene, double sigma, Random& random)
{
    for (float& value : scene.light)
        value += float(sigma * normal(random));
}

void dim(Scene& scene, double gain, Random& random)
{
    for (float& value : scene.light) {
        const double light = std::max(0.0, value * gain);
        value = float(light + std::sqrt(light * 0.9 + 4.0) * normal(random));
    }
}

void shade(Scene& scene, double darkest, double degrees)
{
    for (int y = 0; y < scene.height; ++y) {
        for (int x = 0; x < scene.width; ++x) {
            const double t = std::clamp(across(scene, x, y, degrees) / scene.sidePx + 0.5, 0.0, 1.0);
            scene.at(x, y) *= float(1 + (darkest - 1) * t);
        }
    }
}

void shadowEdge(Scene& scene, double factor, double degrees)
{
    for (int y = 0; y < scene.height; ++y) {
        for (int x = 0; x < scene.width; ++x) {
            const double t = std::clamp(across(scene, x, y, degrees) / (2 * scene.modulePx) + 0.5, 0.0, 1.0);
            scene.at(x, y) *= float(1 + (factor - 1) * t);
        }
    }
}

void glare(Scene& scene, QPointF at, double radiusPx, double strength)
{
    for (int y = 0; y < scene.height; ++y) {
        for (int x = 0; x < scene.width; ++x) {
            const double d = std::hypot(x - at.x(), y - at.y()) / radiusPx;
            scene.at(x, y) = std::min(255.0f, scene.at(x, y) + float(strength * std::exp(-d * d)));
        }
    }
}

void screen(Scene& scene, double pitchPx, double depth, double bands)
{
    constexpr double turned = 0.06;
    for (int y = 0; y < scene.height; ++y) {
        const double roll = 1 - bands * (0.5 + 0.5 * std::sin(2 * std::numbers::pi * y / 97.0));
        for (int x = 0; x < scene.width; ++x) {
            // Rows of the panel are dark between; columns weaker. The camera's own grid makes the moiré of
            // it.
            const double u = (x + turned * y) / pitchPx, v = (y - turned * x) / pitchPx;
            const double gridV = 0.5 + 0.5 * std::cos(2 * std::numbers::pi * v);
            const double gridU = 0.5 + 0.5 * std::cos(2 * std::numbers::pi * u);
            scene.at(x, y) *= float((1 - depth * (0.65 * gridV + 0.35 * gridU)) * roll);
        }
    }
}

void spots(Scene& scene, double share, Random& random)
{
    const double side = scene.sidePx;
    double covered = 0;
    while (covered < share * side * side) {
        const double r = scene.modulePx * (0.8 + 1.6 * uniform(random));
        const double x0 = scene.centre.x() + (uniform(random) - 0.5) * side;
        const double y0 = scene.centre.y() + (uniform(random) - 0.5) * side;
        const float level = uniform(random) < 0.5 ? 30 : 220;
        covered += std::numbers::pi * r * r;
        for (int y = std::max(0, int(y0 - r)); y <= std::min(scene.height - 1, int(y0 + r)); ++y) {
            for (int x = std::max(0, int(x0 - r)); x <= std::min(scene.width - 1, int(x0 + r)); ++x) {
                if (std::hypot(x - x0, y - y0) <= r)
                    scene.at(x, y) = level;
            }
        }
    }
}

void scratch(Scene& scene, double widthPx, double degrees)
{
    for (int y = 0; y < scene.height; ++y) {
        for (int x = 0; x < scene.width; ++x) {
            if (std::abs(across(scene, x, y, degrees)) < widthPx / 2)
                scene.at(x, y) = 235;
        }
    }
}

void cover(Scene& scene, QPointF at, double halfPx, float level)
{
    for (int y = std::max(0, int(at.y() - halfPx)); y <= std::min(scene.height - 1, int(at.y() + halfPx));
         ++y) {
        for (int x = std::max(0, int(at.x() - halfPx)); x <= std::min(scene.width - 1, int(at.x() + halfPx));
             ++x)
            scene.at(x, y) = level;
    }
}

} // namespace photodesk::test
