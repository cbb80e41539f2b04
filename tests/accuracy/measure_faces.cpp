#include "measures.h"

#include <QJsonArray>
#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

using namespace Qt::StringLiterals;

namespace photodesk::accuracy {
namespace {

constexpr std::array axes{"yaw"_L1, "pitch"_L1, "roll"_L1};
constexpr double nearFrontal = 20; // degrees: what the aim of one degree is for

std::optional<QRectF> boxOf(const QJsonValue& value)
{
    const QJsonArray a = value.toArray();
    if (a.size() != 4)
        return std::nullopt;
    return QRectF(QPointF(a[0].toDouble(), a[1].toDouble()), QPointF(a[2].toDouble(), a[3].toDouble()));
}

std::optional<QPointF> keypoint(const Portrait& portrait, QLatin1StringView name)
{
    const QJsonArray a = portrait.labels.value("keypoints"_L1).toObject().value(name).toArray();
    if (a.size() < 2)
        return std::nullopt;
    return QPointF(a[0].toDouble(), a[1].toDouble());
}

bool isVisible(const Portrait& portrait, const QString& name)
{
    const QJsonArray a = portrait.labels.value("keypoints"_L1).toObject().value(name).toArray();
    return a.size() < 3 || a[2].toBool();
}

double pupilDistance(const Portrait& portrait)
{
    const auto left = keypoint(portrait, "left_pupil"_L1), right = keypoint(portrait, "right_pupil"_L1);
    return left && right ? QLineF(*left, *right).length() : 0;
}

/// Least squares of seen = slope · truth + offset.
double slopeOf(const std::vector<std::pair<double, double>>& points)
{
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (const auto& [x, y] : points) {
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    const double n = double(points.size()), spread = n * sxx - sx * sx;
    return spread > 0 ? (n * sxy - sx * sy) / spread : 0;
}

void addPoseTable(const Pairs& pairs, Sheet& sheet, bool onlyNear)
{
    const QString where = onlyNear ? u"near"_s : u"all"_s;
    Table& table = sheet.table(onlyNear ? u"Pose, all axes within ±20°, nothing over the face"_s
                                        : u"Pose, every face with known pose"_s,
                               {u"axis"_s, u"pictures"_s, u"mean error"_s, u"mean of heads"_s, u"bias"_s,
                                u"slope"_s, u"spread"_s, u"95 %"_s, u"worst"_s});
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        Series errors, sizes;
        std::map<QString, Series> heads;
        std::vector<std::pair<double, double>> points;
        for (const Pair& pair : pairs) {
            const auto pose = poseErrorOf(pair);
            if (!pose || (onlyNear && (!pose->within(nearFrontal) || isCovered(*pair.truth))))
                continue;
            errors.add(pose->error[axis]);
            sizes.add(std::abs(pose->error[axis]));
            heads[pair.truth->labels.value("identity"_L1).toVariant().toString()].add(pose->error[axis]);
            points.emplace_back(pose->truth[axis], pose->truth[axis] + pose->error[axis]);
        }
        if (errors.count() == 0)
            continue;
        Series ofHeads;
        for (const auto& [name, series] : heads)
            ofHeads.add(series.meanAbs());
        const QString name = u"pose.%1.%2."_s.arg(axes[axis], where);
        sheet.set(name + u"mae"_s, errors.meanAbs());
        sheet.set(name + u"mae_of_heads"_s, ofHeads.mean());
        sheet.set(name + u"bias"_s, errors.mean());
        sheet.set(name + u"slope"_s, slopeOf(points));
        table.rows << QStringList{axes[axis],
                                  QString::number(errors.count()),
                                  fixed(errors.meanAbs(), 2),
                                  u"%1 (%2)"_s.arg(fixed(ofHeads.mean(), 2)).arg(ofHeads.count()),
                                  fixed(errors.mean(), 2),
                                  fixed(slopeOf(points), 3),
                                  fixed(errors.deviation(), 2),
                                  fixed(sizes.quantile(0.95), 2),
                                  fixed(errors.worst(), 1)};
    }
    table.note =
        u"Degrees. Mean of heads: first within a head, then over heads, as some heads fill a series."_s;
}

} // namespace

double Series::mean() const
{
    return values_.empty() ? 0
                           : std::accumulate(values_.begin(), values_.end(), 0.0) / double(values_.size());
}

double Series::meanAbs() const
{
    double sum = 0;
    for (const double v : values_)
        sum += std::abs(v);
    return values_.empty() ? 0 : sum / double(values_.size());
}

double Series::worst() const
{
    double worst = 0;
    for (const double v : values_)
        worst = std::max(worst, std::abs(v));
    return worst;
}

double Series::deviation() const
{
    double sum = 0;
    for (const double v : values_)
        sum += std::pow(v - mean(), 2);
    return values_.size() < 2 ? 0 : std::sqrt(sum / double(values_.size() - 1));
}

double Series::quantile(double share) const
{
    if (values_.empty())
        return 0;
    std::vector<double> sorted = values_;
    std::ranges::sort(sorted);
    return sorted[std::size_t(share * double(sorted.size() - 1) + 0.5)];
}

bool PoseError::within(double limit) const
{
    return std::ranges::all_of(truth, [&](double angle) { return std::abs(angle) <= limit; });
}

std::optional<PoseError> poseErrorOf(const Pair& pair)
{
    const Report& r = pair.seen.report;
    const std::array seen{r.yaw, r.pitch, r.roll};
    PoseError pose{};
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto truth = pair.truth->number(axes[i]);
        if (!truth || !seen[i])
            return std::nullopt;
        pose.truth[i] = *truth;
        pose.error[i] = std::remainder(*seen[i] - *truth, 360.0);
    }
    return pose;
}

