#pragma once

#include "app/client/api_types.h"
#include "app/client/sheet_types.h"
#include "app/client/transport.h"

namespace photodesk::app {

/// The staff API: typed requests, typed results. URLs and JSON stop here. Asynchronous; one thread.
class ApiClient : public QObject {
    Q_OBJECT
public:
    explicit ApiClient(Transport& transport, QObject* parent = nullptr);

    [[nodiscard]] QFuture<ApiResult<void>> ready();
    [[nodiscard]] QFuture<ApiResult<StaffSession>> signIn(const QString& user, const QString& password);
    [[nodiscard]] QFuture<ApiResult<WhoAmI>> whoAmI();
    QFuture<ApiResult<void>> signOut();
    [[nodiscard]] QFuture<ApiResult<QueueCounts>> queue();
    /// With filter.bulkId: what is left of its sample.
    [[nodiscard]] QFuture<ApiResult<Claims>> claim(const ClaimFilter& filter, int count);
    [[nodiscard]] QFuture<ApiResult<HeartbeatReply>> heartbeat(const QStringList& recordIds);
    QFuture<ApiResult<QStringList>> release(const QStringList& recordIds);
    /// As release(), and they do not come to the caller again for a while.
    [[nodiscard]] QFuture<ApiResult<QStringList>> returnPhotos(const QStringList& recordIds);
    [[nodiscard]] QFuture<ApiResult<QueueFilters>> filters(bool secondReview);
    [[nodiscard]] QFuture<ApiResult<OwnDay>> today();
    [[nodiscard]] QFuture<ApiResult<StaffRecord>> record(const QString& recordId);
    /// Asks leave to put the picture on the clipboard; stands in the audit log.
    [[nodiscard]] QFuture<ApiResult<void>> photoCopied(const QString& recordId, int attempt);
    [[nodiscard]] QFuture<ApiResult<DecisionReply>> decide(const Decision& decision);
    /// Answer: the item with its new picture. Overloaded with retryAfterMs while the server renders others.
    [[nodiscard]] QFuture<ApiResult<ReviewItem>> rework(const ReworkOrder& order);
    [[nodiscard]] QFuture<ApiResult<ReviewItem>> restore(const ReworkOrder& order); ///< without parameters
    /// With their parameters, oldest first.
    [[nodiscard]] QFuture<ApiResult<std::vector<Revision>>> revisions(const QString& recordId, int attempt);
    [[nodiscard]] QFuture<ApiResult<DecisionPage>> myDecisions(const QString& after, int limit);
    [[nodiscard]] QFuture<ApiResult<ReviewItem>> undo(const QString& decisionId);
    [[nodiscard]] QFuture<ApiResult<SheetRows>> sheetRows(const SheetQuery& query);
    [[nodiscard]] QFuture<ApiResult<ReviewItem>> claimRecord(const QString& recordId);
    [[nodiscard]] QFuture<ApiResult<std::optional<Bulk>>> currentBulk();
    [[nodiscard]] QFuture<ApiResult<Bulk>> startBulk(const QString& batchId,
                                                     const std::vector<BulkChoice>& photos,
                                                     const QByteArray& idempotencyKey);
    [[nodiscard]] QFuture<ApiResult<Bulk>> bulkStep(const QString& bulkId, BulkStep step);
    /// Bytes as they came, with their ETag; PhotoCache checks them.
    [[nodiscard]] QFuture<ApiResult<HttpReply>> photo(const QString& recordId, int attempt, PhotoKind kind);

    [[nodiscard]] Transport& transport() { return transport_; }

private:
    template <typename T, typename Parse>
    QFuture<ApiResult<T>> call(HttpRequest request, Parse parse);
    QFuture<ApiResult<void>> callVoid(HttpRequest request);
    QFuture<ApiResult<ReviewItem>> change(EndpointId id, const ReworkOrder& order);

    Transport& transport_;
};

} // namespace photodesk::app
