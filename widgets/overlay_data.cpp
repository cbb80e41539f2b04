// From facts to what can be drawn.
#include "widgets/overlays.h"

#include "imaging/engine.h"
#include "widgets/check_names.h"
#include "widgets/face_contours.h"

#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

std::optional<QPointF> named(const Report& report, QLatin1StringView name)
{
    const auto found =
        std::ranges::find_if(report.points, [&](const auto& point) { return point.first == name; });
    return found == report.points.end() ? std::nullopt : std::optional(found->second);
}

/// A check along an edge: pixels of the output become shares of the frame.
std::optional<OverlayBand> bandOf(const Report& report, const Standard& standard, const QString& id,
                                  Qt::Orientation along)
{
    const auto check = std::ranges::find_if(report.checks, [&](const CheckResult& c) { return c.id == id; });
    const CheckLimits* limits = standard.limits(id);
    if (check == report.checks.end() || !limits || standard.outputSize.isEmpty())
        return std::nullopt;
    const double whole = limits->unit != "px"_L1 ? 1.0
                         : along == Qt::Vertical ? standard.outputSize.height()
                                                 : standard.outputSize.width();
    OverlayBand band;
    band.check = *check;
    band.along = along;
    band.from = limits->warnMin.value_or(limits->failMin.value_or(0)) / whole;
    band.to = limits->warnMax.value_or(limits->failMax.value_or(whole)) / whole;
    band.status = check->status;
    if (check->value)
        band.measured = *check->value / whole;
    return band;
}

void addBands(OverlayData& data, const Report& report, const Standard& standard)
{
    for (const QString& id : {u"head.top"_s, u"eye.line"_s}) {
        if (auto band = bandOf(report, standard, id, Qt::Vertical))
            data.bands.push_back(*band);
    }
    auto width = bandOf(report, standard, u"face.width"_s, Qt::Horizontal);
    if (!width)
        return;
    const auto cheek = named(report, "right_cheek"_L1);
    const QRectF frame = data.crop.value_or(QRectF(QPointF(), QSizeF(data.size)));
    if (cheek && frame.width() > 0)
        width->measuredFrom = (cheek->x() - frame.left()) / frame.width();
    data.bands.push_back(*width);
}

/// Pieces of a contour, joined end to end: a few long lines are painted far faster than many short ones.
struct Contour {
    QHash<int, QPointF> at;           ///< crossing → where
    QHash<int, QList<int>> neighbour; ///< crossing → the one or two it is joined to

    void join(int a, int b)
    {
        neighbour[a].append(b);
        neighbour[b].append(a);
    }

    QPainterPath path()
    {
        QPainterPath path;
        QList<int> starts = neighbour.keys();
        // Open lines begin at their ends, else they would fall apart where they were begun.
        std::ranges::stable_partition(starts, [&](int key) { return neighbour[key].size() == 1; });
        for (const int start : std::as_const(starts)) {
            if (neighbour[start].isEmpty())
                continue;
            path.moveTo(at[start]);
            for (int here = start; !neighbour[here].isEmpty();) {
                const int next = neighbour[here].takeLast();
                neighbour[next].removeOne(here);
                path.lineTo(at[next]);
                here = next;
            }
        }
        return path;
    }
};

QPointF at(const std::vector<QPointF>& points, int index)
{
    return points[std::size_t(index)];
}

} // namespace

OverlayData overlayDataFrom(const Report& report, const Standard& standard)
{
    OverlayData data;
    data.size = report.size;
    data.faceBox = report.faceBox;
    data.crop = report.crop;
    const auto right = named(report, "right_pupil"_L1);
    const auto left = named(report, "left_pupil"_L1);
    if (right && left)
        data.eyeLine = QLineF(*right, *left);
    if (const auto top = named(report, "head_top"_L1))
        data.headTop = top->y();
    if (const auto chin = named(report, "chin"_L1))
        data.chin = chin->y();
    const auto rightCheek = named(report, "right_cheek"_L1);
    const auto leftCheek = named(report, "left_cheek"_L1);
    if (rightCheek && leftCheek && data.eyeLine)
        data.centreX = (rightCheek->x() + leftCheek->x()) / 4 + data.eyeLine->center().x() / 2;
    if (report.yaw && report.pitch && report.roll) {
        data.poseOrigin = named(report, "nose_tip"_L1);
        data.yaw = *report.yaw;
        data.pitch = *report.pitch;
        data.roll = *report.roll;
    }
    addBands(data, report, standard);
    for (const CheckResult& check : report.checks) {
        if (check.place && (check.status == CheckStatus::Fail || check.status == CheckStatus::Warn))
            data.places.emplace_back(*check.place, check.status);
    }
    return data;
}

OverlayData overlayDataFrom(const imaging::Analysis& analysis, const Standard& standard)
{
    OverlayData data = overlayDataFrom(analysis.report, standard);
    data.size = analysis.size;
    if (analysis.landmarks.size() == std::size_t(meshPoints)) {
        data.landmarks.reserve(analysis.landmarks.size());
        for (const imaging::Landmark& point : analysis.landmarks)
            data.landmarks.emplace_back(double(point.x), double(point.y));
        data.eyeLine = QLineF(at(data.landmarks, rightPupil), at(data.landmarks, leftPupil));
        data.chin = at(data.landmarks, chinPoint).y();
        if (data.poseOrigin)
            data.poseOrigin = at(data.landmarks, noseTip);
    }
    if (analysis.masks)
        data.maskEdge = maskContour(analysis.masks->person, analysis.size);
    return data;
}

QPainterPath maskContour(const QImage& mask, QSize size)
{
    if (mask.isNull() || mask.width() < 2 || mask.height() < 2)
        return {};
    const QImage grey = mask.convertToFormat(QImage::Format_Grayscale8);
    const double kx = double(size.width()) / grey.width();
    const double ky = double(size.height()) / grey.height();
    const auto value = [&](int x, int y) { return grey.constScanLine(y)[x] / 255.0; };
    // Marching squares between pixel centres: where an edge of the cell crosses 0.5, by straight
    // interpolation. A crossing belongs to two cells, which is how pieces are joined to lines.
    Contour contour;
    for (int y = 0; y + 1 < grey.height(); ++y) {
        for (int x = 0; x + 1 < grey.width(); ++x) {
            const std::array corner{value(x, y), value(x + 1, y), value(x + 1, y + 1), value(x, y + 1)};
            constexpr std::array<std::pair<int, int>, 4> place{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
            // Upper and left edge of a pixel are its own; the lower is the upper of the pixel below.
            const int here = 2 * (y * grey.width() + x);
            const std::array edge{here, here + 3, here + 2 * grey.width(), here + 1};
            std::array<int, 4> crossing{};
            std::size_t crossings = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                const double a = corner[i], b = corner[(i + 1) % 4];
                if ((a < 0.5) == (b < 0.5))
                    continue;
                const double t = (0.5 - a) / (b - a);
                const auto [ax, ay] = place[i];
                const auto [bx, by] = place[(i + 1) % 4];
                contour.at[edge[i]] = {(x + 0.5 + ax + t * (bx - ax)) * kx,
                                       (y + 0.5 + ay + t * (by - ay)) * ky};
                crossing[crossings++] = edge[i];
            }
            for (std::size_t i = 0; i + 1 < crossings; i += 2)
                contour.join(crossing[i], crossing[i + 1]);
        }
    }
    return contour.path();
}

} // namespace photodesk::widgets
