#pragma once

#include "app/client/api_client.h"
#include "app/client/idle_monitor.h"

#include <QSet>
#include <QTimer>

namespace photodesk::app {

/// The photos leased to this person, in the order to be looked at. Claims more when few are left; renews
/// leases only while somebody gave input lately; goes on with what it has when the server can't be reached.
class ReviewQueue : public QObject {
    Q_OBJECT
public:
    struct Options {
        qint64 heartbeatMs, inputRecentMs, pollMs;
        int claimDepth, refillLow;
        static Options from(const ReviewSettings& settings);
    };
    ReviewQueue(ApiClient& api, const IdleMonitor& idle, QObject* parent = nullptr);

    void start(const Options& options);
    /// Gives everything undecided back and claims no more until start().
    void giveBack();
    /// Forgets without asking the server (it has ended the leases, or will).
    void clear();
    [[nodiscard]] bool isRunning() const { return running_; }

    void setFilter(const ClaimFilter& filter); ///< gives back what the filter leaves out
    [[nodiscard]] const ClaimFilter& filter() const { return filter_; }
    void refresh(); ///< asks for more now

    [[nodiscard]] const std::vector<ReviewItem>& items() const { return items_; }
    [[nodiscard]] const ReviewItem* find(const QString& recordId) const;
    [[nodiscard]] int indexOf(const QString& recordId) const; ///< -1 when absent
    [[nodiscard]] const std::optional<QueueCounts>& counts() const { return counts_; }
    [[nodiscard]] bool isClaiming() const { return claiming_; }

    /// A decision was made: the photo leaves, and a claim that still names it does not bring it back.
    void take(const QString& recordId);
    /// Decided in an earlier run and not sent yet: the server still offers it, and it must not be decided
    /// again.
    void expectDecided(const QString& recordId, qint64 version);
    /// The server has the decision: its claims no longer name the photo.
    void settle(const QString& recordId);
    /// Leaves at once and goes to somebody else; comes back when the server can't be told.
    void returnPhoto(const QString& recordId);
    /// It comes back (undo, or the decision could not be kept).
    void putBack(const ReviewItem& item, int index);

Q_SIGNALS:
    void itemsChanged();
    void countsChanged();
    void leasesLost(const QStringList& recordIds);
    void photoReturned(const QString& recordId);
    void returnFailed(const photodesk::Error& error); ///< the photo is back
    void claimFailed(const photodesk::Error& error);  ///< passing; tried again

private:
    void claim();
    void onClaims(const Claims& claims);
    void beat();
    void setCounts(const QueueCounts& counts);
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] static QString markOf(const RecordBrief& record);

    ApiClient& api_;
    const IdleMonitor& idle_;
    Options options_{};
    ClaimFilter filter_;
    std::vector<ReviewItem> items_;
    QSet<QString> taken_;     ///< record and version
    QSet<QString> unsettled_; ///< records the server still counts as held
    QSet<QString> returned_;  ///< marks a claim under way may still name
    std::optional<QueueCounts> counts_;
    bool running_ = false;
    bool claiming_ = false;
    bool askedAgain_ = false;
    quint64 generation_ = 0;
    quint64 run_ = 0; ///< as generation_, but another filter is the same run
    QTimer heartbeat_, poll_;
};

} // namespace photodesk::app
