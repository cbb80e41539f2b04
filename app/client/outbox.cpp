#include "app/client/outbox.h"

#include "app/client/async.h"
#include "resources/resources.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {

Outbox::Options Outbox::Options::fromLimits()
{
    return {resources::limit("retry_first_ms"_L1), resources::limit("retry_max_ms"_L1)};
}

Outbox::Outbox(ApiClient& api, const Clock& clock, Options options, QObject* parent)
    : QObject(parent), api_(api), clock_(clock), options_(options)
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &Outbox::sendNext);
    connect(&api.transport(), &Transport::onlineChanged, this, [this](bool online) {
        if (online)
            poke();
    });
}

QFuture<Result<void>> Outbox::open(const QString& file, const QByteArray& owner, const SealedBox& box)
{
    close();
    opening_ = true;
    const quint64 generation = generation_;
    return store_.open(file, owner, box)
        .then(this, [this, generation](Result<OutboxContent> content) -> Result<void> {
            if (generation != generation_)
                return fail(ErrorCode::Cancelled, u"closed meanwhile"_s);
            opening_ = false;
            if (!content)
                return fail(content.error());
            open_ = true;
            for (WaitingDecision& entry : content->waiting)
                waiting_.push_back({std::move(entry), 0, 0, true}); // it may have been sent before the end
            refused_ = std::move(content->refused);
            announce();
            sendNext();
            return {};
        });
}

void Outbox::close()
{
    ++generation_;
    open_ = opening_ = false;
    inFlight_.reset();
    waiting_.clear();
    refused_.clear();
    replies_.clear();
    retry_.stop();
    for (const auto& promise : std::exchange(takingBack_, {})) {
        promise->addResult(fail(ErrorCode::Cancelled, u"signed out"_s));
        promise->finish();
    }
    store_.close();
    announce();
}

QFuture<Result<void>> Outbox::append(const Decision& decision)
{
    if (!open_ && !opening_) // while it opens, the store's own thread does one after the other
        return readyFuture<Result<void>>(fail(ErrorCode::OutboxUnavailable, u"the outbox is not open"_s));
    const quint64 generation = generation_;
    return store_.append(decision).then(
        this, [this, generation, decision](const Result<qint64>& seq) -> Result<void> {
            if (!seq)
                return fail(seq.error());
            if (generation != generation_)
                return {}; // on disk; sent when its owner is back
            waiting_.push_back({{*seq, decision}, 0, 0, false});
            announce();
            // Not from inside the commit's answer: who waits for it goes first.
            QMetaObject::invokeMethod(this, &Outbox::sendNext, Qt::QueuedConnection);
            return {};
        });
}

QFuture<Result<bool>> Outbox::takeBack(const QString& idempotencyKey)
{
    const auto it = std::ranges::find_if(
        waiting_, [&](const Waiting& w) { return w.entry.decision.idempotencyKey == idempotencyKey; });
    if (it == waiting_.end())
        return readyFuture<Result<bool>>(false);
    const qint64 seq = it->entry.seq;
    if (inFlight_ == seq) {
        auto promise = std::make_shared<QPromise<Result<bool>>>();
        promise->start();
        takingBack_.insert(seq, promise);
        return promise->future();
    }
    if (it->mayHaveHappened)
        return readyFuture<Result<bool>>(
            fail(ErrorCode::NetworkUnreachable, u"the server has not answered"_s));
    waiting_.erase(it);
    announce();
    return store_.remove(seq).then(this, [](const Result<void>& removed) -> Result<bool> {
        if (!removed)
            return fail(removed.error());
        return true;
    });
}

std::optional<DecisionReply> Outbox::replyTo(const QString& idempotencyKey) const
{
    const auto it = replies_.find(idempotencyKey);
    return it == replies_.end() ? std::nullopt : std::optional(*it);
}

void Outbox::dismiss(qint64 seq)
{
    std::erase_if(refused_, [seq](const RefusedDecision& r) { return r.seq == seq; });
    store_.remove(seq);
    announce();
}

void Outbox::setSending(bool sending)
{
    sending_ = sending;
    if (sending)
        poke();
    else
        retry_.stop();
}

void Outbox::poke()
{
    for (Waiting& w : waiting_)
        w.notBeforeMs = 0;
    sendNext();
}

