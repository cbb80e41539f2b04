#pragma once

#include "app/client/async.h"
#include "imaging/engine.h"

#include <QThreadPool>

#include <memory>
#include <mutex>

namespace photodesk::app {

/// The one pool for pixels. Each of its threads makes its own Engine when it first needs one, so that the
/// window is there before the networks are.
class ImagingPool {
public:
    explicit ImagingPool(QString modelDirectory);
    ~ImagingPool();
    ImagingPool(const ImagingPool&) = delete;
    ImagingPool& operator=(const ImagingPool&) = delete;

    template <typename Work>
    [[nodiscard]] auto run(Work work, int priority)
    {
        return runIn(pool_, std::move(work), priority);
    }
    /// Call inside run() only: this thread's engine. Errors: ModelMissing, ModelCorrupt.
    [[nodiscard]] Result<imaging::Engine*> engine();

private:
    [[nodiscard]] Result<std::shared_ptr<const imaging::ModelStore>> models();

    QString modelDirectory_;
    std::once_flag opened_;
    std::optional<Result<std::shared_ptr<const imaging::ModelStore>>> models_;
    QThreadPool pool_;
};

} // namespace photodesk::app
