#include "imaging/face/attention_mesh.h"

#include "domain/json.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int inputSide = 192;
constexpr int basePoints = 468;
constexpr std::size_t allPoints = 478;
constexpr int cropSide = 16;    // of the refiners, in cells of the feature map
constexpr int featureSide = 48; // one cell covers 4 pixels of the input
constexpr int featureChannels = 32;
constexpr float cell = 4.f;
constexpr std::size_t rightOuter = 33, leftOuter = 263;

/// Bounds of points in a frame turned by `angle`, and back: centre and size.
struct Bounds {
    cv::Point2d centre;
    cv::Size2d size;
};

template <typename Points>
Bounds boundsOf(const Points& points, double angle)
{
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    constexpr double inf = std::numeric_limits<double>::infinity();
    double u0 = inf, u1 = -inf, v0 = inf, v1 = -inf;
    for (const cv::Point2d& p : points) {
        const double u = c * p.x + s * p.y;
        const double v = -s * p.x + c * p.y;
        u0 = std::min(u0, u);
        u1 = std::max(u1, u);
        v0 = std::min(v0, v);
        v1 = std::max(v1, v);
    }
    const double u = (u0 + u1) / 2;
    const double v = (v0 + v1) / 2;
    return {{c * u - s * v, s * u + c * v}, {u1 - u0, v1 - v0}};
}

/// Continuous crop coordinates to continuous picture coordinates.
cv::Matx23d placeOf(cv::Point2d centre, double angle, double sx, double sy, double half)
{
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const double a = c * sx, b = -s * sy, d = s * sx, e = c * sy;
    return {a, b, centre.x - half * (a + b), d, e, centre.y - half * (d + e)};
}

/// 16 × 16 cells of every channel, sampled bilinearly; outside the map zero, as in the original graph.
cv::Mat sampleFeatures(const cv::Mat& features, const cv::Matx23d& m)
{
    const int shape[] = {1, featureChannels, cropSide, cropSide};
    cv::Mat crop(4, shape, CV_32F, cv::Scalar(0));
    const auto* in = features.ptr<float>();
    auto* out = crop.ptr<float>();
    constexpr int plane = featureSide * featureSide;
    for (int y = 0; y < cropSide; ++y) {
        for (int x = 0; x < cropSide; ++x) {
            const double px = m(0, 0) * (x + 0.5) + m(0, 1) * (y + 0.5) + m(0, 2) - 0.5;
            const double py = m(1, 0) * (x + 0.5) + m(1, 1) * (y + 0.5) + m(1, 2) - 0.5;
            if (!(px >= 0 && py >= 0 && px <= featureSide - 1 && py <= featureSide - 1))
                continue;
            const int x0 = int(px), y0 = int(py);
            const int dx = x0 + 1 < featureSide ? 1 : 0;
            const int dy = y0 + 1 < featureSide ? featureSide : 0;
            const float fx = float(px) - float(x0), fy = float(py) - float(y0);
            const float* f = in + y0 * featureSide + x0;
            float* o = out + y * cropSide + x;
            for (int channel = 0; channel < featureChannels; ++channel, f += plane, o += cropSide * cropSide)
                *o = (f[0] * (1 - fx) + f[dx] * fx) * (1 - fy) + (f[dy] * (1 - fx) + f[dy + dx] * fx) * fy;
        }
    }
    return crop;
}

std::vector<std::size_t> indices(const QJsonArray& array)
{
    std::vector<std::size_t> list;
    for (const QJsonValue& value : array)
        list.push_back(std::min(std::size_t(std::max(0, value.toInt())), std::size_t(basePoints - 1)));
    return list;
}

} // namespace

AttentionMesh::AttentionMesh(const ModelStore& models)
    : base_(models, "attn_base.onnx"_L1, {"mesh", "faceflag", "feat"})
{
    const auto config = json::parseObject(models.bytes("attn_cfg.json"_L1)).value_or(QJsonObject());
    const auto add = [&](QLatin1StringView key, QLatin1StringView file, std::vector<cv::String> outputs,
                         std::size_t iris) {
        const QJsonObject part = config.value(key).toObject();
        refiners_.push_back(
            {Network(models, file, std::move(outputs)), std::size_t(part.value("left"_L1).toInt()),
             std::size_t(part.value("right"_L1).toInt()), indices(part.value("subset"_L1).toArray()), iris});
    };
    add("lips"_L1, "attn_lips.onnx"_L1, {"lips"}, 0);
    // "left" in the files means left in the picture: the subject's right eye.
    add("left_eye"_L1, "attn_left_eye.onnx"_L1, {"eye", "iris"}, 468);
    add("right_eye"_L1, "attn_right_eye.onnx"_L1, {"eye", "iris"}, 473);
}