std::optional<double> pointErrorOf(const Pair& pair)
{
    const double eyes = pupilDistance(*pair.truth);
    if (eyes <= 0 || pair.seen.report.points.empty())
        return std::nullopt;
    Series errors;
    for (const auto& [name, point] : pair.seen.report.points) {
        const auto truth = keypoint(*pair.truth, QLatin1StringView(name.toLatin1()));
        if (truth && isVisible(*pair.truth, name))
            errors.add(QLineF(point, *truth).length() / eyes);
    }
    return errors.count() > 0 ? std::optional(errors.mean()) : std::nullopt;
}

bool isCovered(const Portrait& portrait)
{
    return portrait.hasAny(
        {u"mask"_s, u"hand"_s, u"occluded"_s, u"hat"_s, u"sunglasses"_s, u"hair_over_face"_s});
}

void measureDetection(const Pairs& pairs, Sheet& sheet)
{
    int faces = 0, found = 0, extra = 0, exact = 0, counted = 0, empty = 0, emptySeen = 0, placed = 0,
        boxes = 0, unreadable = 0;
    for (const auto& [truth, seen] : pairs) {
        if (seen.error) {
            ++unreadable;
            sheet.miss(u"not read: "_s + errorName(seen.error->code), truth->file);
            continue;
        }
        const int saw = int(seen.faces.size());
        faces += truth->facesAtLeast;
        found += std::min(saw, truth->facesAtLeast);
        if (saw < truth->facesAtLeast)
            sheet.miss(u"face missed"_s, truth->file);
        if (truth->faces) {
            ++counted;
            exact += saw == *truth->faces;
            extra += std::max(0, saw - *truth->faces);
            if (saw > *truth->faces)
                sheet.miss(u"face seen where there is none"_s, truth->file);
            empty += *truth->faces == 0;
            emptySeen += *truth->faces == 0 && saw > 0;
        }
        if (const auto box = boxOf(truth->labels.value("face_box"_L1)); box && saw > 0) {
            ++boxes;
            placed += box->contains(seen.faces.front().center());
        }
    }
    Table& table = sheet.table(u"Detection, %1 pictures"_s.arg(pairs.size()), {u"what"_s, u"result"_s});
    table.rows << QStringList{u"faces found"_s, part(found, faces)}
               << QStringList{u"faces seen where there are none"_s, QString::number(extra)}
               << QStringList{u"pictures without a face where one was seen"_s, part(emptySeen, empty)}
               << QStringList{u"face count exact"_s, part(exact, counted)}
               << QStringList{u"main face in its labelled box"_s, part(placed, boxes)}
               << QStringList{u"files not read"_s, QString::number(unreadable)};
    sheet.set(u"detection.recall"_s, faces > 0 ? double(found) / faces : 1);
    sheet.set(u"detection.false"_s, extra);
    sheet.set(u"detection.unreadable"_s, unreadable);
}

void measurePose(const Pairs& pairs, Sheet& sheet)
{
    addPoseTable(pairs, sheet, true);
    addPoseTable(pairs, sheet, false);
}

void measurePoints(const Pairs& pairs, Sheet& sheet)
{
    std::map<QString, Series> byName;
    Series all, top, topPx, chin;
    for (const Pair& pair : pairs) {
        const Portrait& truth = *pair.truth;
        const double eyes = pupilDistance(truth);
        const auto pose = poseErrorOf(pair);
        if (eyes <= 0 || !pose || !pose->within(nearFrontal) || isCovered(truth))
            continue;
        if (const auto error = pointErrorOf(pair))
            all.add(*error);
        for (const auto& [name, point] : pair.seen.report.points) {
            const auto at = keypoint(truth, QLatin1StringView(name.toLatin1()));
            if (at && isVisible(truth, name))
                byName[name].add(QLineF(point, *at).length() / eyes);
        }
        const auto chinTruth = keypoint(truth, "chin"_L1), chinSeen = pair.seen.point("chin"_L1);
        if (chinTruth && chinSeen)
            chin.add((chinSeen->y() - chinTruth->y()) / eyes);
        const auto hair = truth.number("hair_top_y"_L1);
        if (hair && *hair > 0 && pair.seen.headTop) {
            top.add((pair.seen.headTop->y() - *hair) / eyes);
            topPx.add(pair.seen.headTop->y() - *hair);
        }
    }
    if (all.count() == 0)
        return;
    Table& table = sheet.table(u"Points within ±20°, in % of the distance of the pupils"_s,
                               {u"point"_s, u"pictures"_s, u"mean error"_s, u"95 %"_s, u"worst"_s});
    const auto row = [&](const QString& name, const Series& s) {
        table.rows << QStringList{name, QString::number(s.count()), fixed(100 * s.meanAbs(), 1),
                                  fixed(100 * s.quantile(0.95), 1), fixed(100 * s.worst(), 1)};
    };
    row(u"all points"_s, all);
    for (const auto& [name, series] : byName)
        row(name, series);
    if (chin.count() > 0)
        row(u"chin, height only (bias %1)"_s.arg(fixed(100 * chin.mean(), 1)), chin);
    if (top.count() > 0)
        row(u"head top, height (%1 px of the photo, bias %2)"_s.arg(fixed(topPx.meanAbs(), 1),
                                                                    fixed(topPx.mean(), 1)),
            top);
    table.note =
        u"Key points are vertices of the rendered heads: their anatomical place was chosen by the renderer."_s;
    sheet.set(u"points.mean"_s, all.meanAbs());
    if (top.count() > 0)
        sheet.set(u"head_top.mean"_s, top.meanAbs());
    if (chin.count() > 0)
        sheet.set(u"chin.mean"_s, chin.meanAbs());
}

} // namespace photodesk::accuracy
