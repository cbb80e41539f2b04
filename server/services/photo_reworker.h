#pragma once

#include "server/services/photo_processor.h"

#include <QJsonObject>

#include <functional>
#include <mutex>

namespace photodesk::server::services {

/// Pixels for a rework; one object per render, not shared.
class PhotoReworker {
public:
    virtual ~PhotoReworker() = default;
    /// `parameters` as imaging/rework.h writes them. The answer lacks what belongs to the original
    /// (contentType, pixelSha256). Errors: InvalidField (parameters that do not fit this photo), those of the
    /// decoder and of the engine.
    [[nodiscard]] virtual Result<ProcessedPhoto> rework(const ProcessingOrder& order,
                                                        const QJsonObject& parameters) = 0;
};

using ReworkerFactory = std::function<Result<std::unique_ptr<PhotoReworker>>()>;

/// The imaging engine. Errors: those of Engine::create.
[[nodiscard]] Result<std::unique_ptr<PhotoReworker>>
makeImagingReworker(std::shared_ptr<const imaging::ModelStore> models, ImagingLimits limits);

/// So many renders at once and no more: who comes on top is told to come again, so that renders never hold
/// all the threads that answer requests. Reworkers are made when first needed and kept. Any thread.
class RenderSlots {
public:
    /// Gives its place back when it goes.
    class Slot {
    public:
        Slot(RenderSlots& slots, std::unique_ptr<PhotoReworker> reworker)
            : slots_(&slots), reworker_(std::move(reworker))
        {
        }
        ~Slot();
        Slot(Slot&& other) noexcept
            : slots_(std::exchange(other.slots_, nullptr)), reworker_(std::move(other.reworker_))
        {
        }
        Slot& operator=(Slot&&) = delete;
        PhotoReworker& operator*() const { return *reworker_; }

    private:
        RenderSlots* slots_;
        std::unique_ptr<PhotoReworker> reworker_;
    };

    void open(ReworkerFactory factory, qint64 most);
    /// Never waits. Errors: Overloaded, and the factory's.
    [[nodiscard]] Result<Slot> take();

private:
    void giveBack(std::unique_ptr<PhotoReworker> reworker);

    std::mutex mutex_;
    ReworkerFactory factory_;
    qint64 free_ = 0;
    std::vector<std::unique_ptr<PhotoReworker>> idle_;
};

} // namespace photodesk::server::services