AttentionMesh::Region AttentionMesh::regionOf(const std::vector<Landmark>& points)
{
    std::vector<cv::Point2d> flat;
    flat.reserve(basePoints);
    for (std::size_t i = 0; i < basePoints; ++i)
        flat.emplace_back(points[i].x, points[i].y);
    const double angle =
        std::atan2(flat[leftOuter].y - flat[rightOuter].y, flat[leftOuter].x - flat[rightOuter].x);
    const Bounds bounds = boundsOf(flat, angle);
    return {bounds.centre, 1.5 * std::max(bounds.size.width, bounds.size.height), angle};
}

Mesh AttentionMesh::fit(Pyramid& pyramid, const Face& face)
{
    const QPointF eyes = face.keypoints[1] - face.keypoints[0];
    const Region first{{face.box.center().x(), face.box.center().y()},
                       1.5 * std::max(face.box.width(), face.box.height()),
                       std::atan2(eyes.y(), eyes.x())};
    return run(pyramid, regionOf(run(pyramid, first).points));
}

Mesh AttentionMesh::run(Pyramid& pyramid, const Region& region)
{
    const double scale = std::max(region.side, 1.0) / inputSide;
    const int n = pyramid.levelFor(scale);
    const double k = std::ldexp(1.0, -n);
    const cv::Matx23d place = placeOf(region.centre, region.angle, scale, scale, inputSide / 2.0);
    // From continuous coordinates to pixel indices of the level: centres lie at + 0.5.
    cv::Matx23d map = place * k;
    map(0, 2) += 0.5 * (map(0, 0) + map(0, 1)) - 0.5;
    map(1, 2) += 0.5 * (map(1, 0) + map(1, 1)) - 0.5;
    const cv::Mat crop = sampled(pyramid.level(n), map, {inputSide, inputSide});

    const auto& outputs = base_.run(Network::blobOf(crop, 1 / 255.0, 0));
    const auto* raw = outputs[0].ptr<float>();
    std::vector<Landmark> base(allPoints);
    for (std::size_t i = 0; i < basePoints; ++i)
        base[i] = {raw[3 * i], raw[3 * i + 1], raw[3 * i + 2]};
    Mesh mesh{base, 1.0 / (1.0 + std::exp(-double(outputs[1].ptr<float>()[0])))};
    for (Refiner& refiner : refiners_)
        refine(refiner, outputs[2], base, mesh.points);
    for (Landmark& p : mesh.points) {
        const double x = place(0, 0) * p.x + place(0, 1) * p.y + place(0, 2);
        const double y = place(1, 0) * p.x + place(1, 1) * p.y + place(1, 2);
        p = {float(x), float(y), float(p.z * scale)};
    }
    return mesh;
}

void AttentionMesh::refine(Refiner& refiner, const cv::Mat& features, const std::vector<Landmark>& base,
                           std::vector<Landmark>& points)
{
    const auto cellOf = [&](std::size_t i) { return cv::Point2d(base[i].x / cell, base[i].y / cell); };
    const cv::Point2d across = cellOf(refiner.right) - cellOf(refiner.left);
    const double angle = std::atan2(across.y, across.x);
    std::vector<cv::Point2d> flat;
    for (const std::size_t i : refiner.subset)
        flat.push_back(cellOf(i));
    const Bounds bounds = boundsOf(flat, angle);
    const cv::Matx23d place = placeOf(bounds.centre, angle, 1.5 * bounds.size.width / cropSide,
                                      1.5 * bounds.size.height / cropSide, cropSide / 2.0);
    const auto& outputs = refiner.network.run(sampleFeatures(features, place));
    // The refiners answer in quarters of a cell, that is in pixels of the 192-pixel input.
    const auto put = [&](const float* v, Landmark& p) {
        p.x = float(place(0, 0) * v[0] + place(0, 1) * v[1] + cell * place(0, 2));
        p.y = float(place(1, 0) * v[0] + place(1, 1) * v[1] + cell * place(1, 2));
    };
    for (std::size_t i = 0; i < refiner.subset.size(); ++i)
        put(outputs[0].ptr<float>() + 2 * i, points[refiner.subset[i]]);
    if (refiner.iris == 0)
        return;
    float depth = 0;
    for (std::size_t i = 0; i < 16; ++i)
        depth += base[refiner.subset[i]].z / 16;
    for (std::size_t i = 0; i < 5; ++i) {
        put(outputs[1].ptr<float>() + 2 * i, points[refiner.iris + i]);
        points[refiner.iris + i].z = depth;
    }
}

} // namespace photodesk::imaging
