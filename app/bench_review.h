#pragma once

#include "app/pages/main_window.h"
#include "app/timed_application.h"

#include <QElapsedTimer>

namespace photodesk::app {

/// photodesk --bench-review N: approves N photos by key and prints one JSON line: from the key press to the
/// end of the paint event that shows the next photo with its overlays, the outbox's commits, the start, the
/// memory.
class BenchReview : public QObject {
    Q_OBJECT
public:
    BenchReview(Workplace& workplace, MainWindow& window, int count, const QElapsedTimer& sinceStart,
                QObject* parent = nullptr);

Q_SIGNALS:
    void finished(int exitCode);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void consider();
    void painted();
    void report();
    [[nodiscard]] bool nextIsPrefetched() const;

    Workplace& work_;
    MainWindow& window_;
    int count_;
    const QElapsedTimer& sinceStart_;
    QElapsedTimer sincePress_;
    QString waitingFor_; ///< record that is to be painted
    std::vector<double> paintMs_, commitMs_;
    double windowMs_ = -1, firstPhotoMs_ = -1;
    double earlyMiB_ = -1; ///< resident after a tenth of the photos
    bool waiting_ = false;
};

} // namespace photodesk::app
