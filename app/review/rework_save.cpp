// The way of a rework to the server and what comes back.
#include "app/review/rework_controller.h"

#include <QUuid>

namespace photodesk::app {
namespace {

/// What no other try changes: the photo is not this person's any more, or not as it was.
bool isConflict(ErrorCode code)
{
    switch (code) {
    case ErrorCode::StaleVersion:
    case ErrorCode::LeaseLost:
    case ErrorCode::NotAllowedInState:
    case ErrorCode::SecondReviewerNeeded:
    case ErrorCode::NotFound: return true;
    default: return false;
    }
}

} // namespace

void ReworkController::save()
{
    if (canSave())
        send(false);
}

void ReworkController::restore()
{
    if (canRestore())
        send(true);
}

void ReworkController::sendAgain()
{
    if (restoring_)
        restore();
    else
        save();
}

void ReworkController::send(bool restore)
{
    restoring_ = restore;
    ReworkOrder order{item_->record.id,
                      item_->record.version,
                      item_->attempt.number,
                      item_->decidedSha256(),
                      restore ? QJsonObject() : imaging::toJson(reworkOf(plan_.now(), standard_.outputSize)),
                      order_.idempotencyKey};
    // The same again is the same request: a lost answer must not become a second revision.
    const bool same = order_.recordId == order.recordId && order_.version == order.version
                      && order_.parameters == order.parameters && !order_.idempotencyKey.isEmpty();
    if (!same)
        order.idempotencyKey = QUuid::createUuid().toString(QUuid::WithoutBraces);
    order_ = order;
    setStage(Stage::Saving);
    const quint64 generation = generation_;
    (restore ? work_.api().restore(order) : work_.api().rework(order))
        .then(this, [=, this](const ApiResult<ReviewItem>& answer) {
            if (generation == generation_ && stage_ == Stage::Saving
                && order_.idempotencyKey == order.idempotencyKey)
                answered(answer);
        });
}

void ReworkController::answered(const ApiResult<ReviewItem>& answer)
{
    if (answer) {
        const ReviewItem item = *answer;
        wipe();
        setStage(Stage::Closed);
        work_.photos().forget(item.record.id, item.attempt.number, PhotoKind::Thumbnail);
        work_.review().replace(item);
        Q_EMIT saved();
        return;
    }
    const ApiError& error = answer.error();
    if (error.error.code == ErrorCode::Overloaded && error.retryAfterMs) {
        retry_.start(int(*error.retryAfterMs)); // others render: a place in the row, not a failure
        return;
    }
    if (!isConflict(error.error.code)) {
        setStage(Stage::Ready);
        Q_EMIT saveFailed(error.error);
        return;
    }
    setStage(Stage::Lost);
    Q_EMIT failed(error.error);
    work_.review().forget(item_->record.id);
}

void ReworkController::stopSaving()
{
    if (stage_ != Stage::Saving)
        return;
    retry_.stop();
    setStage(Stage::Ready);
}

} // namespace photodesk::app
