#include "app/review/thumbnails.h"

#include "imaging/photo.h"
#include "resources/resources.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {

Thumbnails::Thumbnails(PhotoCache& cache, ImagingPool& pool, qint64 maxBytes, int atOnce, QObject* parent)
    : QObject(parent), cache_(cache), pool_(pool), maxBytes_(maxBytes), atOnce_(atOnce)
{
}

void Thumbnails::setHeight(int pixels)
{
    height_ = pixels;
}

bool Thumbnails::isFresh(const QString& sha256) const
{
    const auto it = entries_.constFind(sha256);
    return it != entries_.cend() && it->height == height_;
}

void Thumbnails::want(std::vector<Wanted> nearestFirst)
{
    waiting_ = std::move(nearestFirst);
    std::ranges::reverse(waiting_);
    for (const Wanted& wanted : waiting_) { // what is on the screen goes out of the cache last
        if (const auto it = entries_.find(wanted.sha256); it != entries_.end())
            uses_.splice(uses_.begin(), uses_, it->use);
    }
    pump();
}

void Thumbnails::pump()
{
    while (!waiting_.empty() && underWay_.size() < atOnce_) {
        const Wanted next = std::move(waiting_.back());
        waiting_.pop_back();
        if (!underWay_.contains(next.recordId) && !isFresh(next.sha256))
            fetch(next);
    }
}

void Thumbnails::fetch(const Wanted& wanted)
{
    underWay_.insert(wanted.recordId);
    const quint64 generation = generation_;
    cache_.fetch(wanted.recordId, wanted.attempt, PhotoKind::Thumbnail, {wanted.sha256, 0, {}})
        .then(this, [this, wanted, generation](const Result<QByteArray>& bytes) {
            if (generation != generation_)
                return;
            if (bytes)
                decode(wanted, *bytes);
            else
                done(wanted, {}, 0); // asked for again with the next want()
        });
}

void Thumbnails::decode(const Wanted& wanted, const QByteArray& bytes)
{
    auto work = [bytes, height = height_]() -> QImage {
        const imaging::DecodeLimits limits{resources::limit("upload_max_bytes"_L1),
                                           resources::limit("upload_max_pixels"_L1)};
        const auto image = imaging::decodeReduced(bytes, limits, int(resources::limit("thumbnail_px"_L1)));
        if (!image || image->isNull())
            return {};
        const QImage scaled = height > 0 && height < image->height()
                                  // To whole pixels both ways: a column covered in part would be a dark line.
                                  ? image->scaled(qRound(double(image->width()) * height / image->height()),
                                                  height, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                                  : *image;
        return scaled.convertToFormat(QImage::Format_RGB32); // what the screen takes without converting
    };
    const quint64 generation = generation_;
    pool_.run(std::move(work), 0)
        .then(this, [this, wanted, generation, height = height_](const QImage& image) {
            if (generation == generation_)
                done(wanted, image, height);
        });
}

void Thumbnails::done(const Wanted& wanted, const QImage& image, int height)
{
    underWay_.remove(wanted.recordId);
    if (!image.isNull()) {
        keep(wanted.sha256, image, height);
        Q_EMIT ready(wanted.recordId);
    }
    pump();
}

void Thumbnails::keep(const QString& sha256, const QImage& image, int height)
{
    if (const auto old = entries_.find(sha256); old != entries_.end()) {
        bytes_ -= old->image.sizeInBytes();
        uses_.erase(old->use);
        entries_.erase(old);
    }
    uses_.push_front(sha256);
    entries_.insert(sha256, {image, uses_.begin(), height});
    bytes_ += image.sizeInBytes();
    while (bytes_ > maxBytes_ && uses_.size() > 1) {
        bytes_ -= entries_.take(uses_.back()).image.sizeInBytes();
        uses_.pop_back();
    }
}

QImage Thumbnails::image(const QString& sha256) const
{
    return entries_.value(sha256).image;
}

void Thumbnails::wipe()
{
    ++generation_;
    waiting_.clear();
    underWay_.clear();
    for (Entry& entry : entries_) {
        if (entry.image.isDetached())
            entry.image.fill(Qt::black);
    }
    entries_.clear();
    uses_.clear();
    bytes_ = 0;
}

} // namespace photodesk::app
