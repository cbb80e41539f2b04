#include "app/review/prefetcher.h"

#include "resources/resources.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

imaging::DecodeLimits decodeLimits()
{
    return {resources::limit("upload_max_bytes"_L1), resources::limit("upload_max_pixels"_L1)};
}

struct Decoded {
    std::shared_ptr<const imaging::Photo> photo;
    std::shared_ptr<const Paintable> paintable;
};

Error noLongerWanted()
{
    return {ErrorCode::Cancelled, u"no longer wanted"_s};
}

} // namespace

Prefetcher::Prefetcher(PhotoCache& cache, ImagingPool& pool, Paint paint, QObject* parent)
    : QObject(parent), cache_(cache), pool_(pool), paint_(std::move(paint))
{
}

Prefetcher::~Prefetcher()
{
    wipe();
}

void Prefetcher::want(std::vector<WantedPhoto> nearestFirst)
{
    near_ = std::move(nearestFirst);
    renew();
}

void Prefetcher::wantBeside(std::vector<WantedPhoto> pictures)
{
    beside_ = std::move(pictures);
    renew();
}

void Prefetcher::renew()
{
    // Somebody has just asked to see what is beside; the photo in front is there long since.
    std::vector<WantedPhoto> all = beside_;
    all.insert(all.end(), near_.begin(), near_.end());
    QHash<PhotoKey, EntryPtr> kept;
    std::vector<EntryPtr> fresh;
    newest_ += int(all.size());
    int priority = newest_;
    for (const WantedPhoto& wanted : all) {
        if (kept.contains(wanted.key))
            continue;
        EntryPtr entry = entries_.value(wanted.key);
        if (!entry || entry->wanted.mark != wanted.mark || entry->error) {
            entry = std::make_shared<Entry>();
            entry->wanted = wanted;
            entry->depth = depth_;
            fresh.push_back(entry);
        }
        entry->priority = priority--;
        kept.insert(wanted.key, entry);
    }
    for (const EntryPtr& old : std::as_const(entries_)) {
        if (kept.value(old->wanted.key) != old) {
            old->dropped->store(true);
            dropFull(old);
        }
    }
    entries_ = std::move(kept);
    const QString front = near_.empty() ? QString() : near_.front().key.recordId;
    for (const EntryPtr& entry : std::as_const(entries_)) {
        const bool beside = std::ranges::any_of(
            beside_, [&](const WantedPhoto& wanted) { return wanted.key == entry->wanted.key; });
        if (!beside && entry->wanted.key.recordId != front)
            dropFull(entry);
    }
    for (const EntryPtr& entry : fresh)
        fetch(entry);
}

void Prefetcher::wantFull(const PhotoKey& key)
{
    const EntryPtr entry = entries_.value(key);
    if (!entry || entry->fullDropped || entry->error)
        return;
    entry->fullDropped = std::make_shared<std::atomic_bool>(false);
    const WantedPhoto& w = entry->wanted;
    cache_.fetch(w.key.recordId, w.key.attempt, w.key.kind, w.ref)
        .then(this, [this, entry, dropped = entry->fullDropped](const Result<QByteArray>& bytes) {
            if (*dropped)
                return;
            if (bytes)
                decodeFull(entry, *bytes);
            else
                dropFull(entry); // may be asked for again
        });
}

void Prefetcher::setDepth(imaging::Depth depth)
{
    depth_ = depth;
    if (depth != imaging::Depth::Full)
        return; // what is known does no harm
    std::vector<EntryPtr> again;
    for (const EntryPtr& entry : std::as_const(entries_)) {
        if (entry->depth != depth && !entry->error)
            again.push_back(entry);
    }
    std::ranges::sort(again, std::ranges::greater(), [](const EntryPtr& entry) { return entry->priority; });
    for (const EntryPtr& entry : again) {
        entry->depth = depth;
        if (entry->analysed) // else its turn is still to come
            fetch(entry);
    }
}

void Prefetcher::dropFull(const EntryPtr& entry)
{
    if (entry->fullDropped)
        entry->fullDropped->store(true);
    entry->fullDropped.reset();
    entry->full.reset();
}

std::shared_ptr<const Paintable> Prefetcher::paintable(const PhotoKey& key) const
{
    const EntryPtr entry = entries_.value(key);
    return entry ? entry->paintable : nullptr;
}

std::shared_ptr<const Paintable> Prefetcher::fullPaintable(const PhotoKey& key) const
{
    const EntryPtr entry = entries_.value(key);
    return entry ? entry->full : nullptr;
}

bool Prefetcher::isAnalysed(const PhotoKey& key) const
{
    const EntryPtr entry = entries_.value(key);
    return entry && entry->analysed;
}

std::optional<Error> Prefetcher::errorOf(const PhotoKey& key) const
{
    const EntryPtr entry = entries_.value(key);
    return entry ? entry->error : std::nullopt;
}

