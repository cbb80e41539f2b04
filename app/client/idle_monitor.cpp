#include "app/client/idle_monitor.h"

#include <QCoreApplication>
#include <QEvent>

namespace photodesk::app {
namespace {
constexpr int lookEveryMs = 5000;
}

IdleMonitor::IdleMonitor(const Clock& clock, qint64 lockAfterMs, QObject* parent)
    : QObject(parent), clock_(clock), lockAfterMs_(lockAfterMs), lastInputMs_(clock.nowMs())
{
    connect(&timer_, &QTimer::timeout, this, &IdleMonitor::check);
    timer_.start(lookEveryMs);
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleMonitor::noteInput()
{
    lastInputMs_ = clock_.nowMs();
    said_ = false;
}

void IdleMonitor::check()
{
    if (said_ || hadInputWithin(lockAfterMs_))
        return;
    said_ = true;
    Q_EMIT idle();
}

bool IdleMonitor::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // comes first: a key that is a shortcut, or a command, comes no further
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress: noteInput(); break;
    default: break;
    }
    return false;
}

} // namespace photodesk::app
