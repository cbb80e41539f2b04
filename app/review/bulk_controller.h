#pragma once

#include "app/client/outbox.h"
#include "app/client/session.h"
#include "app/review/review_controller.h"

#include <QSet>

namespace photodesk::app {

/// This person's bulk approval. What it has come to lies on the server; this asks for it after every decision
/// on its sample, after signing in and when the server is back, so that nothing is lost with the workstation.
class BulkController : public QObject {
    Q_OBJECT
public:
    BulkController(ApiClient& api, Session& session, Outbox& outbox, ReviewQueue& queue,
                   ReviewController& review, QObject* parent = nullptr);

    [[nodiscard]] bool mayApprove() const; ///< has the right
    [[nodiscard]] const std::optional<Bulk>& bulk() const { return bulk_; }
    [[nodiscard]] bool isSampling() const { return bulk_ && bulk_->state == BulkState::Sampling; }
    /// Every photo of the sample is approved and the server knows it.
    [[nodiscard]] bool isReady() const { return isSampling() && bulk_->isReady(); }
    [[nodiscard]] bool isLooking() const; ///< the review page shows the sample
    [[nodiscard]] bool isBusy() const { return busy_; }
    /// Approved by this person, also where the server has not heard of it yet.
    [[nodiscard]] int looked() const;

    void start(const QString& batchId, const std::vector<BulkChoice>& photos);
    void look(); ///< the queue is the sample from now on
    void stopLooking();
    void approve();
    void cancel();
    void undo();
    void dismiss(); ///< an ended one is no longer shown
    void refresh();
    void clear(); ///< signed out: the next person has their own

Q_SIGNALS:
    void changed();
    void failed(const photodesk::Error& error);

private:
    void step(BulkStep step);
    void settle(const ApiResult<Bulk>& reply);
    void take(std::optional<Bulk> bulk);

    ApiClient& api_;
    Session& session_;
    Outbox& outbox_;
    ReviewQueue& queue_;
    std::optional<Bulk> bulk_;
    QString dismissed_;     ///< id
    QSet<QString> decided_; ///< here, whether or not the server has heard of it
    ClaimFilter before_;    ///< to go back to
    QByteArray startKey_;   ///< kept until the server has answered: a lost answer is asked for again
    bool busy_ = false;
    bool asking_ = false, askAgain_ = false;
    quint64 generation_ = 0;
};

} // namespace photodesk::app
