#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace photodesk::widgets {

/// A turning arc of 20 px; still (a clock) where reduced motion is asked for.
class Spinner : public QWidget {
    Q_OBJECT
public:
    explicit Spinner(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {20, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QTimer timer_;
    int step_ = 0;
};

/// Says that something goes on, but only once it has lasted 500 ms; with progress and cancel where possible.
/// Keeps its place while hidden, so nothing jumps.
class Busy : public QWidget {
    Q_OBJECT
public:
    explicit Busy(QWidget* parent = nullptr);

    void start(const QString& text, bool cancellable = false);
    void setText(const QString& text);
    void setProgress(qint64 done, qint64 total); ///< total ≤ 0: unknown
    void stop();
    [[nodiscard]] bool isRunning() const { return running_; }
    [[nodiscard]] bool isShowing() const; ///< running for longer than the delay

Q_SIGNALS:
    void shown(); ///< the delay has passed
    void cancelled();

private:
    void reveal(bool on);
    QTimer delay_;
    Spinner* spinner_;
    QLabel* text_;
    QProgressBar* bar_;
    QPushButton* cancel_;
    bool running_ = false;
};

} // namespace photodesk::widgets
