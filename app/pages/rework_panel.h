#pragma once

#include "app/key_map.h"
#include "domain/report.h"
#include "widgets/matte_brush.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace photodesk::widgets {
class Busy;
}

namespace photodesk::app {

/// The inspector of a rework: what the standard makes of the framing, turn, brush, and what to do with it.
class ReworkPanel : public QFrame {
    Q_OBJECT
public:
    explicit ReworkPanel(QWidget* parent = nullptr);

    void setMeasures(const std::vector<CheckResult>& checks);
    void setTurn(double degrees, double most);
    void setBrush(widgets::MatteBrush::Mark mark, int radius);
    struct Can {
        bool edit = false, undo = false, redo = false, reset = false, restore = false, save = false;
    };
    void setCan(const Can& can);
    void setSaving(bool saving);
    void setKeys(const KeyMap& keys);
    [[nodiscard]] static int brushLeast() { return 2; }
    [[nodiscard]] static int brushMost() { return 100; }

Q_SIGNALS:
    void turnChosen(double degrees);
    void turnEnded();
    void markChosen(photodesk::widgets::MatteBrush::Mark mark);
    void radiusChosen(int radius);
    void undoRequested();
    void redoRequested();
    void resetRequested();
    void restoreRequested();
    void saveRequested();
    void cancelRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectParts();
    void retranslate();

    std::vector<CheckResult> checks_;
    KeyMap keyMap_;
    double turnMost_ = 0;
    QLabel* frameTitle_;
    QVBoxLayout* measures_;
    QLabel* turnTitle_;
    QLabel* turnValue_;
    QSlider* turn_;
    QToolButton* turnLeft_;
    QToolButton* turnRight_;
    QLabel* brushTitle_;
    QPushButton* keep_;
    QPushButton* remove_;
    QLabel* radiusValue_;
    QSlider* radius_;
    QPushButton* undo_;
    QPushButton* redo_;
    QPushButton* reset_;
    QPushButton* restore_;
    widgets::Busy* busy_;
    QPushButton* cancel_;
    QPushButton* save_;
};

} // namespace photodesk::app