std::vector<Decision> Outbox::unsentDecisions() const
{
    std::vector<Decision> list;
    for (const Waiting& waiting : waiting_)
        list.push_back(waiting.entry.decision);
    return list;
}

bool Outbox::holds(const QString& recordId) const
{
    return std::ranges::any_of(waiting_,
                               [&](const Waiting& w) { return w.entry.decision.recordId == recordId; });
}

Outbox::Waiting* Outbox::nextToSend(qint64 nowMs)
{
    QSet<QString> passedOver; // a record's later decision never overtakes its earlier one
    for (Waiting& w : waiting_) {
        const QString& record = w.entry.decision.recordId;
        if (w.notBeforeMs <= nowMs && !passedOver.contains(record))
            return &w;
        passedOver.insert(record);
    }
    return nullptr;
}

void Outbox::sendNext()
{
    if (!open_ || !sending_ || inFlight_ || waiting_.empty())
        return;
    const qint64 now = clock_.nowMs();
    Waiting* next = nextToSend(now);
    if (!next) {
        wakeAt(now);
        return;
    }
    const qint64 seq = next->entry.seq;
    const quint64 generation = generation_;
    inFlight_ = seq;
    api_.decide(next->entry.decision)
        .then(this, [this, seq, generation](const ApiResult<DecisionReply>& reply) {
            if (generation == generation_)
                answered(seq, reply);
        });
}

void Outbox::answered(qint64 seq, const ApiResult<DecisionReply>& reply)
{
    inFlight_.reset();
    const auto it = find(seq);
    if (it == waiting_.end())
        return;
    const auto takingBack = takingBack_.take(seq);
    auto answerTaking = [&](Result<bool> result) {
        if (takingBack) {
            takingBack->addResult(std::move(result));
            takingBack->finish();
        }
    };
    if (reply) {
        const Decision decision = it->entry.decision;
        replies_.insert(decision.idempotencyKey, *reply);
        drop(seq);
        Q_EMIT accepted(decision, *reply);
        answerTaking(false);
    } else if (reply.error().retry == Retry::Later || reply.error().error.code == ErrorCode::NotSignedIn
               || reply.error().error.code == ErrorCode::BadReply) {
        postpone(*it, reply.error());
        answerTaking(fail(reply.error().error));
    } else {
        RefusedDecision refused{seq, it->entry.decision, reply.error().error, reply.error().present};
        waiting_.erase(it);
        refused_.push_back(refused);
        store_.refuse(refused);
        announce();
        Q_EMIT refusedNow(refused);
        answerTaking(fail(refused.error));
    }
    sendNext();
}

void Outbox::postpone(Waiting& waiting, const ApiError& error)
{
    waiting.mayHaveHappened = waiting.mayHaveHappened || error.mayHaveHappened;
    constexpr int mostDoublings = 16;
    const qint64 step =
        std::min(options_.retryMaxMs, options_.retryFirstMs << std::min(waiting.tries, mostDoublings));
    ++waiting.tries;
    // Half fixed, half chance, so that workstations do not come back all at once.
    const qint64 wait = step / 2 + QRandomGenerator::global()->bounded(step / 2 + 1);
    const qint64 until = clock_.nowMs() + std::max(wait, error.retryAfterMs.value_or(0));
    if (error.httpStatus == 0) {
        for (Waiting& w : waiting_) // the way is closed for all of them
            w.notBeforeMs = std::max(w.notBeforeMs, until);
    } else {
        waiting.notBeforeMs = until;
    }
    Q_EMIT delayed(error.error);
}

void Outbox::drop(qint64 seq)
{
    waiting_.erase(find(seq));
    store_.remove(seq); // if this fails it is sent again under the same key, which changes nothing
    announce();
}

void Outbox::wakeAt(qint64 nowMs)
{
    const auto first = std::ranges::min_element(waiting_, {}, &Waiting::notBeforeMs);
    retry_.start(int(std::max<qint64>(1, first->notBeforeMs - nowMs)));
}

std::vector<Outbox::Waiting>::iterator Outbox::find(qint64 seq)
{
    return std::ranges::find_if(waiting_, [seq](const Waiting& w) { return w.entry.seq == seq; });
}

void Outbox::announce()
{
    Q_EMIT countsChanged(unsent(), int(refused_.size()));
}

} // namespace photodesk::app
