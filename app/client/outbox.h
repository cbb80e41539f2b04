#pragma once

#include "app/client/api_client.h"
#include "app/client/clock.h"
#include "app/client/outbox_store.h"

#include <QHash>
#include <QTimer>

namespace photodesk::app {

/// Decisions on their way. append() ends after the commit on disk: from then on the decision exists and is
/// sent until the server answers, in the order of deciding for each record, with the same idempotency key.
/// What the server refuses for good moves to refused(), on disk too. Sends only while setSending(true).
class Outbox : public QObject {
    Q_OBJECT
public:
    struct Options {
        qint64 retryFirstMs, retryMaxMs;
        static Options fromLimits();
    };
    Outbox(ApiClient& api, const Clock& clock, Options options, QObject* parent = nullptr);

    /// `owner`: server and user, whose file this is. Errors as OutboxStore.
    [[nodiscard]] QFuture<Result<void>> open(const QString& file, const QByteArray& owner,
                                             const SealedBox& box);
    /// Stops sending and forgets the content in memory; the file stays.
    void close();
    [[nodiscard]] bool isOpen() const { return open_; }

    /// May be called as soon as open() has been.
    [[nodiscard]] QFuture<Result<void>> append(const Decision& decision);
    /// Takes a decision out that has certainly not reached the server: true. False: the server has it, use
    /// its undo. NetworkUnreachable: nobody knows yet.
    [[nodiscard]] QFuture<Result<bool>> takeBack(const QString& idempotencyKey);
    /// The server's answer to a decision sent in this session.
    [[nodiscard]] std::optional<DecisionReply> replyTo(const QString& idempotencyKey) const;
    /// The person has seen a refusal.
    void dismiss(qint64 seq);

    void setSending(bool sending);
    void poke(); ///< the network is back: try everything now

    [[nodiscard]] int unsent() const { return int(waiting_.size()); }
    [[nodiscard]] const std::vector<RefusedDecision>& refused() const { return refused_; }
    [[nodiscard]] std::vector<Decision> unsentDecisions() const;
    [[nodiscard]] bool holds(const QString& recordId) const; ///< an unsent decision on that record

Q_SIGNALS:
    void countsChanged(int unsent, int refused);
    void accepted(const photodesk::Decision& decision, const photodesk::app::DecisionReply& reply);
    void refusedNow(const photodesk::app::RefusedDecision& refused);
    void delayed(const photodesk::Error& error); ///< sent later; nothing is lost

private:
    struct Waiting {
        WaitingDecision entry;
        qint64 notBeforeMs = 0;
        int tries = 0;
        bool mayHaveHappened = false;
    };
    void sendNext();
    [[nodiscard]] Waiting* nextToSend(qint64 nowMs);
    void answered(qint64 seq, const ApiResult<DecisionReply>& reply);
    void postpone(Waiting& waiting, const ApiError& error);
    void drop(qint64 seq);
    void wakeAt(qint64 nowMs);
    [[nodiscard]] std::vector<Waiting>::iterator find(qint64 seq);
    void announce();

    ApiClient& api_;
    const Clock& clock_;
    Options options_;
    OutboxStore store_;
    bool open_ = false, opening_ = false;
    bool sending_ = false;
    quint64 generation_ = 0; ///< answers to an earlier opening are not ours
    std::optional<qint64> inFlight_;
    std::vector<Waiting> waiting_;
    std::vector<RefusedDecision> refused_;
    QHash<QString, DecisionReply> replies_;
    QHash<qint64, std::shared_ptr<QPromise<Result<bool>>>> takingBack_; ///< waits for the one in flight
    QTimer retry_;
};

} // namespace photodesk::app
