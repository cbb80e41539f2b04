#include "imaging/engine.h"

#include "imaging/checks/families.h"
#include "imaging/face/face_finder.h"
#include "imaging/face/face_shape.h"
#include "imaging/face/placed_face.h"
#include "imaging/face/pose.h"
#include "imaging/same_picture.h"
#include "imaging/segment/hairline.h"
#include "imaging/segment/segmentation.h"

#include <QElapsedTimer>

#include <opencv2/core/utility.hpp>

#include <algorithm>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

class Stopwatch {
public:
    Stopwatch() { clock_.start(); }
    double ms() const { return double(clock_.nsecsElapsed()) / 1e6; }

private:
    QElapsedTimer clock_;
};

void fillReport(Analysis& analysis, const Standard& standard)
{
    Report& report = analysis.report;
    report.size = analysis.size;
    report.standardId = standard.id;
    report.faces = int(analysis.faces.size());
    if (!analysis.faces.empty()) {
        report.faceBox = analysis.faces.front().box;
        report.faceScore = analysis.faces.front().score;
    }
    if (analysis.pose) {
        report.yaw = analysis.pose->yaw;
        report.pitch = analysis.pose->pitch;
        report.roll = analysis.pose->roll;
    }
    if (!analysis.landmarks.empty())
        report.points = namedPoints(analysis.landmarks);
    if (analysis.headTop)
        report.points.emplace_back(u"head_top"_s, *analysis.headTop);
    if (analysis.hairline)
        report.points.emplace_back(u"hairline"_s, *analysis.hairline);
}

std::vector<CheckResult> check(const Context& context)
{
    Findings findings;
    for (const auto family : {checkFaces, checkFraming, checkShoulders, checkBackground, checkClothes,
                              checkNoise, checkCompression, checkBorder, checkLettering, checkHistory})
        family(context, findings);
    if (!context.analysis.meshAssumed) {
        for (const auto family : {checkPose, checkExpression, checkLight, checkSharpness, checkWearing,
                                  checkGaze, checkMouth, checkGlasses, checkEars, checkJewellery, checkColour,
                                  checkResolution, checkRecapture, checkCastShadow})
            family(context, findings);
    }
    for (const auto id : {"cutout.quality"_L1, "background.spec"_L1})
        findings.skip(id, "not_rendered"_L1); // render() answers these two
    for (const auto id : {sameOwnRefused, sameOwnOther, sameOtherPerson})
        findings.skip(id, "not_compared"_L1); // whoever has the index answers these
    const auto why = context.analysis.landmarks.empty() ? "no_face"_L1
                     : context.depth == Depth::Quick    ? "quick"_L1
                     : context.analysis.meshAssumed     ? "eyes_placed"_L1
                                                        : "not_measurable"_L1;
    auto results = findings.judged(context.standard, why);
    const QRectF photo(QPointF(0, 0), QSizeF(context.analysis.size));
    for (CheckResult& result : results) { // what lies beyond the photo can't be pointed at
        if (result.place && (*result.place &= photo, result.place->isEmpty()))
            result.place.reset();
    }
    return results;
}

} // namespace

struct Engine::Impl {
    explicit Impl(const std::shared_ptr<const ModelStore>& models)
        : version(u"photodesk %1, models %2"_s.arg(QStringLiteral(PHOTODESK_VERSION), models->version())),
          finder(models), placer(*models), pose(*models), segmentation(models)
    {
    }

    Analysis analyse(const Photo& photo, const Standard& standard, Depth depth, const EyePlaces* eyes);

    QString version;
    FaceFinder finder;
    FacePlacer placer;
    PoseEstimator pose;
    Segmentation segmentation;
};

