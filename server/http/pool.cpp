#include "server/http/pool.h"

#include <utility>

namespace photodesk::server::http {

WorkerPool::WorkerPool(int threads, std::size_t queueMax) : queueMax_(queueMax)
{
    threads_.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool()
{
    stop();
}

bool WorkerPool::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= queueMax_)
            return false;
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

bool WorkerPool::postNext(std::function<void()> job)
{
    {
        const std::lock_guard lock(mutex_);
        if (stopping_)
            return false;
        next_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

std::size_t WorkerPool::queued() const
{
    const std::lock_guard lock(mutex_);
    return queue_.size() + next_.size();
}

void WorkerPool::stop()
{
    std::deque<std::function<void()>> dropped;
    std::deque<std::function<void()>> droppedNext;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        // What the jobs hold is destroyed outside the lock: it may post again.
        dropped.swap(queue_);
        droppedNext.swap(next_);
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable())
            thread.join();
    }
}

void WorkerPool::run()
{
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !next_.empty() || !queue_.empty(); });
            if (stopping_)
                return;
            auto& from = next_.empty() ? queue_ : next_;
            job = std::move(from.front());
            from.pop_front();
        }
        job();
    }
}

} // namespace photodesk::server::http
