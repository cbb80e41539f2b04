#include "server/services/photo_reworker.h"

#include "imaging/rework.h"

using namespace Qt::StringLiterals;

namespace photodesk::server::services {
namespace {

class ImagingReworker final : public PhotoReworker {
public:
    ImagingReworker(std::unique_ptr<imaging::Engine> engine, ImagingLimits limits)
        : engine_(std::move(engine)), limits_(limits)
    {
    }

    Result<ProcessedPhoto> rework(const ProcessingOrder& order, const QJsonObject& parameters) override
    {
        PD_ASSIGN(const imaging::Rework wanted, imaging::reworkFromJson(parameters));
        PD_ASSIGN(imaging::Photo photo, imaging::decode(order.bytes, {limits_.maxBytes, limits_.maxPixels}));
        photo.origin = {order.liveCapture, order.today};
        PD_ASSIGN(imaging::Reworked done,
                  imaging::rework(*engine_, photo, order.standard, order.background, wanted));
        ProcessedPhoto made;
        made.size = photo.size();
        made.report = std::move(done.report);
        made.derived = std::move(done.rendered.jpeg);
        made.derivedSize = done.rendered.image.size();
        PD_ASSIGN(made.thumbnail, imaging::thumbnail(done.rendered.image, limits_.thumbnailPx));
        made.thumbnailSize =
            done.rendered.image.size().scaled(limits_.thumbnailPx, limits_.thumbnailPx, Qt::KeepAspectRatio);
        return made;
    }

private:
    std::unique_ptr<imaging::Engine> engine_;
    ImagingLimits limits_;
};

} // namespace

Result<std::unique_ptr<PhotoReworker>> makeImagingReworker(std::shared_ptr<const imaging::ModelStore> models,
                                                           ImagingLimits limits)
{
    PD_ASSIGN(auto engine, imaging::Engine::create(std::move(models)));
    return std::make_unique<ImagingReworker>(std::move(engine), limits);
}

RenderSlots::Slot::~Slot()
{
    if (slots_)
        slots_->giveBack(std::move(reworker_));
}

void RenderSlots::open(ReworkerFactory factory, qint64 most)
{
    const std::lock_guard lock(mutex_);
    factory_ = std::move(factory);
    free_ = most;
    idle_.clear();
}

Result<RenderSlots::Slot> RenderSlots::take()
{
    ReworkerFactory make;
    {
        const std::lock_guard lock(mutex_);
        if (free_ < 1)
            return fail(ErrorCode::Overloaded, u"renders"_s);
        --free_;
        if (!idle_.empty()) {
            auto reworker = std::move(idle_.back());
            idle_.pop_back();
            return Slot(*this, std::move(reworker));
        }
        make = factory_;
    }
    auto reworker = make(); // reads networks: not under the lock
    if (!reworker) {
        giveBack(nullptr);
        return fail(std::move(reworker).error());
    }
    return Slot(*this, *std::move(reworker));
}

void RenderSlots::giveBack(std::unique_ptr<PhotoReworker> reworker)
{
    const std::lock_guard lock(mutex_);
    ++free_;
    if (reworker)
        idle_.push_back(std::move(reworker));
}

} // namespace photodesk::server::services
