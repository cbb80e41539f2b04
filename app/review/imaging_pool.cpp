#include "app/review/imaging_pool.h"

#include "resources/resources.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {

struct ThreadEngine {
    const ImagingPool* of = nullptr;
    std::unique_ptr<imaging::Engine> engine;
};
thread_local ThreadEngine threadEngine;

} // namespace

ImagingPool::ImagingPool(QString modelDirectory) : modelDirectory_(std::move(modelDirectory))
{
    pool_.setObjectName(QStringLiteral("imaging"));
    pool_.setExpiryTimeout(-1); // an engine is dear; keep its thread
    pool_.setThreadPriority(QThread::LowPriority);
    // Each thread has networks of its own: on a machine of many cores they would be most of the memory.
    const int most = int(resources::limit("gui_imaging_threads_max"_L1));
    pool_.setMaxThreadCount(std::clamp(QThread::idealThreadCount() - 1, 1, most));
}

ImagingPool::~ImagingPool()
{
    pool_.clear();
    pool_.waitForDone();
}

Result<std::shared_ptr<const imaging::ModelStore>> ImagingPool::models()
{
    std::call_once(opened_, [this] { models_ = imaging::ModelStore::open(modelDirectory_); });
    return *models_;
}

Result<imaging::Engine*> ImagingPool::engine()
{
    if (threadEngine.of != this || !threadEngine.engine) {
        PD_ASSIGN(auto store, models());
        PD_ASSIGN(threadEngine.engine, imaging::Engine::create(std::move(store)));
        threadEngine.of = this;
    }
    return threadEngine.engine.get();
}

} // namespace photodesk::app
