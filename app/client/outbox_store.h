#pragma once

#include "app/client/api_types.h"
#include "app/client/sealed_box.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QSqlDatabase>
#include <QThread>

#include <memory>
#include <optional>
#include <vector>

namespace photodesk::app {

/// A decision the server has not answered yet.
struct WaitingDecision {
    qint64 seq = 0; ///< order of deciding
    Decision decision;
};

/// A decision the server has refused for good; kept until the person has seen it.
struct RefusedDecision {
    qint64 seq = 0;
    Decision decision;
    Error error;
    std::optional<RecordBrief> present;
};

struct OutboxContent {
    std::vector<WaitingDecision> waiting; ///< oldest first
    std::vector<RefusedDecision> refused; ///< oldest first
};

/// The outbox file: SQLite in a thread of its own, each entry sealed whole; only order and kind are readable.
/// WAL and synchronous=FULL: a future that ended without error means the entry is on the disk.
/// Errors: OutboxUnavailable, OutboxSealed (another key), SchemaTooNew, StorageFull.
class OutboxStore {
public:
    OutboxStore();
    ~OutboxStore(); ///< finishes what is under way
    OutboxStore(const OutboxStore&) = delete;
    OutboxStore& operator=(const OutboxStore&) = delete;

    /// `owner` (server and user) is bound to every entry: another's file opens as OutboxSealed.
    [[nodiscard]] QFuture<Result<OutboxContent>> open(const QString& file, const QByteArray& owner,
                                                      const SealedBox& box);
    [[nodiscard]] QFuture<Result<qint64>> append(const Decision& decision);
    QFuture<Result<void>> remove(qint64 seq);
    QFuture<Result<void>> refuse(const RefusedDecision& refused);
    QFuture<Result<void>> close();

private:
    struct State;
    template <typename Work>
    auto post(Work work);

    QThread thread_;
    QObject* inThread_; ///< receives the work; lives in thread_
    std::shared_ptr<State> state_;
};

} // namespace photodesk::app
