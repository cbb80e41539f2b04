#include "app/review/prefetcher.h"

#include "resources/resources.h"

#include <QSet>

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

Error dropped()
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

void Prefetcher::want(const std::vector<WantedPhoto>& nearestFirst)
{
    QHash<PhotoKey, EntryPtr> kept;
    std::vector<EntryPtr> fresh;
    newest_ += int(nearestFirst.size());
    int priority = newest_;
    for (const WantedPhoto& wanted : nearestFirst) {
        EntryPtr entry = entries_.value(wanted.key);
        if (!entry || entry->wanted.mark != wanted.mark || entry->error) {
            entry = std::make_shared<Entry>();
            entry->wanted = wanted;
            fresh.push_back(entry);
        }
        entry->priority = priority--;
        kept.insert(wanted.key, entry);
    }
    for (const EntryPtr& old : std::as_const(entries_)) {
        if (kept.value(old->wanted.key) != old)
            old->dropped->store(true);
    }
    entries_ = std::move(kept);
    for (const EntryPtr& entry : fresh)
        fetch(entry);
}

std::shared_ptr<const Paintable> Prefetcher::paintable(const PhotoKey& key) const
{
    const EntryPtr entry = entries_.value(key);
    return entry ? entry->paintable : nullptr;
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
    for (const EntryPtr& entry : std::as_const(entries_))
        entry->dropped->store(true);
    entries_.clear();
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
            return fail(dropped());
        PD_ASSIGN(imaging::Photo photo, imaging::decode(bytes, decodeLimits()));
        Decoded out;
        const auto standard = resources::standard(entry->wanted.standard);
        const Report* report = entry->wanted.report ? &*entry->wanted.report : nullptr;
        out.paintable =
            paint({entry->wanted.key.kind, photo, nullptr, report, standard ? &*standard : nullptr, nullptr});
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
        entry->paintable = decoded->paintable;
        Q_EMIT ready(entry->wanted.key);
        analyse(entry, decoded->photo);
    });
}

void Prefetcher::analyse(const EntryPtr& entry, std::shared_ptr<const imaging::Photo> photo)
{
    // Not `this`: the work may still be in the pool when the prefetcher is gone.
    auto work = [entry, photo, pool = &pool_, before = entry->paintable,
                 paint = paint_]() -> Result<std::shared_ptr<const Paintable>> {
        if (*entry->dropped)
            return fail(dropped());
        PD_ASSIGN(const Standard standard, resources::standard(entry->wanted.standard));
        PD_ASSIGN(imaging::Engine* const engine, pool->engine());
        PD_ASSIGN(const imaging::Analysis analysis, engine->analyse(*photo, standard, imaging::Depth::Quick));
        const Report* report = entry->wanted.report ? &*entry->wanted.report : nullptr;
        return paint({entry->wanted.key.kind, *photo, &analysis, report, &standard, before.get()});
    };
    // Below every decoding: a picture without lines is better than lines without a picture.
    constexpr int below = -1'000'000;
    pool_.run(std::move(work), entry->priority + below)
        .then(this, [this, entry](const Result<std::shared_ptr<const Paintable>>& painted) {
            if (*entry->dropped)
                return;
            if (painted)
                entry->paintable = *painted;
            entry->analysed = true;
            Q_EMIT analysed(entry->wanted.key);
        });
}

void Prefetcher::fault(const EntryPtr& entry, const Error& error)
{
    entry->error = error;
    Q_EMIT failed(entry->wanted.key, error);
}

} // namespace photodesk::app
