#pragma once

#include "app/client/outbox.h"
#include "app/review/review_queue.h"

#include <QElapsedTimer>

#include <functional>

namespace photodesk::app {

/// What the person says with a verdict.
struct Opinion {
    Verdict verdict = Verdict::Approve;
    QStringList reasons;
    QString mainReason, note;
    QStringList disagreements;
};

/// One photo after another. A decision takes the photo away and shows the next at once, while its commit to
/// the outbox goes on; the next decision waits for that commit. If the commit fails, the photo comes back and
/// the decision counts as not made.
class ReviewController : public QObject {
    Q_OBJECT
public:
    enum class Stage {
        Idle,    ///< not started, or given back
        Waiting, ///< asking for photos
        Empty,   ///< the server has none
        Deciding,
        Committing,
    };
    Q_ENUM(Stage)

    ReviewController(ReviewQueue& queue, Outbox& outbox, ApiClient& api, const Clock& clock,
                     QObject* parent = nullptr);

    [[nodiscard]] Stage stage() const;
    [[nodiscard]] const ReviewItem* current() const;
    /// The items from the current one on, then those before it, nearest first: what to prefetch.
    [[nodiscard]] std::vector<const ReviewItem*> around(int ahead, int behind) const;

    void decide(const Opinion& opinion);
    void undo();
    void next(); ///< without a decision
    void previous();
    void show(const QString& recordId);
    [[nodiscard]] bool canUndo() const { return !done_.empty(); }
    /// Takes back any decision of the caller by its id (history); the photo becomes the current one.
    void undoById(const QString& decisionId);

    [[nodiscard]] int today() const { return todayBase_ + todayLocal_; }
    [[nodiscard]] double medianSeconds() const;
    /// A rework gave the photo another picture and version: shown afresh where it is the current one.
    void replace(const ReviewItem& item);
    /// What is known here of this photo is out of date: it leaves; a claim brings it back if it is still
    /// ours.
    void forget(const QString& recordId);
    void reset(); ///< another person, or the screen was locked: undo and clock start afresh

    /// Codes the failed checks suggest, blocking ones first, each once.
    [[nodiscard]] static QStringList suggestedReasons(const Report& report);

Q_SIGNALS:
    void currentChanged();
    void replaced(const QString& recordId); ///< by replace(): its pictures are others now
    void stageChanged();
    /// On disk: from now on the decision exists.
    void decided(const photodesk::Decision& decision);
    void decisionFailed(const photodesk::Error& error); ///< it was not kept; the photo is back
    void takenBack(const photodesk::app::Opinion& opinion, bool fromServer);
    void undoFailed(const photodesk::Error& error);
    void countersChanged();
    void committed(qint64 microseconds); ///< how long the commit took

private:
    struct Done {
        QString key;
        ReviewItem item;
        int index = 0;
        Opinion opinion;
    };
    void onItemsChanged();
    void setCurrent(const QString& recordId);
    void commit(const Done& done, const Decision& decision);
    void afterCommit();
    void restore(const Done& done, const ReviewItem& item, bool fromServer);
    void setBusy(bool busy);

    ReviewQueue& queue_;
    Outbox& outbox_;
    ApiClient& api_;
    const Clock& clock_;
    QString currentId_;
    int currentIndex_ = 0;
    bool busy_ = false;                ///< a commit or an undo is under way
    std::function<void()> afterwards_; ///< the key that came meanwhile
    std::vector<Done> done_;
    QElapsedTimer shownFor_;
    std::vector<double> seconds_;
    int todayBase_ = 0, todayLocal_ = 0;
    quint64 generation_ = 0;
};

} // namespace photodesk::app
