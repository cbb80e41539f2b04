#include "imaging/face/face_finder.h"

#include "imaging/face/face_shape.h"
#include "imaging/tuning.h"

#include <QElapsedTimer>

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace photodesk::imaging {
namespace {

Face faceOf(const Detection& d, float scale)
{
    Face face;
    face.box = QRectF(d.box.x, d.box.y, d.box.width, d.box.height);
    face.box = QRectF(face.box.topLeft() * scale, face.box.size() * scale);
    face.score = d.score;
    for (std::size_t i = 0; i < d.keypoints.size(); ++i)
        face.keypoints[i] = QPointF(d.keypoints[i].x, d.keypoints[i].y) * scale;
    return face;
}

std::vector<Face> facesOf(const std::vector<Detection>& detections, float scale)
{
    std::vector<Face> faces;
    for (const Detection& d : detections)
        faces.push_back(faceOf(d, scale));
    return faces;
}

double area(const QRectF& r)
{
    return r.width() * r.height();
}

bool isFinite(const Landmark& p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

bool sameFace(const QRectF& a, const QRectF& b)
{
    const double both = area(a & b);
    return both > 0.3 * std::min(area(a), area(b));
}

/// A point of a picture turned by `code` back to the upright one of size `size`.
cv::Point2f turnBack(cv::Point2f p, int code, cv::Size size)
{
    switch (code) {
    case cv::ROTATE_90_CLOCKWISE: return {p.y, float(size.height) - p.x};
    case cv::ROTATE_180: return {float(size.width) - p.x, float(size.height) - p.y};
    default: return {float(size.width) - p.y, p.x};
    }
}

Detection turnBack(const Detection& d, int code, cv::Size size)
{
    Detection back = d;
    const cv::Point2f a = turnBack(d.box.tl(), code, size);
    const cv::Point2f b = turnBack(d.box.br(), code, size);
    back.box = cv::Rect2f({std::min(a.x, b.x), std::min(a.y, b.y)},
                          cv::Point2f{std::max(a.x, b.x), std::max(a.y, b.y)});
    for (cv::Point2f& p : back.keypoints)
        p = turnBack(p, code, size);
    return back;
}

} // namespace

FaceFinder::FaceFinder(std::shared_ptr<const ModelStore> models)
    : models_(std::move(models)), short_(*models_, BlazeFace::Range::Short), mesh_(*models_)
{
}

BlazeFace& FaceFinder::full()
{
    if (!full_)
        full_.emplace(*models_, BlazeFace::Range::Full);
    return *full_;
}

std::vector<Face> FaceFinder::detectTurned(const cv::Mat& small, float scale, int code)
{
    cv::Mat turned;
    cv::rotate(small, turned, code);
    std::vector<Detection> found = short_.detect(turned);
    if (found.empty())
        found = full().detect(turned);
    for (Detection& d : found)
        d = turnBack(d, code, small.size());
    return facesOf(found, scale);
}

std::vector<Face> FaceFinder::detect(const cv::Mat& small, float scale, bool thorough)
{
    std::vector<Face> faces = facesOf(short_.detect(small), scale);
    if (!thorough && !faces.empty())
        return faces;
    for (const Face& face : facesOf(full().detect(small), scale)) {
        const auto known = [&](const Face& f) { return sameFace(f.box, face.box); };
        if (std::ranges::none_of(faces, known))
            faces.push_back(face);
    }
    return faces;
}

FoundFaces FaceFinder::accept(Pyramid& pyramid, std::vector<Face> candidates)
{
    const Tuning& t = tuning();
    FoundFaces found;
    std::ranges::stable_sort(candidates, std::ranges::greater(), [](const Face& f) { return area(f.box); });
    if (candidates.size() > std::size_t(t.faceCandidates))
        candidates.resize(std::size_t(t.faceCandidates));
    for (const Face& face : candidates) {
        Mesh mesh = mesh_.fit(pyramid, face);
        const double apart = disagreement(face, mesh.points);
        const double quality = face.score - apart;
        // Asked this way round, what is no number is no face either.
        const bool good = mesh.confidence >= t.meshConfidenceMin && apart <= t.agreeMax
                          && quality >= t.qualityAccepted && faceWidth(mesh.points) >= t.facePxMin
                          && std::ranges::all_of(mesh.points, isFinite);
        if (!good)
            continue;
        // Beside a large face a far smaller one is a picture on the wall as often as a person.
        if (!found.faces.empty() && face.box.width() < t.otherFaceShare * found.faces.front().box.width())
            continue;
        if (found.faces.empty()) {
            found.mesh = std::move(mesh);
            found.quality = quality;
        }
        found.faces.push_back(face);
    }
    return found;
}

FoundFaces FaceFinder::find(Pyramid& pyramid, bool thorough)
{
    const int n = pyramid.levelOfSide(tuning().detectSideMin);
    const auto scale = float(std::ldexp(1.0, n));
    const cv::Mat small = pyramid.level(n);
    using Step = std::function<std::vector<Face>()>;
    std::vector<Step> steps{[&] { return detect(small, scale, thorough); }};
    if (!thorough)
        steps.emplace_back([&] { return facesOf(full().detect(small), scale); });
    // A face that fills the picture, then pictures that lie on their side or head.
    steps.emplace_back([&] { return facesOf(full().detect(small, 0.5), scale); });
    for (const int code : {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_90_COUNTERCLOCKWISE, cv::ROTATE_180})
        steps.emplace_back([&, code] { return detectTurned(small, scale, code); });

    // An upside-down face is often taken for a poor upright one: only a good one ends the search.
    FoundFaces best;
    double detectMs = 0, meshMs = 0;
    QElapsedTimer clock;
    for (const Step& step : steps) {
        clock.start();
        std::vector<Face> candidates = step();
        detectMs += double(clock.nsecsElapsed()) / 1e6;
        clock.restart();
        FoundFaces found = accept(pyramid, std::move(candidates));
        meshMs += double(clock.nsecsElapsed()) / 1e6;
        if (found.quality > best.quality)
            best = std::move(found);
        if (best.quality >= tuning().qualityTrusted)
            break;
    }
    best.detectMs = detectMs;
    best.meshMs = meshMs;
    return best;
}

} // namespace photodesk::imaging
