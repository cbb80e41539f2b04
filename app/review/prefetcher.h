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
///
/// Pictures are decoded reduced ("preview_px"), which is enough for the screen and for the analysis. All
/// pixels come only on demand, and only for the record in front and what it is compared with: memory does not
/// grow with the queue nor with the cameras.
class Prefetcher : public QObject {
    Q_OBJECT
public:
    enum class Stage {
        Look,     ///< reduced pixels, as soon as they are there
        Analysed, ///< with what this workstation found on them
        Full,     ///< every pixel; the lines are those of the stages before
    };
    struct PaintInput {
        Stage stage;
        PhotoKind kind;
        const imaging::Photo& photo;
        const imaging::Analysis* analysis; ///< null but at Analysed
        const Report* report;              ///< of the original
        const Standard* standard;          ///< null when the standard is unknown here
        const Paintable* before;           ///< what Look made, at Analysed
    };
    using Paint = std::function<std::shared_ptr<const Paintable>(const PaintInput&)>;

    Prefetcher(PhotoCache& cache, ImagingPool& pool, Paint paint, QObject* parent = nullptr);
    /// What waits in the pool is dropped. The pool may outlive this, and what `paint` needs must outlive the
    /// pool.
    ~Prefetcher() override;

    void want(std::vector<WantedPhoto> nearestFirst);
    /// Besides those, for as long as they are named here: what the photo in front is compared with.
    void wantBeside(std::vector<WantedPhoto> pictures);
    /// Every pixel of a wanted picture, told by ready() again. Nothing happens for others, or when the bytes
    /// can't be had: the reduced picture stays.
    void wantFull(const PhotoKey& key);
    /// How deep this workstation looks. Full takes several times as long, so only while somebody wants to see
    /// the person's edge; what was looked at before is looked at again, nearest first.
    void setDepth(imaging::Depth depth);
    [[nodiscard]] std::shared_ptr<const Paintable> paintable(const PhotoKey& key) const;
    [[nodiscard]] std::shared_ptr<const Paintable> fullPaintable(const PhotoKey& key) const;
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
        std::shared_ptr<const Paintable> paintable, full;
        std::shared_ptr<std::atomic_bool> fullDropped; ///< null: nobody asked for every pixel
        bool analysed = false;
        imaging::Depth depth = imaging::Depth::Quick; ///< of the analysis made or under way
        std::optional<Error> error;
    };
    using EntryPtr = std::shared_ptr<Entry>;
    void renew();
    static void dropFull(const EntryPtr& entry);
    void fetch(const EntryPtr& entry);
    void decode(const EntryPtr& entry, const QByteArray& bytes);
    void analyse(const EntryPtr& entry, std::shared_ptr<const imaging::Photo> photo);
    void decodeFull(const EntryPtr& entry, const QByteArray& bytes);
    void fault(const EntryPtr& entry, const Error& error);

    PhotoCache& cache_;
    ImagingPool& pool_;
    Paint paint_;
    std::vector<WantedPhoto> near_, beside_;
    QHash<PhotoKey, EntryPtr> entries_;
    imaging::Depth depth_ = imaging::Depth::Quick;
    int newest_ = 0;
};

} // namespace photodesk::app
