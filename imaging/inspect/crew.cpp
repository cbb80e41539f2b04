#include "imaging/inspect/crew.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

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

    /// One thread less; with an error nobody takes another picture.
    void leave(std::optional<Error> error = {})
    {
        const std::lock_guard lock(mutex_);
        --working_;
        if (error) {
            error_ = std::move(error);
            next_ = count_;
        }
        news_.notify_one();
        room_.notify_all();
    }

    std::optional<Error> error()
    {
        const std::lock_guard lock(mutex_);
        return error_;
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
    std::optional<Error> error_;
    const std::atomic<bool>& stop_;
};

/// The engine is made here too: reading the networks takes as long as a photo.
void work(Desk& desk, const std::vector<Input>& inputs, const Wishes& wishes,
          const std::shared_ptr<const imaging::ModelStore>& models)
{
    const auto engine = imaging::Engine::create(models);
    if (!engine) {
        desk.leave(engine.error());
        return;
    }
    while (const auto index = desk.take()) {
        const Input& input = inputs[*index];
        const qint64 pixels = pixelsOf(input.path);
        desk.reserve(pixels);
        desk.put(*index, inspectPhoto(input, wishes, **engine), pixels);
    }
    desk.leave();
}

/// False where the system gives no more threads.
bool startOne(std::vector<std::jthread>& running, const std::function<void()>& job)
{
    try {
        running.emplace_back(job);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

Result<void> inspectAll(const std::vector<Input>& inputs, const Wishes& wishes, int threads,
                        const std::shared_ptr<const imaging::ModelStore>& models,
                        const std::atomic<bool>& stop, const Listener& listener)
{
    const auto crew = std::clamp<std::size_t>(inputs.size(), 1, std::size_t(std::max(1, threads)));
    Desk desk(inputs.size(), crew, stop);
    std::vector<std::jthread> running;
    while (running.size() < crew && startOne(running, [&] { work(desk, inputs, wishes, models); })) {
    }
    if (running.empty())
        return fail(ErrorCode::Overloaded, u"no thread can be started"_s);
    for (std::size_t missing = running.size(); missing < crew; ++missing)
        desk.leave(); // those that started do the work
    desk.deliver(listener);
    running.clear();
    if (const auto error = desk.error())
        return fail(*error);
    return {};
}

} // namespace photodesk::inspect
