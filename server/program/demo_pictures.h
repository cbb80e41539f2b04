#pragma once

#include "domain/result.h"
#include "server/services/photo_processor.h"

#include <QHash>

#include <vector>

namespace photodesk::server::program {

/// Runs the demo's pictures through the real engine ahead of time, on all cores, so that seeding does not
/// wait for them one by one; then hands the results out as the upload worker's processor.
class DemoPictures final : public services::PhotoProcessor {
public:
    /// Errors: those of the engine's creation.
    [[nodiscard]] Result<void> prepare(const std::vector<services::ProcessingOrder>& orders,
                                       const services::ImagingLimits& limits);
    [[nodiscard]] Result<services::ProcessedPhoto> process(const services::ProcessingOrder& order) override;

private:
    QHash<QByteArray, Result<services::ProcessedPhoto>> done_;
};

} // namespace photodesk::server::program
