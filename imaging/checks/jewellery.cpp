#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// Sure "other" beside skin, in a box of the picture, in hundredths of a squared face width. Patterns of
/// scarves and suits are "other" too, but not beside skin.
double otherIn(const AreaPatch& patch, const cv::Mat& nearSkin, const QRectF& box, double width)
{
    const QPointF a = box.topLeft() - patch.origin, b = box.bottomRight() - patch.origin;
    const cv::Rect r = cv::Rect(cv::Point(int(a.x() * patch.kx), int(a.y() * patch.ky)),
                                cv::Point(int(b.x() * patch.kx), int(b.y() * patch.ky)))
                       & cv::Rect(0, 0, patch.other.cols, patch.other.rows);
    if (r.area() == 0)
        return 0;
    const cv::Mat sure = (patch.other(r) > tuning().jewelleryOther) & nearSkin(r);
    return 100 * cv::countNonZero(sure) / (patch.kx * patch.ky * width * width);
}

} // namespace

void checkJewellery(const Context& context, Findings& findings)
{
    if (!context.area || context.analysis.landmarks.empty())
        return;
    const AreaPatch& patch = *context.area;
    const auto& p = context.analysis.landmarks;
    const double width = faceWidth(p);
    const auto at = [&](std::size_t i) { return QPointF(double(p[i].x), double(p[i].y)); };
    const auto lobe = [&](std::size_t ear, std::size_t jaw, double side) {
        const double x = at(ear).x();
        return QRectF(QPointF(x - (side < 0 ? 0.22 : 0.04) * width, at(ear).y() + 0.1 * width),
                      QPointF(x + (side > 0 ? 0.22 : 0.04) * width, at(jaw).y() + 0.25 * width))
            .normalized();
    };
    const QRectF right = lobe(234, 58, -1), left = lobe(454, 288, 1);
    const QRectF neck(QPointF(at(152).x() - 0.55 * width, at(152).y() + 0.08 * width),
                      QPointF(at(152).x() + 0.55 * width, at(152).y() + 0.9 * width));
    cv::Mat nearSkin = (patch.faceSkin + patch.bodySkin) > 0.5;
    cv::dilate(nearSkin, nearSkin, cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7}));
    findings.add("jewellery.ears"_L1,
                 std::max(otherIn(patch, nearSkin, right, width), otherIn(patch, nearSkin, left, width)),
                 right | left);
    findings.add("jewellery.neck"_L1, otherIn(patch, nearSkin, neck, width), neck);
}

} // namespace photodesk::imaging
