#include "app/review/review_controller.h"

#include <QUuid>

#include <algorithm>

namespace photodesk::app {
namespace {
constexpr std::size_t undoDepth = 50;
}

ReviewController::ReviewController(ReviewQueue& queue, Outbox& outbox, ApiClient& api, const Clock& clock,
                                   QObject* parent)
    : QObject(parent), queue_(queue), outbox_(outbox), api_(api), clock_(clock)
{
    connect(&queue, &ReviewQueue::itemsChanged, this, &ReviewController::onItemsChanged);
    connect(&queue, &ReviewQueue::countsChanged, this, [this] {
        if (queue_.counts()) {
            // The server counts what it has; what is still on its way comes on top.
            todayBase_ = queue_.counts()->today;
            todayLocal_ = outbox_.unsent();
        }
        Q_EMIT countersChanged();
    });
}

ReviewController::Stage ReviewController::stage() const
{
    if (busy_)
        return Stage::Committing;
    if (current())
        return Stage::Deciding;
    if (!queue_.isRunning())
        return Stage::Idle;
    return queue_.isClaiming() || !queue_.counts() ? Stage::Waiting : Stage::Empty;
}

const ReviewItem* ReviewController::current() const
{
    return currentId_.isEmpty() ? nullptr : queue_.find(currentId_);
}

std::vector<const ReviewItem*> ReviewController::around(int ahead, int behind) const
{
    std::vector<const ReviewItem*> list;
    const int index = queue_.indexOf(currentId_);
    const int count = int(queue_.items().size());
    if (index < 0)
        return list;
    for (int i = index; i <= std::min(index + ahead, count - 1); ++i)
        list.push_back(&queue_.items()[std::size_t(i)]);
    for (int i = index - 1; i >= std::max(0, index - behind); --i)
        list.push_back(&queue_.items()[std::size_t(i)]);
    return list;
}

void ReviewController::onItemsChanged()
{
    if (!current()) {
        const auto& items = queue_.items();
        const int index = std::min(currentIndex_, int(items.size()) - 1);
        setCurrent(index < 0 ? QString() : items[std::size_t(index)].record.id);
    } else {
        currentIndex_ = queue_.indexOf(currentId_);
    }
    Q_EMIT stageChanged();
}

void ReviewController::setCurrent(const QString& recordId)
{
    if (currentId_ == recordId)
        return;
    currentId_ = recordId;
    currentIndex_ = std::max(0, queue_.indexOf(recordId));
    shownFor_.start();
    Q_EMIT currentChanged();
}

void ReviewController::decide(const Opinion& opinion)
{
    if (busy_) {
        // Only a photo that has been on the screen may be decided: the key belongs to the one shown now.
        afterwards_ = [this, opinion, shown = currentId_] {
            if (currentId_ == shown)
                decide(opinion);
        };
        return;
    }
    const ReviewItem* item = current();
    if (!item)
        return;
    Decision d;
    d.recordId = item->record.id;
    d.version = item->record.version;
    d.attempt = item->attempt.number;
    d.photoSha256 = item->decidedSha256();
    d.verdict = opinion.verdict;
    d.reasons = opinion.reasons;
    d.mainReason = opinion.mainReason;
    d.note = opinion.note;
    d.disagreements = opinion.disagreements;
    d.decidedAt = clock_.now();
    d.idempotencyKey = QUuid::createUuid().toString(QUuid::WithoutBraces);
    constexpr double msPerSecond = 1000.0;
    seconds_.push_back(double(shownFor_.elapsed()) / msPerSecond);
    commit({d.idempotencyKey, *item, currentIndex_, opinion}, d);
}

void ReviewController::commit(const Done& done, const Decision& decision)
{
    busy_ = true;
    QElapsedTimer timer;
    timer.start();
    const quint64 generation = generation_;
    QFuture<Result<void>> commit = outbox_.append(decision);
    queue_.take(done.item.record.id); // shows the next one, while the disk works
    commit.then(this, [=, this](const Result<void>& kept) {
        if (generation != generation_)
            return;
        constexpr qint64 nsPerMicrosecond = 1000;
        Q_EMIT committed(timer.nsecsElapsed() / nsPerMicrosecond);
        if (kept) {
            done_.push_back(done);
            if (done_.size() > undoDepth)
                done_.erase(done_.begin());
            ++todayLocal_;
            Q_EMIT decided(decision);
            Q_EMIT countersChanged();
        } else {
            seconds_.pop_back();
            afterwards_ = {};
            queue_.putBack(done.item, done.index);
            setCurrent(done.item.record.id);
            Q_EMIT decisionFailed(kept.error());
        }
        afterCommit();
    });
}

void ReviewController::afterCommit()
{
    busy_ = false;
    Q_EMIT stageChanged();
    if (auto next = std::exchange(afterwards_, {}))
        next();
}

void ReviewController::undo()
{
    if (busy_) {
        afterwards_ = [this] { undo(); };
        return;
    }
    if (done_.empty())
        return;
    const Done done = done_.back();
    setBusy(true);
    const quint64 generation = generation_;
    outbox_.takeBack(done.key).then(this, [=, this](const Result<bool>& taken) {
        if (generation != generation_)
            return;
        if (!taken) {
            Q_EMIT undoFailed(taken.error());
            afterCommit();
            return;
        }
        if (*taken) {
            restore(done, done.item, false);
            return;
        }
        const auto reply = outbox_.replyTo(done.key);
        if (!reply) { // the server refused it: there is nothing to take back
            done_.pop_back();
            Q_EMIT undoFailed({ErrorCode::NotFound, QString()});
            afterCommit();
            return;
        }
        api_.undo(reply->decisionId).then(this, [=, this](const ApiResult<ReviewItem>& item) {
            if (generation != generation_)
                return;
            if (item) {
                restore(done, *item, true);
                return;
            }
            if (item.error().retry == Retry::Never && !done_.empty())
                done_.pop_back();
            Q_EMIT undoFailed(item.error().error);
            afterCommit();
        });
    });
}

void ReviewController::restore(const Done& done, const ReviewItem& item, bool fromServer)
{
    std::erase_if(done_, [&](const Done& d) { return d.key == done.key; });
    if (!seconds_.empty())
        seconds_.pop_back();
    --todayLocal_;
    queue_.putBack(item, currentIndex_);
    setCurrent(item.record.id);
    Q_EMIT takenBack(done.opinion, fromServer);
    Q_EMIT countersChanged();
    afterCommit();
}

void ReviewController::undoById(const QString& decisionId)
{
    const auto it = std::ranges::find_if(done_, [&](const Done& d) {
        const auto reply = outbox_.replyTo(d.key);
        return reply && reply->decisionId == decisionId;
    });
    const Done done = it == done_.end() ? Done{} : *it;
    setBusy(true);
    const quint64 generation = generation_;
    api_.undo(decisionId).then(this, [=, this](const ApiResult<ReviewItem>& item) {
        if (generation != generation_)
            return;
        if (item) {
            restore(done, *item, true);
        } else {
            Q_EMIT undoFailed(item.error().error);
            afterCommit();
        }
    });
}

void ReviewController::next()
{
    const auto& items = queue_.items();
    if (items.size() < 2)
        return;
    setCurrent(items[std::size_t(currentIndex_ + 1) % items.size()].record.id);
}

void ReviewController::previous()
{
    const auto& items = queue_.items();
    if (items.size() < 2)
        return;
    setCurrent(items[(std::size_t(currentIndex_) + items.size() - 1) % items.size()].record.id);
}

void ReviewController::show(const QString& recordId)
{
    if (queue_.find(recordId))
        setCurrent(recordId);
}

void ReviewController::replace(const ReviewItem& item)
{
    const int index = queue_.indexOf(item.record.id);
    if (index < 0)
        return;
    queue_.putBack(item, index);
    if (currentId_ == item.record.id)
        Q_EMIT currentChanged();
    Q_EMIT replaced(item.record.id);
}

void ReviewController::forget(const QString& recordId)
{
    queue_.take(recordId);
    queue_.settle(recordId);
    queue_.refresh();
}

double ReviewController::medianSeconds() const
{
    if (seconds_.empty())
        return 0;
    std::vector<double> sorted = seconds_;
    const auto middle = sorted.begin() + std::ptrdiff_t(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

void ReviewController::reset()
{
    ++generation_;
    busy_ = false;
    afterwards_ = {};
    done_.clear();
    seconds_.clear();
    todayBase_ = todayLocal_ = 0;
    Q_EMIT countersChanged();
    Q_EMIT stageChanged();
}

void ReviewController::setBusy(bool busy)
{
    busy_ = busy;
    Q_EMIT stageChanged();
}

QStringList ReviewController::suggestedReasons(const Report& report)
{
    QStringList codes;
    for (const bool blocking : {true, false}) {
        for (const CheckResult& check : report.checks) {
            // A warning is to be looked at; only what fails proposes a reason.
            if (check.status == CheckStatus::Fail && check.blocking == blocking && !check.code.isEmpty()
                && !codes.contains(check.code))
                codes << check.code;
        }
    }
    return codes;
}

} // namespace photodesk::app
