#include "imaging/same_picture.h"

#include "imaging/tuning.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <mutex>
#include <shared_mutex>

namespace photodesk::imaging {
namespace {

using Hits = std::vector<std::pair<std::size_t, CodeDistance>>;
using Half = std::array<quint64, 2>;

/// Both halves of the codes apart: the even one alone turns most away, and what is never read costs no time.
struct Shelf {
    std::vector<Half> even, odd;
    std::vector<QUuid> ids;
};

int bitsApart(const Half& a, const Half& b)
{
    return std::popcount(a[0] ^ b[0]) + std::popcount(a[1] ^ b[1]);
}

constexpr CodeDistance nearer(int even, int odd)
{
    // Mirrored, the odd half is inverted.
    return odd <= 128 - odd ? CodeDistance{even + odd, false} : CodeDistance{even + 128 - odd, true};
}

[[gnu::always_inline]] inline void sweep(const Shelf& shelf, const PictureCode& wanted, int limit, Hits& hits)
{
    const quint64 first = wanted[0], second = wanted[1];
    const Half odd{wanted[2], wanted[3]};
    for (std::size_t i = 0; i < shelf.even.size(); ++i) {
        const int near = std::popcount(shelf.even[i][0] ^ first) + std::popcount(shelf.even[i][1] ^ second);
        if (near > limit)
            continue;
        const CodeDistance distance = nearer(near, bitsApart(shelf.odd[i], odd));
        if (distance.bits <= limit)
            hits.emplace_back(i, distance);
    }
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]] void sweepCounting(const Shelf& shelf, const PictureCode& wanted, int limit,
                                             Hits& hits)
{
    sweep(shelf, wanted, limit, hits);
}
#endif

Hits hitsOf(const Shelf& shelf, const PictureCode& wanted, int limit)
{
    Hits hits;
#if defined(__x86_64__)
    // The build is for any processor, also one that cannot count bits; nearly all can, in a quarter of the
    // time.
    if (__builtin_cpu_supports("popcnt")) {
        sweepCounting(shelf, wanted, limit, hits);
        return hits;
    }
#endif
    sweep(shelf, wanted, limit, hits);
    return hits;
}

} // namespace

CodeDistance distanceOf(const PictureCode& a, const PictureCode& b)
{
    return nearer(bitsApart({a[0], a[1]}, {b[0], b[1]}), bitsApart({a[2], a[3]}, {b[2], b[3]}));
}

struct SamePictureIndex::Data {
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
        Shelf& shelf = data_->of(entry.kind);
        shelf.even.push_back({entry.code[0], entry.code[1]});
        shelf.odd.push_back({entry.code[2], entry.code[3]});
        shelf.ids.push_back(entry.id);
    }
}

qsizetype SamePictureIndex::remove(const QUuid& id)
{
    const std::unique_lock lock(data_->mutex);
    qsizetype removed = 0;
    for (Shelf* shelf : {&data_->faces, &data_->frames}) {
        for (std::size_t i = shelf->ids.size(); i-- > 0;) {
            if (shelf->ids[i] != id)
                continue;
            shelf->ids[i] = shelf->ids.back();
            shelf->even[i] = shelf->even.back();
            shelf->odd[i] = shelf->odd.back();
            shelf->ids.pop_back();
            shelf->even.pop_back();
            shelf->odd.pop_back();
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
        const Shelf& shelf = data_->of(fingerprint.kind);
        for (const auto& [at, distance] : hitsOf(shelf, fingerprint.code, limit))
            found.push_back({shelf.ids[at], distance});
    }
    if (most < 0)
        most = qsizetype(tuning().sameCandidates);
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
        return a.distance.bits != b.distance.bits ? a.distance.bits < b.distance.bits : a.id < b.id;
    });
    if (qsizetype(found.size()) > most)
        found.resize(std::size_t(most));
    return found;
}

std::vector<Match> findSame(const SamePictureIndex& index, const Fingerprint& fingerprint,
                            const std::function<std::optional<Fingerprint>(const QUuid&)>& load)
{
    std::vector<Match> matches;
    QSet<QUuid> asked;
    const auto most = std::size_t(tuning().sameCandidates);
    std::size_t loaded = 0;
    // All of them: those that do not count must not take the places of those that do.
    for (const auto& candidate : index.candidates(fingerprint, -1, std::numeric_limits<qsizetype>::max())) {
        if (loaded == most)
            break;
        if (asked.contains(candidate.id))
            continue;
        asked.insert(candidate.id);
        const auto stored = load(candidate.id);
        if (!stored)
            continue;
        ++loaded;
        const SamePicture what = verify(*stored, fingerprint);
        if (what.same)
            matches.push_back({candidate.id, what});
    }
    std::ranges::stable_sort(matches,
                             [](const Match& a, const Match& b) { return a.what.score > b.what.score; });
    return matches;
}

} // namespace photodesk::imaging
