#include "app/review/bulk_controller.h"

#include <QUuid>

#include <algorithm>

namespace photodesk::app {

BulkController::BulkController(ApiClient& api, Session& session, Outbox& outbox, ReviewQueue& queue,
                               ReviewController& review, QObject* parent)
    : QObject(parent), api_(api), session_(session), outbox_(outbox), queue_(queue)
{
    connect(&session, &Session::signedIn, this, &BulkController::refresh);
    connect(&session, &Session::renewed, this, &BulkController::refresh);
    connect(&api.transport(), &Transport::onlineChanged, this, [this](bool online) {
        if (online)
            refresh();
    });
    connect(&outbox, &Outbox::accepted, this, [this] {
        if (isSampling())
            refresh();
    });
    connect(&outbox, &Outbox::refusedNow, this, [this] {
        if (isSampling())
            refresh();
    });
    connect(&review, &ReviewController::decided, this, [this](const Decision& decision) {
        if (!isSampling() || decision.verdict != Verdict::Approve)
            return;
        decided_.insert(decision.recordId);
        Q_EMIT changed();
    });
    connect(&review, &ReviewController::takenBack, this, [this, &review] {
        if (!isSampling() || !review.current())
            return;
        decided_.remove(review.current()->record.id);
        refresh();
        Q_EMIT changed();
    });
}

bool BulkController::mayApprove() const
{
    return rightsOf(session_.staff().roles).testFlag(Right::BulkApprove);
}

bool BulkController::isLooking() const
{
    return bulk_ && queue_.filter().bulkId == bulk_->id;
}

int BulkController::looked() const
{
    if (!bulk_)
        return 0;
    return bulk_->sampleApproved + int(std::ranges::count_if(bulk_->sampleLeft, [this](const QString& id) {
               return decided_.contains(id);
           }));
}

void BulkController::start(const QString& batchId, const std::vector<BulkChoice>& photos)
{
    if (busy_)
        return;
    busy_ = true;
    if (startKey_.isEmpty())
        startKey_ = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const quint64 generation = generation_;
    api_.startBulk(batchId, photos, startKey_).then(this, [this, generation](const ApiResult<Bulk>& reply) {
        if (generation != generation_)
            return;
        if (reply || !reply.error().mayHaveHappened)
            startKey_.clear();
        settle(reply);
    });
    Q_EMIT changed();
}

void BulkController::look()
{
    if (!isSampling() || isLooking())
        return;
    before_ = queue_.filter();
    before_.bulkId.clear();
    ClaimFilter sample;
    sample.bulkId = bulk_->id;
    queue_.setFilter(sample);
    Q_EMIT changed();
}

void BulkController::stopLooking()
{
    if (queue_.filter().bulkId.isEmpty())
        return;
    queue_.setFilter(before_);
    Q_EMIT changed();
}

void BulkController::approve()
{
    step(BulkStep::Approve);
}

void BulkController::cancel()
{
    step(BulkStep::Cancel);
}

void BulkController::undo()
{
    step(BulkStep::Undo);
}

void BulkController::step(BulkStep step)
{
    if (busy_ || !bulk_)
        return;
    busy_ = true;
    const quint64 generation = generation_;
    api_.bulkStep(bulk_->id, step).then(this, [this, generation](const ApiResult<Bulk>& reply) {
        if (generation == generation_)
            settle(reply);
    });
    Q_EMIT changed();
}

void BulkController::settle(const ApiResult<Bulk>& reply)
{
    busy_ = false;
    if (reply) {
        take(*reply);
        return;
    }
    Q_EMIT failed(reply.error().error);
    Q_EMIT changed();
    refresh(); // it may have happened all the same, or the bulk may be over
}

void BulkController::dismiss()
{
    if (bulk_ && bulk_->state != BulkState::Sampling) {
        dismissed_ = bulk_->id;
        take(std::nullopt);
    }
}

void BulkController::refresh()
{
    if (!mayApprove())
        return;
    if (asking_) {
        askAgain_ = true;
        return;
    }
    asking_ = true;
    const quint64 generation = generation_;
    api_.currentBulk().then(this, [this, generation](const ApiResult<std::optional<Bulk>>& reply) {
        if (generation != generation_)
            return;
        asking_ = false;
        if (reply)
            take(*reply && (*reply)->id != dismissed_ ? *reply : std::nullopt);
        if (std::exchange(askAgain_, false))
            refresh();
    });
}

void BulkController::take(std::optional<Bulk> bulk)
{
    if (bulk && bulk->state == BulkState::Cancelled)
        bulk.reset(); // the person's own doing: nothing to tell
    if (!bulk || !bulk_ || bulk->id != bulk_->id)
        decided_.clear();
    bulk_ = std::move(bulk);
    if (!isSampling() && !queue_.filter().bulkId.isEmpty())
        stopLooking();
    Q_EMIT changed();
}

void BulkController::clear()
{
    ++generation_;
    busy_ = asking_ = askAgain_ = false;
    startKey_.clear();
    dismissed_.clear();
    decided_.clear();
    bulk_.reset();
    if (!queue_.filter().bulkId.isEmpty())
        queue_.setFilter(before_); // the next person has their own work
    Q_EMIT changed();
}

} // namespace photodesk::app
