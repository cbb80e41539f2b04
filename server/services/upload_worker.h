#pragma once

#include "server/services/context.h"
#include "server/services/photo_processor.h"
#include "server/services/views.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace photodesk::server::store {
class Connection;
struct RecordRow;
struct UploadRow;
} // namespace photodesk::server::store

namespace photodesk::server::services {

class SamePictures;

/// Takes received uploads through imaging. Work lies in the `uploads` table alone: what a dead process left
/// in `processing` is taken up again, at most Settings::uploadTriesMax times.
class UploadWorker {
public:
    using ProcessorFactory = std::function<Result<std::unique_ptr<PhotoProcessor>>()>;

    /// `factory` is called once in each thread.
    UploadWorker(const Context& context, ProcessorFactory factory);
    ~UploadWorker(); ///< stops
    UploadWorker(const UploadWorker&) = delete;
    UploadWorker& operator=(const UploadWorker&) = delete;

    /// Takes back what this process's predecessor left, then starts the threads. Errors: the database's, or
    /// the factory's (tried once on the calling thread, so that a missing model stops the start).
    [[nodiscard]] Result<void> start();
    /// Waits for the pictures in work; those not begun stay for the next start.
    void stop();
    /// Any thread: there is something to do.
    void wake();

    /// One upload on the calling thread; false when there was none. Tests and `admin worker`.
    [[nodiscard]] Result<bool> runOne(PhotoProcessor& processor);
    /// Puts abandoned rows back: all of them at the start of the only process (SQLite), else those older than
    /// Settings::uploadStaleMs. Returns how many.
    [[nodiscard]] Result<int> recover(bool processStart);
    /// Uploads this process has brought to an end, for metrics.
    [[nodiscard]] qint64 finished() const { return finished_.load(); }

private:
    void loop(std::unique_ptr<PhotoProcessor> processor);
    struct Compared;
    struct Made;
    Result<Made> stored(const store::UploadRow& upload, ProcessedPhoto photo);
    Result<void> finish(const store::UploadRow& upload, Result<ProcessedPhoto> processed);
    Result<void> accept(store::Connection& c, const store::UploadRow& upload, store::RecordRow& record,
                        const Made& made, qint64 now);
    Result<ProcessedPhoto> processed(const store::UploadRow& upload, PhotoProcessor& processor);

    Context context_;
    ProcessorFactory factory_;
    QString processId_;
    std::unique_ptr<SamePictures> same_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    quint64 wakes_ = 0;
    std::atomic<qint64> finished_{0};
    std::vector<std::thread> threads_;
};

} // namespace photodesk::server::services
