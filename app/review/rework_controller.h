#pragma once

#include "app/review/rework_bench.h"
#include "app/review/workplace.h"

namespace photodesk::app {

/// One photo under staff's own crop, turn and brush, from opening it to the server's answer. Pixels are made
/// in the imaging pool, one job at a time: while one runs only the newest wish waits. What was set survives
/// every failure, and a locked screen; the photo does not.
class ReworkController : public QObject {
    Q_OBJECT
public:
    enum class Stage {
        Closed,
        Loading,
        NeedsEyes, ///< no face was found: somebody has to place the eyes
        Ready,
        Saving,
        Broken, ///< the photo can't be opened
        Lost,   ///< no longer this person's, or another one by now: nothing can be saved
    };
    Q_ENUM(Stage)

    explicit ReworkController(Workplace& workplace, QObject* parent = nullptr);
    ~ReworkController() override;

    void open(const ReviewItem& item);
    /// Wipes the photo and forgets what was set.
    void close();
    [[nodiscard]] Stage stage() const { return stage_; }
    [[nodiscard]] const ReviewItem* item() const { return item_ ? &*item_ : nullptr; }
    [[nodiscard]] bool isChanged() const { return plan_.isChanged(); }
    [[nodiscard]] bool canSave() const;
    [[nodiscard]] bool canRestore() const; ///< the machine's own is not what is shown now

    [[nodiscard]] const ReworkPlan& plan() const { return plan_; }
    [[nodiscard]] const Standard& standard() const { return standard_; }
    [[nodiscard]] const imaging::Analysis* analysis() const { return analysis_.get(); }
    [[nodiscard]] QSize photoSize() const;
    [[nodiscard]] const QImage& preview() const { return preview_; } ///< the original, RGB32
    [[nodiscard]] const QImage& picture() const { return picture_; } ///< the result as it is set now
    [[nodiscard]] const QImage& before() const { return before_; }   ///< the result as it was on opening
    [[nodiscard]] bool isPainting() const { return painting_; }      ///< picture() is not up to date
    /// The checks of place for the framing as it is set now. Cheap.
    [[nodiscard]] std::vector<CheckResult> judged() const;
    [[nodiscard]] double turnMost() const { return standard_.staffRotateMaxDeg; }

    /// `row`: one of many small changes that are undone together. Pixels of the original.
    void moveCrop(QPointF by, bool row);
    void setCrop(const QRectF& crop, ReworkPlan::Kind kind, bool row);
    void sizeCrop(double factor, bool row); ///< about its middle
    void setTurn(double degrees, bool row); ///< held within turnMost(), in tenths
    /// Output pixels.
    void addStroke(imaging::Stroke::Mark mark, const std::vector<QPointF>& points, double radius);
    void placeEyes(QPointF one, QPointF other); ///< in any order
    void endRow();                              ///< a drag is over: the next one is another step
    void undo();
    void redo();
    void reset(); ///< as it was on opening; can be undone

    void save();
    void restore();   ///< the machine's own picture again, on the server
    void sendAgain(); ///< after saveFailed(): what was asked for last, as it is set now
    /// While Saving: no longer waits. The server may take it all the same.
    void stopSaving();

Q_SIGNALS:
    void stageChanged();
    void stateChanged();                        ///< crop, turn, strokes, undo
    void pictureChanged();                      ///< picture(), before() or preview()
    void strokeRefused();                       ///< one too many, or too large: it was taken back
    void draftReturned();                       ///< what was set before the screen was locked is here again
    void failed(const photodesk::Error& error); ///< opening or painting, or a conflict (Lost)
    void saveFailed(const photodesk::Error& error); ///< the work is kept and can be sent again
    void saved();                                   ///< the queue has the new item

private:
    struct Draft {
        QString recordId, sha;
        ReworkState state;
    };
    void setStage(Stage stage);
    void load();
    void onBench(const Result<std::shared_ptr<ReworkBench>>& bench);
    void onAnalysed();
    void begin(const ReworkState& state);
    [[nodiscard]] std::optional<ReworkState> stateOf(const std::vector<Revision>& revisions) const;
    void paint();
    void painted(const ReworkState& wanted, const Result<ReworkBench::Shown>& shown);
    void changed();
    void send(bool restore);
    void answered(const ApiResult<ReviewItem>& answer);
    void onQueue();
    void onSession();
    void wipe();

    Workplace& work_;
    Stage stage_ = Stage::Closed;
    std::optional<ReviewItem> item_;
    std::shared_ptr<ReworkBench> bench_; ///< touched only by the job under way, or while none is
    Standard standard_;
    std::shared_ptr<const imaging::Analysis> analysis_;
    QImage preview_, picture_, before_;
    std::vector<Revision> revisions_;
    ReworkPlan plan_;
    bool painting_ = false, again_ = false;
    ReworkOrder order_; ///< sent last: the same again keeps its key
    QTimer retry_;
    bool restoring_ = false;
    std::optional<Draft> draft_;
    quint64 generation_ = 0;
};

} // namespace photodesk::app
