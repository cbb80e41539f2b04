#pragma once

#include "app/key_map.h"
#include "app/pages/photo_pane.h"
#include "app/review/workplace.h"

#include <QTimer>
#include <QWidget>

class QShortcut;
class QToolButton;

namespace photodesk::widgets {
class CheckListView;
class DecisionBar;
class QueueStrip;
class ReasonPicker;
} // namespace photodesk::widgets

namespace photodesk::app {

class AttemptList;
class KeyRouter;
class PersonHeader;
class QueueFilterMenu;
class RefusedPanel;
class SampleBar;

/// Strip, canvas, inspector. One photo after another, by keys.
class ReviewPage : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPage(Workplace& workplace, QWidget* parent = nullptr);

    void showRefused(bool shown);
    void takeFocus(); ///< the page itself, not the canvas: no coloured ring beside skin
    [[nodiscard]] bool isRejecting() const { return rejecting_; }
    [[nodiscard]] PhotoPane* pane() const { return pane_; }
    [[nodiscard]] widgets::ReasonPicker* picker() const { return picker_; }
    [[nodiscard]] widgets::DecisionBar* bar() const { return bar_; }
    [[nodiscard]] widgets::CheckListView* checks() const { return checks_; }
    [[nodiscard]] widgets::QueueStrip* strip() const { return strip_; }
    [[nodiscard]] AttemptList* history() const { return history_; }
    [[nodiscard]] RefusedPanel* refusedPanel() const { return refused_; }
    [[nodiscard]] SampleBar* sampleBar() const { return sampleBar_; }

Q_SIGNALS:
    void reworkRequested(); ///< for the current photo
    void sheetRequested();
    void photoShown(); ///< the current photo is on the canvas

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectWork();
    void showPictures(const ReviewItem& item);
    void onCurrentChanged();
    void onStageChanged();
    void onItemsChanged();
    void onPhoto(const PhotoKey& key);
    void onDecided(const Decision& decision);
    void onVerdict(Verdict verdict);
    void send(Verdict verdict);
    void setRejecting(bool rejecting);
    void run(Command command);
    void hold(Command command, bool down, bool longHold);
    void cancel();
    void fetchThumbnails();
    void applyKeys();
    void connectDesk();
    void say(const QString& words); ///< in the quiet line, for a moment
    void giveBack();
    void showNothingLeft();
    void toggleHistory();
    void refreshHistory();
    void copyPhoto();
    void forgetClipboard();
    void applyPolicy();
    void retranslate();
    void connectPane();
    void onThumbnail(const QString& recordId);
    [[nodiscard]] PhotoPane::Pixels pixelsOf(const ComparePicture& picture) const;

    Workplace& work_;
    widgets::QueueStrip* strip_;
    PhotoPane* pane_;
    PersonHeader* header_;
    widgets::CheckListView* checks_;
    widgets::ReasonPicker* picker_;
    widgets::DecisionBar* bar_;
    RefusedPanel* refused_;
    SampleBar* sampleBar_;
    KeyRouter* keys_;
    QueueFilterMenu* filter_;
    QToolButton* reworkButton_;
    AttemptList* history_;
    QWidget* checkArea_ = nullptr; ///< gives its place to the history
    QTimer watermarkClock_;
    bool copied_ = false; ///< a photo lies on the clipboard
    QString shownId_;     ///< record on the canvas
    QShortcut* confirm_;
    QShortcut* confirmKeypad_;
    bool rejecting_ = false;
    bool reasonsTouched_ = false;
    bool settingReasons_ = false;
    KeyMap keyMap_;
    QSet<QString> thumbnailsAsked_;
};

} // namespace photodesk::app
