// What a framing chosen by hand makes of the checks of place.
#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"
#include "imaging/output/crop.h"
#include "imaging/rework.h"
#include "imaging/segment/segmentation.h"

#include <QTransform>

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

/// The part of the photo the turned crop's corners reach.
QRectF extentOf(const Framing& framing)
{
    const QPointF c = framing.crop.center();
    const QTransform turn = QTransform::fromTranslate(-c.x(), -c.y()) * QTransform().rotate(framing.turn)
                            * QTransform::fromTranslate(c.x(), c.y());
    return turn.mapRect(framing.crop);
}

bool bodyOn(const cv::Mat& line)
{
    return cv::mean(line > 0.5)[0] / 255.0 > 0.05;
}

/// Output columns beside a body that the photo itself cuts.
double missingAtSides(const Analysis& analysis, const QRectF& extent, double scale)
{
    const Masks::Close& close = analysis.masks->close;
    const cv::Mat person = foregroundOf(close);
    double missing = 0;
    if (close.area.left() <= 0.5 && bodyOn(person.col(0)))
        missing = std::max(missing, -extent.left() * scale);
    if (close.area.right() >= analysis.size.width() - 0.5 && bodyOn(person.col(person.cols - 1)))
        missing = std::max(missing, (extent.right() - analysis.size.width()) * scale);
    return missing;
}

class Judged {
public:
    explicit Judged(const Standard& standard) : standard_(standard) {}

    void add(QStringView id, double value, std::optional<QRectF> place = {})
    {
        if (const CheckLimits* limits = standard_.limits(id))
            checks.push_back(judge(*limits, value, place));
    }
    std::vector<CheckResult> checks;

private:
    const Standard& standard_;
};

/// Angles of the photo as the turned frame shows them.
void addTurned(Judged& judged, const Analysis& analysis, double turn)
{
    for (const CheckResult& check : analysis.report.checks) {
        if ((check.id == "pose.roll"_L1 || check.id == "shoulders.level"_L1) && check.value)
            judged.add(check.id, *check.value - turn, check.place);
    }
}

} // namespace

std::vector<CheckResult> judgeFraming(const Analysis& analysis, const Standard& standard, const QRectF& crop,
                                      double turn)
{
    if (analysis.landmarks.size() < 478 || !(crop.width() > 0 && crop.height() > 0))
        return {};
    const Framing framing{crop, turn};
    const Analysis seen = seenThrough(framing, analysis);
    const double scale = standard.outputSize.width() / crop.width();
    const QPointF eyes = eyeMiddle(seen.landmarks);
    const QRectF extent = extentOf(framing);
    Judged judged(standard);
    judged.add(u"face.width", faceWidth(seen.landmarks) * scale);
    judged.add(u"eye.line", (eyes.y() - crop.top()) * scale);
    judged.add(u"face.centred", std::abs(eyes.x() - crop.center().x()) * scale);
    judged.add(u"frame.bottom", std::max(0.0, (extent.bottom() - analysis.size.height()) * scale));
    if (seen.headTop)
        judged.add(u"head.top", (seen.headTop->y() - crop.top()) * scale);
    if (seen.hairline)
        judged.add(u"head.hairline", (seen.hairline->y() - crop.top()) * scale);
    if (analysis.masks)
        judged.add(u"frame.sides", missingAtSides(analysis, extent, scale));
    addTurned(judged, analysis, turn);
    return std::move(judged.checks);
}

} // namespace photodesk::imaging
