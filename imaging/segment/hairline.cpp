#include "imaging/segment/hairline.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

namespace photodesk::imaging {
namespace {

/// Value of a mask (0–255) at a place of the full picture.
double at(const cv::Mat& mask, const QRectF& area, QPointF p)
{
    const double x = std::clamp((p.x() - area.x()) * mask.cols / area.width() - 0.5, 0.0, mask.cols - 1.001);
    const double y = std::clamp((p.y() - area.y()) * mask.rows / area.height() - 0.5, 0.0, mask.rows - 1.001);
    const int x0 = int(x), y0 = int(y);
    const double fx = x - x0, fy = y - y0;
    const auto v = [&](int dy, int dx) { return double(mask.at<uchar>(y0 + dy, x0 + dx)); };
    return (v(0, 0) * (1 - fx) + v(0, 1) * fx) * (1 - fy) + (v(1, 0) * (1 - fx) + v(1, 1) * fx) * fy;
}

} // namespace

std::optional<QPointF> findHairline(const Masks& masks, const std::vector<Landmark>& points)
{
    if (points.empty())
        return std::nullopt;
    const QRectF& area = masks.close.area;
    const cv::Mat skin = viewOf(masks.close.faceSkin), hair = viewOf(masks.close.hair);
    const auto point = [&](std::size_t i) { return QPointF(double(points[i].x), double(points[i].y)); };
    const QPointF across = point(263) - point(33);
    const double length = std::max(std::hypot(across.x(), across.y()), 1e-3);
    const QPointF along = across / length, up(along.y(), -along.x());
    const double width = faceWidth(points), step = width / 100;
    std::vector<double> heights;
    for (const double aside : {-0.06, -0.03, 0.0, 0.03, 0.06}) {
        const QPointF from = point(9) + along * (aside * width);
        for (int i = 1; i < 90; ++i) {
            const QPointF here = from + up * (i * step);
            if (!area.contains(here))
                break;
            if (at(hair, area, here) > at(skin, area, here)) {
                // Hair right at the brows is a fringe over the whole forehead: a border all the same.
                if (at(hair, area, here) > 64)
                    heights.push_back(i * step);
                break;
            }
        }
    }
    if (heights.size() < 3)
        return std::nullopt;
    std::ranges::sort(heights);
    return point(9) + up * heights[heights.size() / 2];
}

} // namespace photodesk::imaging
