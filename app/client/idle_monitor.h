#pragma once

#include "app/client/clock.h"

#include <QObject>
#include <QTimer>

namespace photodesk::app {

/// Sees every key press and pointer move of the application. Heartbeats ask whether somebody was there
/// lately; after `lockAfterMs` without input it says so once.
class IdleMonitor : public QObject {
    Q_OBJECT
public:
    IdleMonitor(const Clock& clock, qint64 lockAfterMs, QObject* parent = nullptr);

    [[nodiscard]] bool hadInputWithin(qint64 ms) const { return clock_.nowMs() - lastInputMs_ <= ms; }
    [[nodiscard]] qint64 lastInputMs() const { return lastInputMs_; }
    void setLockAfter(qint64 ms) { lockAfterMs_ = ms; }
    void noteInput();
    void check(); ///< looks at the clock now; the timer does it by itself

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const Clock& clock_;
    qint64 lockAfterMs_;
    qint64 lastInputMs_;
    bool said_ = false;
    QTimer timer_;
};

} // namespace photodesk::app
