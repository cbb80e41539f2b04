#include "imaging/inspect/crew.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace photodesk::inspect {
namespace {

constexpr qint64 pixelsAtOnce = 40'000'000; // three bytes each, twice while decoding
constexpr std::size_t aheadPerThread = 8;   // outcomes that may wait for a slow one before them
constexpr std::chrono::milliseconds breath{100};

/// The state the threads share; everything under one mutex, held for moments only.
class Desk {
public:
    Desk(std::size_t count, std::size_t threads, const std::atomic<bool>& stop)
        : count_(count), ahead_(threads * aheadPerThread), working_(threads), stop_(stop)
    {
    }

    /// The next picture to do, or none.
    std::optional<std::size_t> take()
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stop_ || next_ >= count_ || next_ < delivered_ + ahead_; });
        if (stop_ || next_ >= count_)
            return std::nullopt;
        return next_++;
    }

    /// Waits until this many more pixels fit; one picture always does.
    void reserve(qint64 pixels)
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return inWork_ == 0 || inWork_ + pixels <= pixelsAtOnce; });
        inWork_ += pixels;
    }

    void put(std::size_t index, Outcome outcome, qint64 pixels)
    {
        const std::lock_guard lock(mutex_);
        inWork_ -= pixels;
        done_.emplace(index, std::move(outcome));
        ++finished_;
        news_.notify_one();
        room_.notify_all();
    }

    void leave()
    {
        const std::lock_guard lock(mutex_);
        --working_;
        news_.notify_one();
    }

    /// Hands on what is due until every thread has left.
    void deliver(const Listener& listener)
    {
        std::unique_lock lock(mutex_);
        while (working_ > 0 || done_.contains(delivered_)) {
            news_.wait_for(lock, breath, [&] { return working_ == 0 || done_.contains(delivered_); });
            if (stop_)
                room_.notify_all(); // a signal handler may set it, but not wake anybody
            while (auto due = done_.extract(delivered_)) {
                ++delivered_;
                room_.notify_all();
                lock.unlock();
                listener.outcome(due.mapped());
                lock.lock();
            }
            const std::size_t finished = finished_;
            lock.unlock();
            listener.breath(finished);
            lock.lock();
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable room_, news_;
    const std::size_t count_, ahead_;
    std::size_t working_, next_ = 0, delivered_ = 0, finished_ = 0;
    qint64 inWork_ = 0;
    std::map<std::size_t, Outcome> done_;
    const std::atomic<bool>& stop_;
};

void work(Desk& desk, const std::vector<Input>& inputs, const Wishes& wishes, imaging::Engine& engine)
{
    while (const auto index = desk.take()) {
        const Input& input = inputs[*index];
        const qint64 pixels = pixelsOf(input.path);
        desk.reserve(pixels);
        desk.put(*index, inspectPhoto(input, wishes, engine), pixels);
    }
    desk.leave();
}

} // namespace

Result<void> inspectAll(const std::vector<Input>& inputs, const Wishes& wishes, int threads,
                        const std::shared_ptr<const imaging::ModelStore>& models,
                        const std::atomic<bool>& stop, const Listener& listener)
{
    const auto crew = std::clamp<std::size_t>(inputs.size(), 1, std::size_t(std::max(1, threads)));
    std::vector<std::unique_ptr<imaging::Engine>> engines;
    for (std::size_t i = 0; i < crew; ++i) {
        PD_ASSIGN(auto engine, imaging::Engine::create(models));
        engines.push_back(std::move(engine));
    }
    Desk desk(inputs.size(), crew, stop);
    std::vector<std::jthread> running;
    for (const auto& engine : engines)
        running.emplace_back([&, own = engine.get()] { work(desk, inputs, wishes, *own); });
    desk.deliver(listener);
    return {};
}

} // namespace photodesk::inspect
