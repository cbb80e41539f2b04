#pragma once

#include "domain/report.h"
#include "domain/result.h"
#include "domain/standard.h"
#include "imaging/photo.h"

#include <QImage>
#include <QPointF>
#include <QRectF>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace photodesk::imaging {

/// Bytes of the networks, read once, each held against resources/models/SHA256SUMS. Immutable, shared by all
/// engines of a process. Errors: ModelMissing, ModelCorrupt.
class ModelStore {
public:
    [[nodiscard]] static Result<std::shared_ptr<const ModelStore>> open(const QString& directory);
    ~ModelStore();
    ModelStore(const ModelStore&) = delete;
    ModelStore& operator=(const ModelStore&) = delete;

    [[nodiscard]] QByteArray bytes(QLatin1StringView file) const;
    [[nodiscard]] QString version() const; ///< first 12 hex digits of the hash over all hashes

private:
    struct Data;
    explicit ModelStore(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

/// Where the networks lie: $PHOTODESK_MODELS, else ../share/photodesk/models beside the program, else the
/// source tree this program was built from. Empty when none exists.
[[nodiscard]] QString findModelDirectory();

struct Face {
    QRectF box;         ///< detector's box, pixels of the upright image
    double score = 0.0; ///< 0–1
    std::array<QPointF, 6>
        keypoints; ///< right eye, left eye, nose, mouth, right ear, left ear (subject's own)
};

struct Landmark {
    float x = 0, y = 0, z = 0; ///< pixels of the upright image; z towards the camera is negative
};

/// Degrees; signs as in the HTTP contract, calibrated (docs/imaging.md).
struct Pose {
    double yaw = 0, pitch = 0, roll = 0;
};

/// 0–1 soft masks at network resolution, stretched over the whole image (256 × 256,
/// QImage::Format_Grayscale8). Classes only where the six-class net ran.
struct Masks {
    QImage person;
    QImage hair, bodySkin, faceSkin, clothes, other;

    /// The same six at the same 256 × 256, but stretched over `area` (pixels of the upright image) only: the
    /// neighbourhood of the main head, so that a small person in a wide photo keeps fine borders. What
    /// measures and cuts out reads these; where the head fills the photo they equal the ones above.
    struct Close {
        QRectF area;
        QImage person, hair, bodySkin, faceSkin, clothes, other;
    } close;
};

/// Wall-clock milliseconds of each stage; negative where the stage did not run.
struct StageTimes {
    double decode = -1, detect = -1, landmarks = -1, segment = -1, checks = -1, render = -1, total = -1;
};

/// Where a person sees the eyes that no network found; pixels of the upright image, the subject's own sides.
struct EyePlaces {
    QPointF right, left;

    bool operator==(const EyePlaces&) const = default;
};

/// Everything that was found on one picture.
struct Analysis {
    QSize size;
    std::vector<Face> faces;         ///< the main one first (largest that agrees with its mesh)
    std::vector<Landmark> landmarks; ///< 478 of the main face, or empty; irises 468–472 right, 473–477 left
    double meshConfidence = 0.0;
    /// The points are a face of usual shape laid on eyes placed by hand: right enough for the crop, no ground
    /// for measuring the face itself.
    bool meshAssumed = false;
    std::optional<Pose> pose;
    std::optional<Masks> masks;
    std::optional<QPointF> headTop;  ///< top of the hair or hat, from the masks
    std::optional<QPointF> hairline; ///< border of forehead and hair above the brows, from the masks
    Report report;                   ///< judged by the standard
    StageTimes ms;
};

enum class Depth {
    Quick, ///< detector, mesh, pose and what follows from them: for live overlays
    Full,  ///< and masks, and every check
};

/// The networks and scratch memory of one thread. Not thread-safe; make one per thread. Never throws.
class Engine {
public:
    [[nodiscard]] static Result<std::unique_ptr<Engine>> create(std::shared_ptr<const ModelStore> models);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// A picture without a face is no error: the report then says so. Errors: InferenceFailed.
    [[nodiscard]] Result<Analysis> analyse(const Photo& photo, const Standard& standard, Depth depth);
    /// The same with eyes placed by hand in place of the detector. Errors: InvalidField (eyes outside the
    /// photo, or nearer to each other than eyes_apart_min_px of resources/limits.json), InferenceFailed.
    [[nodiscard]] Result<Analysis> analyse(const Photo& photo, const Standard& standard, Depth depth,
                                           const EyePlaces& eyes);

private:
    struct Impl;
    explicit Engine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

enum class MemoryUse {
    Fast,  ///< scratch pictures stay with the process: for programs that only work through pictures
    Small, ///< they go back to the system: for a program that also keeps pictures, whose memory must stay
           ///< flat
};

/// Once per process, before the first Engine: OpenCV's own threads off (they are process-wide).
void initialise(MemoryUse use = MemoryUse::Fast);

} // namespace photodesk::imaging