Analysis Engine::Impl::analyse(const Photo& photo, const Standard& standard, Depth depth,
                               const EyePlaces* eyes)
{
    const Stopwatch total;
    Analysis analysis;
    analysis.size = photo.size();
    Pyramid pyramid(photo, Pyramid::Grade::Fast);
    FoundFaces found;
    if (eyes) {
        PlacedFace placed = placer.place(finder, pyramid, *eyes);
        found = std::move(placed.found);
        analysis.meshAssumed = placed.assumed;
    } else {
        found = finder.find(pyramid, depth == Depth::Full);
    }
    analysis.faces = std::move(found.faces);
    analysis.landmarks = std::move(found.mesh.points);
    analysis.meshConfidence = found.mesh.confidence;
    analysis.ms.detect = found.detectMs;
    analysis.ms.landmarks = found.meshMs;
    if (!analysis.landmarks.empty() && !analysis.meshAssumed)
        analysis.pose = pose.estimate(analysis.landmarks);
    if (depth == Depth::Full && !analysis.landmarks.empty()) {
        const Stopwatch clock;
        analysis.masks = segmentation.run(pyramid, analysis.landmarks);
        analysis.headTop = findHeadTop(*analysis.masks, analysis.landmarks);
        analysis.hairline = findHairline(*analysis.masks, analysis.landmarks);
        analysis.ms.segment = clock.ms();
    }
    const Stopwatch clock;
    fillReport(analysis, standard);
    analysis.report.engine = version;
    analysis.report.checks = check(makeContext(standard, analysis, depth, photo, pyramid));
    analysis.ms.checks = clock.ms();
    analysis.ms.total = total.ms();
    return analysis;
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::create(std::shared_ptr<const ModelStore> models)
{
    if (!models)
        return fail(ErrorCode::ModelMissing, u"no model store"_s);
    try {
        return std::unique_ptr<Engine>(new Engine(std::make_unique<Impl>(models)));
    } catch (const std::exception&) {
        return fail(ErrorCode::ModelCorrupt, u"network not readable"_s);
    }
}

Result<Analysis> Engine::analyse(const Photo& photo, const Standard& standard, Depth depth)
{
    if (photo.image.isNull() || photo.image.format() != QImage::Format_RGB888)
        return fail(ErrorCode::InferenceFailed, u"no RGB888 image"_s);
    try {
        return impl_->analyse(photo, standard, depth, nullptr);
    } catch (const std::exception&) {
        return fail(ErrorCode::InferenceFailed, u"library"_s);
    }
}

Result<Analysis> Engine::analyse(const Photo& photo, const Standard& standard, Depth depth,
                                 const EyePlaces& eyes)
{
    if (photo.image.isNull() || photo.image.format() != QImage::Format_RGB888)
        return fail(ErrorCode::InferenceFailed, u"no RGB888 image"_s);
    if (!placesFit(eyes, photo.size()))
        return fail(ErrorCode::InvalidField, u"eyes"_s);
    try {
        return impl_->analyse(photo, standard, depth, &eyes);
    } catch (const std::exception&) {
        return fail(ErrorCode::InferenceFailed, u"library"_s);
    }
}

void initialise([[maybe_unused]] MemoryUse use)
{
#ifdef __GLIBC__
    if (use == MemoryUse::Small) {
        // Pictures that stay, among others that come and go, leave holes in the heap that nothing fits into:
        // over a day's photos a quarter of the memory. So they lie outside it, and few threads have a heap.
        mallopt(M_MMAP_THRESHOLD, 2 << 20);
        mallopt(M_ARENA_MAX, 2);
    } else {
        // Scratch pictures of up to 32 MB come and go a hundred times a photo. Handed back to the kernel each
        // time they cost a tenth of the render in page faults; whole photos still go back.
        mallopt(M_MMAP_THRESHOLD, 32 << 20);
        mallopt(M_TRIM_THRESHOLD, 128 << 20);
    }
#endif
    cv::setNumThreads(1);
    // The first conversion to Lab builds tables for 0.1 s; not while somebody waits for a photo.
    static_cast<void>(labOf(qRgb(0, 0, 0)));
}

} // namespace photodesk::imaging
