#pragma once

#include "domain/report.h"
#include "server/services/context.h"
#include "server/services/views.h"

namespace photodesk::server::services {

struct SheetQuery {
    QString batchId; ///< empty: every batch
    QString check;   ///< id of the check whose value and status are wanted; empty: none
    QString after;   ///< SheetPage::next of the page before
    int limit = 1;
};

/// ReviewPhoto of docs/api/openapi.yaml: a photo in first review, without name or report.
struct SheetPhoto {
    enum class Held { Free, Mine, Other };
    QString recordId, batchId;
    qint64 version = 0;
    int attempt = 0;
    bool repeated = false;
    MachineVerdict machineVerdict = MachineVerdict::Amber;
    qint64 queuedAt = 0;
    Held held = Held::Free;
    bool hasNote = false, hasDerived = false;
    QString thumbnailSha256;
    std::optional<QJsonObject> check; ///< {status, value}
};

struct SheetBatchView {
    QString id, school, name;
    qint64 waiting = 0;
    bool bulkAllowed = false;
    qint64 bulkSamplePercent = 0;
};

struct SheetPage {
    std::vector<SheetPhoto> items;
    std::optional<QString> next;
    std::vector<SheetBatchView> batches; ///< with the first page only
};
[[nodiscard]] QJsonObject toJson(const SheetPage& page);

/// Everything that waits for its first review at a glance. Any thread.
class ContactSheet {
public:
    explicit ContactSheet(const Context& context);

    /// In queue order, also what somebody holds. Errors: Forbidden, InvalidField (cursor).
    [[nodiscard]] Outcome<SheetPage> page(const Staff& staff, const SheetQuery& query) const;
    /// Leases one photo of the caller's choice. Errors: Forbidden, NotFound, NotAllowedInState, LeaseLost.
    [[nodiscard]] Outcome<ReviewItem> open(const Staff& staff, const QString& recordId);

private:
    Context context_;
};

} // namespace photodesk::server::services
