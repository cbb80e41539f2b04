#include "imaging/output/crop.h"

#include "imaging/face/face_shape.h"
#include "imaging/mat_view.h"
#include "imaging/render.h"
#include "imaging/tuning.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double inset = 0.5; // output pixels: a head held on a limit must not fall out of it by rounding

struct Band {
    double low = -inf, high = inf;

    double held(double value) const { return low > high ? (low + high) / 2 : std::clamp(value, low, high); }
};

Band bandOf(const Standard& standard, QLatin1StringView id)
{
    const CheckLimits* limits = standard.limits(QString(id));
    if (!limits || limits->severity == Severity::Off)
        return {};
    return {(limits->warnMin ? *limits->warnMin : limits->failMin.value_or(-inf)) + inset,
            (limits->warnMax ? *limits->warnMax : limits->failMax.value_or(inf)) - inset};
}

/// The head in the photo and where the standard wants it; y and widths in photo pixels, bands in output
/// pixels.
struct Problem {
    double top = 0, eyes = 0, width = 0, centre = 0;
    QSizeF photo, output;
    double wantedTop = 0, wantedEyes = 0, wantedWidth = 0;
    Band topBand, eyeBand, widthBand;
    bool cutLeft = false, cutRight = false;
};

bool touches(const cv::Mat& line)
{
    return cv::mean(line > 127)[0] / 255.0 > 0.05;
}

Problem problemOf(const Analysis& analysis, const Standard& standard)
{
    const auto& points = analysis.landmarks;
    Problem p;
    p.eyes = eyeMiddle(points).y();
    p.width = std::max(faceWidth(points), 1.0);
    p.centre = faceCentreX(points);
    // Without masks the crown is guessed from the face: as far above the eyes as the chin is below, less a
    // tenth.
    p.top = analysis.headTop ? analysis.headTop->y() : p.eyes - 0.9 * (chinY(points) - p.eyes);
    p.photo = analysis.size;
    p.output = standard.outputSize;
    p.wantedTop = standard.targetHeadTop * p.output.height();
    p.wantedEyes = standard.targetEyeLine * p.output.height();
    p.wantedWidth = standard.targetFaceWidth * p.output.width();
    p.topBand = bandOf(standard, "head.top"_L1);
    p.eyeBand = bandOf(standard, "eye.line"_L1);
    p.widthBand = bandOf(standard, "face.width"_L1);
    if (analysis.masks) {
        const cv::Mat person = viewOf(analysis.masks->person);
        p.cutLeft = touches(person.col(0));
        p.cutRight = touches(person.col(person.cols - 1));
    }
    return p;
}

double scaleFor(const Problem& p)
{
    const Tuning& t = tuning();
    const double head = std::max(p.eyes - p.top, 1.0);
    const double wantedHead = p.wantedEyes - p.wantedTop;
    const double w = t.cropWidthWeight, h = t.cropTopWeight;
    const double scale =
        (w * p.width * p.wantedWidth + h * head * wantedHead) / (w * p.width * p.width + h * head * head);
    const Band vertical{(p.eyeBand.low - p.topBand.high) / head, (p.eyeBand.high - p.topBand.low) / head};
    const Band wide{p.widthBand.low / p.width, p.widthBand.high / p.width};
    return wide.held(vertical.held(scale));
}

/// Upper edge of the crop in output pixels of the scaled photo, for one scale.
double topEdgeFor(const Problem& p, double scale)
{
    const Tuning& t = tuning();
    const double byEyes = p.eyes * scale - p.wantedEyes;
    const double byTop = p.top * scale - p.wantedTop;
    const Band eyes{p.eyes * scale - p.eyeBand.high, p.eyes * scale - p.eyeBand.low};
    const Band top{p.top * scale - p.topBand.high, p.top * scale - p.topBand.low};
    double edge = (t.cropEyeWeight * byEyes + t.cropTopWeight * byTop) / (t.cropEyeWeight + t.cropTopWeight);
    edge = eyes.held(top.held(edge));
    // Rather a head a little lower in the frame than a body that ends in the air.
    const double lowest = p.photo.height() * scale - p.output.height();
    const double floor = std::max(eyes.low, top.low);
    return edge > lowest && std::isfinite(floor) ? std::max(lowest, std::min(floor, edge)) : edge;
}

QRectF cropAt(const Problem& p, double scale)
{
    const QSizeF size = p.output / scale;
    return {QPointF(p.centre - size.width() / 2, topEdgeFor(p, scale) / scale), size};
}

QPointF turned(QPointF point, QPointF pivot, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    const QPointF off = point - pivot;
    return pivot + QPointF(c * off.x() - s * off.y(), s * off.x() + c * off.y());
}

