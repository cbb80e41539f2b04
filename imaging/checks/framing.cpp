#include "imaging/checks/families.h"
#include "imaging/face/face_shape.h"
#include "imaging/output/crop.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// Rows or columns of the person on one edge of the photo: is the body cut there?
double touching(const cv::Mat& line)
{
    return cv::mean(line > 0.5)[0] / 255.0;
}

void checkEdges(const Context& context, double scale, Findings& findings)
{
    const QRectF crop = *context.crop;
    const AreaPatch& area = *context.area;
    const QSizeF size = context.analysis.size;
    const QRectF inPhoto = area.back(cv::Rect(0, 0, area.rgb.cols, area.rgb.rows));
    const cv::Mat& person = area.foreground;
    const bool atLeft = inPhoto.left() <= 0.5 && touching(person.col(0)) > 0.05;
    const bool atRight =
        inPhoto.right() >= size.width() - 0.5 && touching(person.col(person.cols - 1)) > 0.05;
    double sides = 0;
    if (atLeft)
        sides = std::max(sides, -crop.left() * scale);
    if (atRight)
        sides = std::max(sides, (crop.right() - size.width()) * scale);
    findings.add("frame.sides"_L1, std::max(0.0, sides));

    // The head runs out of the photo: how much of a face's width lies on its upper edge.
    double cut = 0;
    if (inPhoto.top() <= 0.5) {
        const double width = faceWidth(context.analysis.landmarks) * area.kx;
        cut = cv::countNonZero(person.row(0) > 0.5) / std::max(width, 1.0);
    }
    findings.add("frame.top"_L1, cut);
}

} // namespace

void checkFraming(const Context& context, Findings& findings)
{
    const auto& points = context.analysis.landmarks;
    if (points.empty() || !context.crop)
        return;
    const QRectF crop = *context.crop;
    const double scale = context.standard.outputSize.width() / crop.width();
    findings.add("face.width"_L1, faceWidth(points) * scale);
    findings.add("eye.line"_L1, (eyeMiddle(points).y() - crop.top()) * scale);
    // The crop is laid about the face's outline; the eyes tell whether the face in it looks centred.
    findings.add("face.centred"_L1, std::abs(eyeMiddle(points).x() - crop.center().x()) * scale);
    findings.add("frame.bottom"_L1, std::max(0.0, (crop.bottom() - context.analysis.size.height()) * scale));
    if (context.analysis.headTop)
        findings.add("head.top"_L1, (context.analysis.headTop->y() - crop.top()) * scale);
    else if (context.depth == Depth::Full)
        findings.skip("head.top"_L1, "no_head_top"_L1);
    if (context.analysis.hairline)
        findings.add("head.hairline"_L1, (context.analysis.hairline->y() - crop.top()) * scale);
    else if (context.depth == Depth::Full)
        findings.skip("head.hairline"_L1, "no_hairline"_L1);
    if (context.area)
        checkEdges(context, scale, findings);
}

} // namespace photodesk::imaging
