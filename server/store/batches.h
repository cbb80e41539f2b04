#pragma once

#include "server/store/connection.h"

/// Schools, batches and the feature codes that open them.
namespace photodesk::server::store {

struct BatchRow {
    QString id, schoolId, school, name, standard, background, captureMode, state;
    qint64 feeFen = 0;
    std::optional<qint64> opensAt, closesAt;
    bool bulkAllowed = false;
    std::optional<qint64> bulkSamplePercent; ///< absent: as resources/limits.json has it

    [[nodiscard]] bool isOpen(qint64 now) const
    {
        return state == u"open" && (!opensAt || *opensAt <= now) && (!closesAt || now < *closesAt);
    }
};

struct FeatureCodeRow {
    QString code, batch, state;
    std::optional<qint64> expiresAt;
};

struct StateCount {
    QString batch, state;
    qint64 count = 0;
};

[[nodiscard]] Result<std::optional<QString>> schoolByName(Connection& c, const QString& name);
[[nodiscard]] Result<void> insertSchool(Connection& c, const QString& id, const QString& name, qint64 now);
[[nodiscard]] Result<void> insertBatch(Connection& c, const BatchRow& row, qint64 now);
[[nodiscard]] Result<std::optional<BatchRow>> batchById(Connection& c, const QString& id);
[[nodiscard]] Result<std::vector<BatchRow>> allBatches(Connection& c); ///< newest first
[[nodiscard]] Result<void> setBatchState(Connection& c, const QString& id, QLatin1StringView state);
[[nodiscard]] Result<void> setBatchBulk(Connection& c, const QString& id, bool allowed,
                                        std::optional<qint64> samplePercent);
[[nodiscard]] Result<std::vector<StateCount>> recordCounts(Connection& c);

[[nodiscard]] Result<void> insertFeatureCode(Connection& c, const FeatureCodeRow& row, qint64 now);
[[nodiscard]] Result<std::optional<FeatureCodeRow>> featureCode(Connection& c, const QString& code);
/// Live ones, newest first.
[[nodiscard]] Result<std::vector<FeatureCodeRow>> liveFeatureCodes(Connection& c, qint64 now);
[[nodiscard]] Result<int> setFeatureCodeState(Connection& c, const QString& code, QLatin1StringView state);

} // namespace photodesk::server::store
