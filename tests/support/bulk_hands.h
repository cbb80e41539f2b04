#pragma once

#include "tests/support/service_world.h"

namespace photodesk::test {

/// Hands to approve in bulk: photos that wait, a request for all of them, and the sample looked at.
class BulkHands {
public:
    explicit BulkHands(World& world) : world_(world) {}

    /// `count` clean photos in a batch that allows it. Answer: the batch's id.
    QString waiting(int count, bool allowed = true);
    /// Everything on the sheet, as this person sees it.
    [[nodiscard]] std::vector<server::services::SheetPhoto> sheet(const server::services::Staff& staff);
    /// All of the sheet.
    [[nodiscard]] server::services::BulkRequest everything(const server::services::Staff& staff,
                                                           const QString& batch);
    /// Starts with everything; must succeed.
    [[nodiscard]] server::services::Bulk started(const server::services::Staff& staff, const QString& batch);
    /// Approves every photo of the sample singly. Answer: the decisions' ids.
    QStringList approveSample(const server::services::Staff& staff, const QString& bulk);
    [[nodiscard]] std::vector<server::services::ReviewItem> sample(const server::services::Staff& staff,
                                                                   const QString& bulk);
    [[nodiscard]] server::services::Bulk current(const server::services::Staff& staff);
    void withdraw(const QString& record);
    [[nodiscard]] RecordState state(const QString& record);
    [[nodiscard]] qint64 count(const QString& sql);

private:
    World& world_;
};

} // namespace photodesk::test
