#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// Upper edge of the body in a column of the grid, below the chin's height; nothing where hair lies on it or
/// where the body does not reach.
std::optional<double> topOfBody(const AreaPatch& patch, int x, int from)
{
    if (x < 0 || x >= patch.clothes.cols)
        return std::nullopt;
    for (int y = std::max(from, 1); y < patch.clothes.rows; ++y) {
        const float body = patch.clothes.at<float>(y, x) + patch.bodySkin.at<float>(y, x);
        if (body < 0.5f)
            continue;
        const float before = patch.clothes.at<float>(y - 1, x) + patch.bodySkin.at<float>(y - 1, x);
        for (int above = std::max(0, y - 4); above < y; ++above) {
            if (patch.hair.at<float>(above, x) > 0.3f)
                return std::nullopt;
        }
        return y == std::max(from, 1)
                   ? std::nullopt
                   : std::optional(double(y) - double(body - 0.5f) / double(body - before + 1e-6f));
    }
    return std::nullopt;
}

} // namespace

void checkShoulders(const Context& context, Findings& findings)
{
    if (!context.area || context.analysis.landmarks.empty())
        return;
    const AreaPatch& patch = *context.area;
    const auto& points = context.analysis.landmarks;
    const double width = faceWidth(points);
    const double centre = faceCentreX(points);
    const int from = int((points[152].y - 0.35 * width - patch.origin.y()) * patch.ky);
    std::vector<double> angles;
    QRectF place;
    for (double away = 0.65; away <= 1.15; away += 0.05) {
        const auto column = [&](double x) { return int((x - patch.origin.x()) * patch.kx); };
        const double left = centre - away * width, right = centre + away * width;
        const auto a = topOfBody(patch, column(left), from), b = topOfBody(patch, column(right), from);
        if (!a || !b)
            continue;
        angles.push_back(std::atan2((*b - *a) / patch.ky, right - left) * 180 / std::numbers::pi);
        place |= QRectF(left, patch.origin.y() + std::min(*a, *b) / patch.ky, right - left,
                        std::abs(*a - *b) / patch.ky + 1);
    }
    if (int(angles.size()) < 3) {
        findings.skip("shoulders.level"_L1, "not_measurable"_L1);
    } else {
        std::ranges::nth_element(angles, angles.begin() + std::ptrdiff_t(angles.size() / 2));
        findings.add("shoulders.level"_L1, angles[angles.size() / 2], place);
    }

    // How far the body reaches to either side, below the chin; half a shoulder is no shoulder.
    const cv::Mat body = patch.clothes + patch.bodySkin + patch.hair + patch.other;
    const int chin = std::clamp(int((points[152].y - patch.origin.y()) * patch.ky), 0, body.rows - 1);
    double reach[2] = {0, 0};
    for (int x = 0; x < body.cols; ++x) {
        int rows = 0;
        for (int y = chin; y < body.rows; ++y)
            rows += body.at<float>(y, x) > 0.5f ? 1 : 0;
        if (rows / patch.ky < 0.08 * width)
            continue;
        const double away = (patch.origin.x() + (x + 0.5) / patch.kx - centre) / width;
        double& side = reach[away > 0 ? 1 : 0];
        side = std::max(side, std::abs(away));
    }
    findings.add("shoulders.complete"_L1, std::min(reach[0], reach[1]));
}

} // namespace photodesk::imaging
