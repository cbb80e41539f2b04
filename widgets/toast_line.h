#pragma once

#include <QKeySequence>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace photodesk::widgets {

/// The quiet line at the foot of the canvas: "Rejected · glasses   Undo Z". It appears and goes without
/// moving anything: lay it into the page or over the canvas; it keeps its height while empty.
class ToastLine : public QWidget {
    Q_OBJECT
public:
    explicit ToastLine(QWidget* parent = nullptr);

    /// Replaces what stands there. With `forMs` > 0 it empties itself after that time. The action's key is
    /// only shown; the page owns the shortcut.
    void show(const QString& text, const QString& action = {}, const QKeySequence& key = {}, int forMs = 0);
    using QWidget::show;
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* actionButton() const { return action_; }

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* text_;
    QPushButton* action_;
    QTimer timer_;
};

} // namespace photodesk::widgets
