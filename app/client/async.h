#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace photodesk::app {

/// A future that already has its value.
template <typename T>
[[nodiscard]] QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// Runs `work` in `pool`; its value comes back through the future.
template <typename Work>
[[nodiscard]] auto runIn(QThreadPool& pool, Work work, int priority = 0) -> QFuture<decltype(work())>
{
    auto promise = std::make_shared<QPromise<decltype(work())>>();
    promise->start();
    auto future = promise->future();
    pool.start(
        [promise, work = std::move(work)]() mutable {
            promise->addResult(work());
            promise->finish();
        },
        priority);
    return future;
}

} // namespace photodesk::app