/// What of the analysis a crop is planned by, turned clockwise about `pivot`.
Analysis turned(const Analysis& analysis, QPointF pivot, double degrees)
{
    Analysis result;
    result.size = analysis.size;
    result.landmarks = analysis.landmarks;
    result.masks = analysis.masks;
    for (Landmark& point : result.landmarks) {
        const QPointF moved = turned(QPointF(double(point.x), double(point.y)), pivot, degrees);
        point.x = float(moved.x());
        point.y = float(moved.y());
    }
    if (analysis.headTop)
        result.headTop = turned(*analysis.headTop, pivot, degrees);
    if (analysis.hairline)
        result.hairline = turned(*analysis.hairline, pivot, degrees);
    return result;
}

/// Degrees by which the eyes' line leans clockwise.
double leanOf(const std::vector<Landmark>& points)
{
    const QPointF line = leftPupil(points) - rightPupil(points); // the subject's left lies to the right
    return std::atan2(line.y(), line.x()) * 180 / std::numbers::pi;
}

/// Output pixels of nothing where the body should go on.
double gapOf(const Problem& p, const QRectF& crop, double scale)
{
    double gap = std::max(0.0, crop.bottom() - p.photo.height());
    if (p.cutLeft)
        gap += std::max(0.0, -crop.left());
    if (p.cutRight)
        gap += std::max(0.0, crop.right() - p.photo.width());
    return gap * scale;
}

} // namespace

std::optional<QRectF> planCrop(const Analysis& analysis, const Standard& standard)
{
    if (analysis.landmarks.size() < 478 || analysis.size.isEmpty())
        return std::nullopt;
    const Problem p = problemOf(analysis, standard);
    const double first = scaleFor(p);
    QRectF best = cropAt(p, first);
    double least = gapOf(p, best, first);
    const double head = std::max(p.eyes - p.top, 1.0);
    const double most = std::min(p.widthBand.high / p.width, (p.eyeBand.high - p.topBand.low) / head);
    constexpr int steps = 24;
    for (int i = 1; i <= steps && least > 0.5 && std::isfinite(most) && most > first; ++i) {
        const double scale = first + (most - first) * i / steps;
        const QRectF crop = cropAt(p, scale);
        const double gap = gapOf(p, crop, scale);
        if (gap < least - 0.5) {
            least = gap;
            best = crop;
        }
    }
    return best;
}

std::optional<FramePlan> planFrame(const Analysis& analysis, const Standard& standard,
                                   std::optional<double> turn)
{
    if (analysis.landmarks.size() < 478 || analysis.size.isEmpty())
        return std::nullopt;
    const QPointF pivot = eyeMiddle(analysis.landmarks);
    const double lean = leanOf(analysis.landmarks);
    const double angle = turn ? *turn : std::abs(lean) <= standard.rotateMaxDeg ? lean : 0;
    FramePlan plan;
    if (angle == 0) { // off: the very crop the checks have measured
        const auto crop = planCrop(analysis, standard);
        if (!crop)
            return std::nullopt;
        plan.framing = {*crop, 0};
    } else {
        const auto crop = planCrop(turned(analysis, pivot, -angle), standard);
        if (!crop)
            return std::nullopt;
        QRectF placed = *crop;
        placed.moveCenter(turned(crop->center(), pivot, angle));
        plan.framing = {placed, angle};
    }
    plan.impossible = outsideLimits(analysis, standard, plan.framing);
    return plan;
}

bool cropFits(const QRectF& crop, QSize output, QSize photo)
{
    constexpr double aspectSlack = 0.01, least = 8;
    const double aspect = double(output.width()) / output.height();
    const double most = 4.0 * std::max(photo.width(), photo.height());
    const QRectF reach = QRectF(QPointF(0, 0), QSizeF(photo)).adjusted(-most, -most, most, most);
    const bool finite = std::isfinite(crop.x()) && std::isfinite(crop.y()) && std::isfinite(crop.width())
                        && std::isfinite(crop.height());
    return finite && crop.width() >= least && crop.height() >= least && reach.contains(crop)
           && std::abs(crop.width() / crop.height() / aspect - 1) <= aspectSlack;
}

Analysis seenThrough(const Framing& framing, const Analysis& analysis)
{
    // Seen from the crop's own centre the photo is turned the other way.
    return turned(analysis, framing.crop.center(), -framing.turn);
}

QStringList outsideLimits(const Analysis& analysis, const Standard& standard, const Framing& framing)
{
    const Problem p = problemOf(seenThrough(framing, analysis), standard);
    const double scale = standard.outputSize.width() / framing.crop.width();
    const std::pair<QLatin1StringView, double> places[] = {
        {"face.width"_L1, p.width * scale},
        {"head.top"_L1, (p.top - framing.crop.top()) * scale},
        {"eye.line"_L1, (p.eyes - framing.crop.top()) * scale}};
    QStringList broken;
    for (const auto& [id, value] : places) {
        const Band band = bandOf(standard, id);
        if (value < band.low - inset || value > band.high + inset)
            broken.append(QString(id));
    }
    return broken;
}

Result<QRectF> cropFor(const Analysis& analysis, const Standard& standard)
{
    const auto crop = planCrop(analysis, standard);
    if (!crop)
        return fail(ErrorCode::RenderFailed, u"no_face"_s);
    return *crop;
}

} // namespace photodesk::imaging
