#include "imaging/face/placed_face.h"

#include "domain/json.h"
#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QLineF>

#include <algorithm>
#include <cmath>
#include <complex>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr std::size_t meshPoints = 478, rightIris = 468, leftIris = 473, irisPoints = 5;

using Complex = std::complex<double>;

Complex complexOf(QPointF p)
{
    return {p.x(), p.y()};
}

/// A box as the detector draws it, and its six points, on a face of usual proportions.
Face faceOn(const EyePlaces& eyes)
{
    const QPointF across = eyes.left - eyes.right, middle = (eyes.left + eyes.right) / 2;
    const QPointF down(-across.y(), across.x());
    const double apart = std::hypot(across.x(), across.y()), side = 2.4 * apart;
    const QPointF centre = middle + down * 0.45;
    Face face;
    face.box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side);
    face.keypoints = {eyes.right,
                      eyes.left,
                      middle + down * 0.55,
                      middle + down * 1.0,
                      middle - across * 1.1 + down * 0.2,
                      middle + across * 1.1 + down * 0.2};
    return face;
}

/// Moved, turned and scaled as a whole so that the pupils lie on the places.
void layOn(std::vector<Landmark>& points, const EyePlaces& eyes)
{
    const Complex right = complexOf(rightPupil(points)), left = complexOf(leftPupil(points));
    const Complex factor = (complexOf(eyes.left) - complexOf(eyes.right)) / (left - right);
    for (Landmark& p : points) {
        const Complex moved = complexOf(eyes.right) + factor * (Complex(double(p.x), double(p.y)) - right);
        p = {float(moved.real()), float(moved.imag()), float(double(p.z) * std::abs(factor))};
    }
}

bool isFinite(const Landmark& p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

bool seesFace(const Mesh& mesh, const EyePlaces& eyes)
{
    constexpr double apartMost = 0.25; // of the eyes' distance, at either pupil
    const double apart = QLineF(eyes.right, eyes.left).length();
    return mesh.points.size() == meshPoints && std::ranges::all_of(mesh.points, isFinite)
           && mesh.confidence >= tuning().meshConfidenceMin
           && QLineF(rightPupil(mesh.points), eyes.right).length() <= apartMost * apart
           && QLineF(leftPupil(mesh.points), eyes.left).length() <= apartMost * apart;
}

} // namespace

FacePlacer::FacePlacer(const ModelStore& models)
{
    const auto object = json::parseObject(models.bytes("canonical_face.json"_L1)).value_or(QJsonObject());
    const QJsonArray vertices = object.value("vertices"_L1).toArray();
    for (qsizetype i = 0; i + 2 < vertices.size(); i += 3)
        vertices_.emplace_back(vertices[i].toDouble(), vertices[i + 1].toDouble(),
                               vertices[i + 2].toDouble());
    vertices_.resize(rightIris);
}

std::vector<Landmark> FacePlacer::usualFace() const
{
    std::vector<Landmark> points;
    points.reserve(meshPoints);
    for (const cv::Vec3d& v : vertices_)
        points.push_back({float(v[0]), float(-v[1]), float(-v[2])});
    const auto between = [&](std::size_t a, std::size_t b) {
        return Landmark{(points[a].x + points[b].x) / 2, (points[a].y + points[b].y) / 2,
                        (points[a].z + points[b].z) / 2};
    };
    const Landmark right = between(33, 133), left = between(263, 362);
    points.insert(points.end(), irisPoints, right);
    points.insert(points.end(), irisPoints, left);
    return points;
}

PlacedFace FacePlacer::place(FaceFinder& finder, Pyramid& pyramid, const EyePlaces& eyes) const
{
    PlacedFace placed;
    Face face = faceOn(eyes);
    Mesh mesh = finder.fit(pyramid, face);
    placed.assumed = !seesFace(mesh, eyes);
    if (placed.assumed)
        mesh = {usualFace(), 0};
    layOn(mesh.points, eyes);
    face.score = mesh.confidence;
    placed.found.faces = {face};
    placed.found.mesh = std::move(mesh);
    return placed;
}

bool placesFit(const EyePlaces& eyes, QSize photo)
{
    const QRectF whole(QPointF(0, 0), QSizeF(photo));
    const double apart = QLineF(eyes.right, eyes.left).length();
    // Asked this way round, NaN does not fit.
    return whole.contains(eyes.right) && whole.contains(eyes.left)
           && apart >= double(resources::limit("eyes_apart_min_px"_L1)) && eyes.right.x() < eyes.left.x();
}

} // namespace photodesk::imaging
