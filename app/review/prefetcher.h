#pragma once

#include "app/client/photo_cache.h"
#include "app/review/imaging_pool.h"
#include "domain/standard.h"
#include "imaging/photo.h"

#include <QHash>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace photodesk::app {

/// Whatever the screen needs to paint a picture at once; made in the pool by the function given to
/// Prefetcher, since this folder knows no widgets.
struct Paintable {
    Paintable() = default;
    virtual ~Paintable() = default;
    Paintable(const Paintable&) = delete;
    Paintable& operator=(const Paintable&) = delete;
};

struct PhotoKey {
    QString recordId;
    int attempt = 0;
    PhotoKind kind = PhotoKind::Derived;
    friend bool operator==(const PhotoKey&, const PhotoKey&) = default;
    friend size_t qHash(const PhotoKey& key, size_t seed = 0)
    {
        return qHashMulti(seed, key.recordId, key.attempt, int(key.kind));
    }
};

struct WantedPhoto {
    PhotoKey key;
    PhotoRef ref;
    QString standard;
    std::optional<Report> report; ///< of the original, from the server
    QString mark;                 ///< changes when the same key means another picture
};

/// Fetches, decodes and analyses the photos around the current one, nearest first; newest request wins: what
/// is no longer wanted is dropped, before it starts where possible. Each photo is told twice: when it can be
/// painted, and when its own analysis is in.
class Prefetcher : public QObject {
    Q_OBJECT
public:
    struct PaintInput {
        PhotoKind kind;
        const imaging::Photo& photo;
        const imaging::Analysis* analysis; ///< null at the first telling, or when it failed
        const Report* report;              ///< of the original
        const Standard* standard;          ///< null when the standard is unknown here
        const Paintable* before;           ///< what the first telling made, at the second
    };
    using Paint = std::function<std::shared_ptr<const Paintable>(const PaintInput&)>;

    Prefetcher(PhotoCache& cache, ImagingPool& pool, Paint paint, QObject* parent = nullptr);
    /// What waits in the pool is dropped. The pool may outlive this, and what `paint` needs must outlive the
    /// pool.
    ~Prefetcher() override;

    void want(const std::vector<WantedPhoto>& nearestFirst);
    [[nodiscard]] std::shared_ptr<const Paintable> paintable(const PhotoKey& key) const;
    [[nodiscard]] bool isAnalysed(const PhotoKey& key) const;
    [[nodiscard]] std::optional<Error> errorOf(const PhotoKey& key) const;
    void wipe();

Q_SIGNALS:
    void ready(const photodesk::app::PhotoKey& key);
    void analysed(const photodesk::app::PhotoKey& key);
    void failed(const photodesk::app::PhotoKey& key, const photodesk::Error& error);

private:
    struct Entry {
        WantedPhoto wanted;
        int priority = 0;
        std::shared_ptr<std::atomic_bool> dropped = std::make_shared<std::atomic_bool>(false);
        std::shared_ptr<const Paintable> paintable;
        bool analysed = false;
        std::optional<Error> error;
    };
    using EntryPtr = std::shared_ptr<Entry>;
    void fetch(const EntryPtr& entry);
    void decode(const EntryPtr& entry, const QByteArray& bytes);
    void analyse(const EntryPtr& entry, std::shared_ptr<const imaging::Photo> photo);
    void fault(const EntryPtr& entry, const Error& error);

    PhotoCache& cache_;
    ImagingPool& pool_;
    Paint paint_;
    QHash<PhotoKey, EntryPtr> entries_;
    int newest_ = 0;
};

} // namespace photodesk::app