void Prefetcher::wipe()
{
    for (const EntryPtr& entry : std::as_const(entries_)) {
        entry->dropped->store(true);
        dropFull(entry);
    }
    entries_.clear();
    near_.clear();
    beside_.clear();
}

void Prefetcher::fetch(const EntryPtr& entry)
{
    const WantedPhoto& w = entry->wanted;
    cache_.fetch(w.key.recordId, w.key.attempt, w.key.kind, w.ref)
        .then(this, [this, entry](const Result<QByteArray>& bytes) {
            if (*entry->dropped)
                return;
            if (!bytes)
                fault(entry, bytes.error());
            else
                decode(entry, *bytes);
        });
}

void Prefetcher::decode(const EntryPtr& entry, const QByteArray& bytes)
{
    auto work = [entry, bytes, paint = paint_]() -> Result<Decoded> {
        if (*entry->dropped)
            return fail(noLongerWanted());
        const int atLeast = int(resources::limit("preview_px"_L1));
        PD_ASSIGN(imaging::Photo decoded, imaging::decodeForLook(bytes, decodeLimits(), atLeast));
        imaging::Photo photo = imaging::reducedForLook(std::move(decoded), atLeast);
        Decoded out;
        const auto standard = resources::standard(entry->wanted.standard);
        const Report* report = entry->wanted.report ? &*entry->wanted.report : nullptr;
        out.paintable = paint({Stage::Look, entry->wanted.key.kind, photo, nullptr, report,
                               standard ? &*standard : nullptr, nullptr});
        out.photo = std::make_shared<const imaging::Photo>(std::move(photo));
        return out;
    };
    pool_.run(std::move(work), entry->priority).then(this, [this, entry](const Result<Decoded>& decoded) {
        if (*entry->dropped)
            return;
        if (!decoded) {
            fault(entry, decoded.error());
            return;
        }
        if (!entry->analysed) { // else the lines found the last time would go for a moment
            entry->paintable = decoded->paintable;
            Q_EMIT ready(entry->wanted.key);
        }
        analyse(entry, decoded->photo);
    });
}

void Prefetcher::analyse(const EntryPtr& entry, std::shared_ptr<const imaging::Photo> photo)
{
    // Not `this`: the work may still be in the pool when the prefetcher is gone.
    auto work = [entry, photo, pool = &pool_, before = entry->paintable, depth = entry->depth,
                 paint = paint_]() -> Result<std::shared_ptr<const Paintable>> {
        if (*entry->dropped)
            return fail(noLongerWanted());
        PD_ASSIGN(const Standard standard, resources::standard(entry->wanted.standard));
        PD_ASSIGN(imaging::Engine* const engine, pool->engine());
        PD_ASSIGN(const imaging::Analysis analysis, engine->analyse(*photo, standard, depth));
        const Report* report = entry->wanted.report ? &*entry->wanted.report : nullptr;
        return paint(
            {Stage::Analysed, entry->wanted.key.kind, *photo, &analysis, report, &standard, before.get()});
    };
    // Below every decoding: a picture without lines is better than lines without a picture.
    constexpr int below = -1'000'000;
    pool_.run(std::move(work), entry->priority + below)
        .then(this,
              [this, entry, depth = entry->depth](const Result<std::shared_ptr<const Paintable>>& painted) {
                  if (*entry->dropped)
                      return;
                  if (depth != entry->depth) { // asked for more meanwhile
                      entry->analysed = true;
                      fetch(entry);
                  }
                  if (painted)
                      entry->paintable = *painted;
                  entry->analysed = true;
                  Q_EMIT analysed(entry->wanted.key);
              });
}

void Prefetcher::decodeFull(const EntryPtr& entry, const QByteArray& bytes)
{
    using Painted = std::shared_ptr<const Paintable>;
    auto work = [entry, bytes, dropped = entry->fullDropped, paint = paint_]() -> Result<Painted> {
        if (*dropped)
            return fail(noLongerWanted());
        PD_ASSIGN(const imaging::Photo photo, imaging::decode(bytes, decodeLimits()));
        if (*dropped)
            return fail(noLongerWanted());
        return paint({Stage::Full, entry->wanted.key.kind, photo, nullptr, nullptr, nullptr, nullptr});
    };
    // Above every look: somebody is bent over this picture.
    constexpr int above = 1'000'000;
    pool_.run(std::move(work), entry->priority + above)
        .then(this, [this, entry, dropped = entry->fullDropped](const Result<Painted>& painted) {
            if (*dropped || !painted)
                return;
            entry->full = *painted;
            Q_EMIT ready(entry->wanted.key);
        });
}

void Prefetcher::fault(const EntryPtr& entry, const Error& error)
{
    if (entry->analysed)
        return; // a second, deeper look is no reason to take away the first
    entry->error = error;
    Q_EMIT failed(entry->wanted.key, error);
}

} // namespace photodesk::app
