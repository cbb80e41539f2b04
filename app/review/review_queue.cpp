#include "app/review/review_queue.h"

#include "resources/resources.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {

ReviewQueue::Options ReviewQueue::Options::from(const ReviewSettings& settings)
{
    return {settings.heartbeatMs, resources::limit("input_recent_ms"_L1),
            resources::limit("claim_poll_ms"_L1), settings.claimDepth,
            int(resources::limit("claim_refill_low"_L1))};
}

ReviewQueue::ReviewQueue(ApiClient& api, const IdleMonitor& idle, QObject* parent)
    : QObject(parent), api_(api), idle_(idle)
{
    connect(&heartbeat_, &QTimer::timeout, this, &ReviewQueue::beat);
    connect(&poll_, &QTimer::timeout, this, [this] {
        if (idle_.hadInputWithin(options_.inputRecentMs))
            claim();
    });
    connect(&api.transport(), &Transport::onlineChanged, this, [this](bool online) {
        if (online)
            claim();
    });
}

void ReviewQueue::start(const Options& options)
{
    options_ = options;
    running_ = true;
    heartbeat_.start(int(options.heartbeatMs));
    poll_.start(int(options.pollMs));
    claim();
}

void ReviewQueue::giveBack()
{
    const QStringList held = ids();
    clear();
    if (!held.isEmpty())
        api_.release(held);
}

void ReviewQueue::clear()
{
    ++generation_;
    ++run_;
    running_ = false;
    claiming_ = false;
    heartbeat_.stop();
    poll_.stop();
    items_.clear();
    taken_.clear();
    unsettled_.clear();
    returned_.clear();
    counts_.reset();
    Q_EMIT itemsChanged();
    Q_EMIT countsChanged();
}

void ReviewQueue::setFilter(const ClaimFilter& filter)
{
    if (filter_ == filter)
        return;
    filter_ = filter;
    if (!running_)
        return;
    ++generation_;
    claiming_ = false;
    const quint64 generation = generation_;
    const QStringList held = ids();
    items_.clear();
    Q_EMIT itemsChanged();
    if (held.isEmpty()) {
        claim();
        return;
    }
    claiming_ = true; // a claim names what is still held first, so wait until it is given back
    api_.release(held).then(this, [this, generation](const ApiResult<QStringList>&) {
        if (generation != generation_)
            return;
        claiming_ = false;
        claim();
    });
}

void ReviewQueue::refresh()
{
    claim();
}

const ReviewItem* ReviewQueue::find(const QString& recordId) const
{
    const int index = indexOf(recordId);
    return index < 0 ? nullptr : &items_[std::size_t(index)];
}

int ReviewQueue::indexOf(const QString& recordId) const
{
    const auto it =
        std::ranges::find_if(items_, [&](const ReviewItem& i) { return i.record.id == recordId; });
    return it == items_.end() ? -1 : int(it - items_.begin());
}

QString ReviewQueue::markOf(const RecordBrief& record)
{
    return record.id + u'@' + QString::number(record.version);
}

void ReviewQueue::expectDecided(const QString& recordId, qint64 version)
{
    taken_.insert(markOf({recordId, RecordState::InReview, version}));
    unsettled_.insert(recordId);
}

void ReviewQueue::take(const QString& recordId)
{
    const int index = indexOf(recordId);
    if (index < 0)
        return;
    taken_.insert(markOf(items_[std::size_t(index)].record));
    unsettled_.insert(recordId);
    items_.erase(items_.begin() + index);
    Q_EMIT itemsChanged();
    if (int(items_.size()) < options_.refillLow)
        claim();
}

void ReviewQueue::settle(const QString& recordId)
{
    unsettled_.remove(recordId);
    // What the last claim named may all have been decided before: nobody else would ask again.
    if (unsettled_.isEmpty() && items_.empty())
        claim();
}

void ReviewQueue::returnPhoto(const QString& recordId)
{
    const int index = indexOf(recordId);
    if (index < 0)
        return;
    const ReviewItem item = items_[std::size_t(index)];
    taken_.insert(markOf(item.record));
    items_.erase(items_.begin() + index);
    Q_EMIT itemsChanged();
    const quint64 run = run_;
    api_.returnPhotos({recordId}).then(this, [=, this](const ApiResult<QStringList>& returned) {
        if (run != run_)
            return;
        if (!returned) {
            putBack(item, index);
            Q_EMIT returnFailed(returned.error().error);
            return;
        }
        returned_.insert(markOf(item.record));
        Q_EMIT photoReturned(recordId);
        claim();
    });
}

void ReviewQueue::putBack(const ReviewItem& item, int index)
{
    taken_.remove(markOf(item.record));
    unsettled_.remove(item.record.id);
    if (const int old = indexOf(item.record.id); old >= 0)
        items_.erase(items_.begin() + old);
    items_.insert(items_.begin() + std::clamp(index, 0, int(items_.size())), item);
    Q_EMIT itemsChanged();
}

void ReviewQueue::claim()
{
    if (!running_ || claiming_ || int(items_.size()) >= options_.refillLow)
        return;
    claiming_ = true;
    taken_ -= std::exchange(returned_, {}); // from here on the server knows better
    const quint64 generation = generation_;
    // Photos decided but not yet sent are still held there and count.
    const qint64 count =
        std::min<qint64>(resources::limit("claim_depth_max"_L1), options_.claimDepth + unsettled_.size());
    api_.claim(filter_, int(count)).then(this, [this, generation](const ApiResult<Claims>& claims) {
        if (generation != generation_)
            return;
        claiming_ = false;
        if (claims)
            onClaims(*claims);
        else
            Q_EMIT claimFailed(claims.error().error);
    });
}

void ReviewQueue::onClaims(const Claims& claims)
{
    for (const ReviewItem& item : claims.items) {
        if (taken_.contains(markOf(item.record)))
            continue;
        if (const int index = indexOf(item.record.id); index >= 0) {
            items_[std::size_t(index)].leaseExpiresAt = item.leaseExpiresAt;
            continue;
        }
        items_.push_back(item);
    }
    setCounts(claims.queue);
    // All of it was decided before, and the server has heard of it meanwhile: ask once more.
    const bool again = items_.empty() && !claims.items.empty() && unsettled_.isEmpty() && !askedAgain_;
    askedAgain_ = again;
    if (again) {
        claim();
        return;
    }
    Q_EMIT itemsChanged(); // also when nothing came: who waits learns that there is nothing
}

void ReviewQueue::beat()
{
    // Nobody there: let the leases run out, so that somebody else gets the photos.
    if (!running_ || items_.empty() || !idle_.hadInputWithin(options_.inputRecentMs))
        return;
    const quint64 generation = generation_;
    api_.heartbeat(ids()).then(this, [this, generation](const ApiResult<HeartbeatReply>& reply) {
        if (generation != generation_ || !reply)
            return; // passing; a late decision still counts if nobody has claimed the photo
        if (reply->queue)
            setCounts(*reply->queue);
        QStringList lost;
        for (const QString& id : reply->lost) {
            if (const int index = indexOf(id); index >= 0) {
                items_.erase(items_.begin() + index);
                lost << id;
            }
        }
        if (lost.isEmpty())
            return;
        Q_EMIT leasesLost(lost);
        Q_EMIT itemsChanged();
        claim();
    });
}

void ReviewQueue::setCounts(const QueueCounts& counts)
{
    counts_ = counts;
    Q_EMIT countsChanged();
}

QStringList ReviewQueue::ids() const
{
    QStringList list;
    for (const ReviewItem& item : items_)
        list << item.record.id;
    return list;
}

} // namespace photodesk::app
