#pragma once

#include "domain/report.h"
#include "domain/result.h"
#include "domain/standard.h"
#include "imaging/engine.h"

#include <QByteArray>
#include <QSize>
#include <QUuid>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace photodesk::imaging {

/// 256 yes-or-no facts about the shading of a head; pictures that come from one shot differ in few of them.
/// A mirrored picture has the first two words alike and the other two inverted.
using PictureCode = std::array<quint64, 4>;

struct CodeDistance {
    int bits = 256; ///< that differ, 0–256, the nearer of upright and mirrored
    bool mirrored = false;
};
[[nodiscard]] CodeDistance distanceOf(const PictureCode& a, const PictureCode& b);

/// What is kept of a picture to know it again: about 4.5 KB. A coarse likeness of the person can be drawn
/// from it, so it deserves the protection of the photo and goes when the photo goes.
struct Fingerprint {
    enum class Kind : quint8 {
        Face = 1,  ///< laid on eyes and mouth: crop, size, turn and background hardly matter
        Frame = 2, ///< no face was found: the whole frame, which a crop changes
    };
    Kind kind = Kind::Frame;
    /// Of size and upright RGB: equal only for the same decoded pixels. Zeros, which equal nothing, where the
    /// picture was halved in decoding: that loses the pixels but hardly touches the rest.
    std::array<quint64, 2> pixels{};
    QSize size;                       ///< of the upright picture, in full pixels
    std::array<float, 4> placement{}; ///< a, b, x, y: grid (u, v) lies at (a u − b v + x, b u + a v + y) px
    PictureCode code{};
    QByteArray relief; ///< local contrast on a grid of 112 × 160 points, two bits each

    [[nodiscard]] bool hasPixels() const { return pixels != std::array<quint64, 2>{}; }

    /// For a database column; the first byte is the version. Alike on every machine.
    [[nodiscard]] QByteArray toBytes() const;
    /// Errors: InvalidField, also for a version this program does not know.
    [[nodiscard]] static Result<Fingerprint> fromBytes(const QByteArray& bytes);
};

/// Depth::Quick is enough, and so is a halved photo (decodeForLook), but for `pixels`. Never fails; any
/// thread.
[[nodiscard]] Fingerprint fingerprintOf(const Photo& photo, const Analysis& analysis);

/// What two pictures have to do with each other.
struct SamePicture {
    bool same = false;       ///< from one shot, whatever was done to it since
    bool samePixels = false; ///< not even edited: the decoded pixels are equal
    double score = 0;        ///< 0–1, above 0.5 exactly when `same`
    int fields = 0;          ///< parts of head and clothes that both show with some structure
    int inliers = 0;         ///< those that agree and lie where one common affine map puts them
    struct Change {          ///< of the second against the first; says something only where `same`
        bool mirrored = false;
        double turn = 0;  ///< degrees, clockwise on the picture
        double scale = 1; ///< pixels of the second per pixel of the first
    } change;
};

/// Compares two fingerprints by their local contrast. Deterministic; any thread.
[[nodiscard]] SamePicture verify(const Fingerprint& first, const Fingerprint& second);

/// Codes of a million pictures in memory (48 bytes each), looked through in one sweep. Answers do not depend
/// on the order in which pictures came. Any number of threads may ask while one writes.
class SamePictureIndex {
public:
    struct Entry {
        QUuid id;
        Fingerprint::Kind kind = Fingerprint::Kind::Face;
        PictureCode code{};
    };
    struct Candidate {
        QUuid id;
        CodeDistance distance;
    };

    SamePictureIndex();
    ~SamePictureIndex();
    SamePictureIndex(const SamePictureIndex&) = delete;
    SamePictureIndex& operator=(const SamePictureIndex&) = delete;

    /// One id may stand for several pictures (an original and what was made from it).
    void add(const QUuid& id, const Fingerprint& fingerprint);
    void add(std::span<const Entry> entries);
    /// All pictures of an id; how many there were. As slow as a search.
    qsizetype remove(const QUuid& id);
    [[nodiscard]] qsizetype size() const;

    /// Those at most `maxDistance` bits away (negative: the engine's own limit), nearest first, then by id;
    /// at most `most` (negative: the engine's own limit).
    [[nodiscard]] std::vector<Candidate> candidates(const Fingerprint& fingerprint, int maxDistance = -1,
                                                    qsizetype most = -1) const;

private:
    struct Data;
    std::unique_ptr<Data> data_;
};

struct Match {
    QUuid id;
    SamePicture what;
};

/// Candidates of the index that `verify` calls the same picture, best first, each id once. `load` is asked
/// once an id, nearest first, for its stored fingerprint; it gives nothing for one that shall not count (the
/// upload itself, another owner, deleted). Looks until as many were loaded as the engine's limit allows.
[[nodiscard]] std::vector<Match>
findSame(const SamePictureIndex& index, const Fingerprint& fingerprint,
         const std::function<std::optional<Fingerprint>(const QUuid&)>& load);

/// R06: one of the student's own refused pictures again. R04: the photo of one's other diploma, and a picture that
/// stands for somebody else.
inline constexpr QLatin1StringView sameOwnRefused{"same.own_refused"};
inline constexpr QLatin1StringView sameOwnOther{"same.own_other"};
inline constexpr QLatin1StringView sameOtherPerson{"same.other_person"};

/// The search's answer as a check: its value is the score of the most alike picture, `SamePicture{}` where
/// nothing came near, and not_assessed ("not_compared") where nobody searched.
[[nodiscard]] CheckResult samePictureCheck(const CheckLimits& limits,
                                           const std::optional<SamePicture>& closest);

} // namespace photodesk::imaging
