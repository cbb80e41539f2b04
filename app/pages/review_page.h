#pragma once

#include "app/command_table.h"
#include "app/pages/photo_pane.h"
#include "app/review/workplace.h"

#include <QWidget>

class QMenu;
class QShortcut;
class QToolButton;

namespace photodesk::widgets {
class CheckListView;
class DecisionBar;
class QueueStrip;
class ReasonPicker;
} // namespace photodesk::widgets

namespace photodesk::app {

class KeyRouter;
class PersonHeader;
class RefusedPanel;
class SampleBar;

/// Strip, canvas, inspector. One photo after another, by keys.
class ReviewPage : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPage(Workplace& workplace, QWidget* parent = nullptr);

    void setSingleKeys(bool on);
    void showRefused(bool shown);
    void takeFocus(); ///< the page itself, not the canvas: no coloured ring beside skin
    [[nodiscard]] bool isRejecting() const { return rejecting_; }
    [[nodiscard]] PhotoPane* pane() const { return pane_; }
    [[nodiscard]] widgets::ReasonPicker* picker() const { return picker_; }
    [[nodiscard]] widgets::DecisionBar* bar() const { return bar_; }
    [[nodiscard]] widgets::CheckListView* checks() const { return checks_; }
    [[nodiscard]] widgets::QueueStrip* strip() const { return strip_; }
    [[nodiscard]] RefusedPanel* refusedPanel() const { return refused_; }
    [[nodiscard]] SampleBar* sampleBar() const { return sampleBar_; }

Q_SIGNALS:
    void sheetRequested();
    void photoShown(); ///< the current photo is on the canvas

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectWork();
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
    void buildFilterMenu();
    void retranslate();
    [[nodiscard]] PhotoPane::Photo screenPhoto(const ReviewItem& item, PhotoKind kind) const;

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
    QToolButton* filterButton_;
    QMenu* filterMenu_;
    QShortcut* confirm_;
    QShortcut* confirmKeypad_;
    bool rejecting_ = false;
    bool reasonsTouched_ = false;
    bool settingReasons_ = false;
    bool singleKeys_ = true;
    QSet<QString> thumbnailsAsked_;
};

} // namespace photodesk::app
