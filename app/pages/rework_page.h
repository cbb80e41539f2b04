#pragma once

#include "app/key_map.h"
#include "app/review/rework_controller.h"
#include "widgets/banner.h"
#include "widgets/matte_brush.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace photodesk::widgets {
class CropFrame;
} // namespace photodesk::widgets

namespace photodesk::app {

class ReworkPanel;

/// One photo under crop, turn and brush: the original with its frame at the left, the result at the right.
class ReworkPage : public QWidget {
    Q_OBJECT
public:
    explicit ReworkPage(Workplace& workplace, QWidget* parent = nullptr);

    void open(const ReviewItem& item);
    [[nodiscard]] bool isOpen() const;
    void takeFocus();
    void setKeys(const KeyMap& keys);
    [[nodiscard]] ReworkController& controller() { return controller_; }
    [[nodiscard]] widgets::CropFrame* frame() const { return frame_; }
    [[nodiscard]] widgets::MatteBrush* brush() const { return brush_; }
    [[nodiscard]] ReworkPanel* panel() const { return panel_; }
    [[nodiscard]] widgets::Banner* banner() const { return banner_; }

Q_SIGNALS:
    void closed(bool saved);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void connectParts();
    void onStage();
    void onState();
    void onPicture();
    void say(widgets::Banner::Kind kind, const widgets::Banner::Text& text);
    void onFailed(const Error& error);
    void onSaveFailed(const Error& error);
    void run(Command command, int steps);
    void setBrush(widgets::MatteBrush::Mark mark, int radius);
    void setSideBySide(bool on);
    void glance(bool on);
    void cancel();
    void retranslate();
    void refreshHint();
    [[nodiscard]] QString titleText() const;

    Workplace& work_;
    ReworkController controller_;
    QLabel* title_;
    QLabel* hint_;
    QWidget* foot_;
    widgets::Banner* banner_;
    QLabel* frameCaption_;
    QLabel* brushCaption_;
    widgets::CropFrame* frame_;
    widgets::MatteBrush* beforeView_; ///< side by side, in the frame's place
    QStackedLayout* left_;
    widgets::MatteBrush* brush_;
    ReworkPanel* panel_;
    QImage shownPreview_;
    KeyMap keyMap_;
    bool open_ = false;
    bool sideBySide_ = false;
};

} // namespace photodesk::app
