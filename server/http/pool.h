#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace photodesk::server::http {

/// A fixed number of threads before a bounded queue. Jobs must not throw. Any thread.
class WorkerPool {
public:
    WorkerPool(int threads, std::size_t queueMax);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;
    ~WorkerPool();

    /// False when the queue is full or the pool has been stopped; the job is then not run.
    [[nodiscard]] bool post(std::function<void()> job);
    /// For the next step of work that post() has admitted: goes ahead of new work and is not counted against
    /// the queue (there is at most one for each piece of admitted work). False only after stop().
    bool postNext(std::function<void()> job);
    [[nodiscard]] std::size_t queued() const;
    /// Drops what is queued and waits for what runs. Not from a job.
    void stop();

private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> next_;
    std::deque<std::function<void()>> queue_;
    std::size_t queueMax_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace photodesk::server::http
