#include "imaging/same_picture.h"

#include "imaging/tuning.h"

#include <algorithm>
#include <bit>
#include <mutex>
#include <shared_mutex>

namespace photodesk::imaging {
namespace {

using Hits = std::vector<std::pair<std::size_t, CodeDistance>>;

constexpr CodeDistance nearer(int even, int odd)
{
    // Mirrored, the odd half is inverted.
    return odd <= 128 - odd ? CodeDistance{even + odd, false} : CodeDistance{even + 128 - odd, true};
}

[[gnu::always_inline]] inline void sweep(const std::vector<PictureCode>& codes, const PictureCode& wanted,
                                         int limit, Hits& hits)
{
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const PictureCode& code = codes[i];
        const int even = std::popcount(code[0] ^ wanted[0]) + std::popcount(code[1] ^ wanted[1]);
        const int odd = std::popcount(code[2] ^ wanted[2]) + std::popcount(code[3] ^ wanted[3]);
        if (even + std::min(odd, 128 - odd) <= limit)
            hits.emplace_back(i, nearer(even, odd));
    }
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]] void sweepCounting(const std::vector<PictureCode>& codes, const PictureCode& wanted,
                                             int limit, Hits& hits)
{
    sweep(codes, wanted, limit, hits);
}
#endif

Hits hitsOf(const std::vector<PictureCode>& codes, const PictureCode& wanted, int limit)
{
    Hits hits;
#if defined(__x86_64__)
    // The build may be for a processor that cannot count bits; nearly every real one can, in a quarter of the
    // time.
    if (__builtin_cpu_supports("popcnt")) {
        sweepCounting(codes, wanted, limit, hits);
        return hits;
    }
#endif
    sweep(codes, wanted, limit, hits);
    return hits;
}

} // namespace

CodeDistance distanceOf(const PictureCode& a, const PictureCode& b)
{
    return nearer(std::popcount(a[0] ^ b[0]) + std::popcount(a[1] ^ b[1]),
                  std::popcount(a[2] ^ b[2]) + std::popcount(a[3] ^ b[3]));
}

struct SamePictureIndex::Data {
    struct Shelf {
        std::vector<PictureCode> codes;
        std::vector<QUuid> ids;
    };

    Shelf& of(Fingerprint::Kind kind) { return kind == Fingerprint::Kind::Face ? faces : frames; }

    mutable std::shared_mutex mutex;
    Shelf faces, frames;
};

SamePictureIndex::SamePictureIndex() : data_(std::make_unique<Data>()) {}
SamePictureIndex::~SamePictureIndex() = default;

void SamePictureIndex::add(const QUuid& id, const Fingerprint& fingerprint)
{
    const Entry entry{id, fingerprint.kind, fingerprint.code};
    add(std::span(&entry, 1));
}

void SamePictureIndex::add(std::span<const Entry> entries)
{
    const std::unique_lock lock(data_->mutex);
    for (const Entry& entry : entries) {
        Data::Shelf& shelf = data_->of(entry.kind);
        shelf.codes.push_back(entry.code);
        shelf.ids.push_back(entry.id);
    }
}

qsizetype SamePictureIndex::remove(const QUuid& id)
{
    const std::unique_lock lock(data_->mutex);
    qsizetype removed = 0;
    for (Data::Shelf* shelf : {&data_->faces, &data_->frames}) {
        for (std::size_t i = shelf->ids.size(); i-- > 0;) {
            if (shelf->ids[i] != id)
                continue;
            shelf->ids[i] = shelf->ids.back();
            shelf->codes[i] = shelf->codes.back();
            shelf->ids.pop_back();
            shelf->codes.pop_back();
            ++removed;
        }
    }
    return removed;
}

qsizetype SamePictureIndex::size() const
{
    const std::shared_lock lock(data_->mutex);
    return qsizetype(data_->faces.ids.size() + data_->frames.ids.size());
}

std::vector<SamePictureIndex::Candidate> SamePictureIndex::candidates(const Fingerprint& fingerprint,
                                                                      int maxDistance, qsizetype most) const
{
    const int limit = maxDistance < 0 ? int(tuning().sameDistanceMax) : maxDistance;
    std::vector<Candidate> found;
    {
        const std::shared_lock lock(data_->mutex);
        const Data::Shelf& shelf = data_->of(fingerprint.kind);
        for (const auto& [at, distance] : hitsOf(shelf.codes, fingerprint.code, limit))
            found.push_back({shelf.ids[at], distance});
    }
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
        return a.distance.bits != b.distance.bits ? a.distance.bits < b.distance.bits : a.id < b.id;
    });
    if (qsizetype(found.size()) > most)
        found.resize(std::size_t(std::max<qsizetype>(most, 0)));
    return found;
}

std::vector<Match> findSame(const SamePictureIndex& index, const Fingerprint& fingerprint,
                            const std::function<std::optional<Fingerprint>(const QUuid&)>& load)
{
    std::vector<Match> matches;
    for (const auto& candidate : index.candidates(fingerprint)) {
        const auto stored = load(candidate.id);
        if (!stored)
            continue;
        const SamePicture what = verify(*stored, fingerprint);
        if (what.same)
            matches.push_back({candidate.id, what});
    }
    std::ranges::stable_sort(matches,
                             [](const Match& a, const Match& b) { return a.what.score > b.what.score; });
    return matches;
}

} // namespace photodesk::imaging
