#include "app/review/rest_reminder.h"

#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {
constexpr int lookEveryMs = 5000;
constexpr qint64 minuteMs = 60'000;
} // namespace

RestReminder::Options RestReminder::Options::fromLimits()
{
    return {resources::limit("rest_after_ms"_L1), resources::limit("rest_pause_ms"_L1),
            resources::limit("rest_again_ms"_L1)};
}

RestReminder::RestReminder(const IdleMonitor& idle, const Clock& clock, const Options& options,
                           QObject* parent)
    : QObject(parent), idle_(idle), clock_(clock), options_(options), seenInput_(idle.lastInputMs())
{
    connect(&timer_, &QTimer::timeout, this, &RestReminder::check);
    timer_.start(lookEveryMs);
}

void RestReminder::setEnabled(bool enabled)
{
    enabled_ = enabled;
    restart();
}

void RestReminder::restart()
{
    since_.reset();
    seenInput_ = idle_.lastInputMs();
    if (std::exchange(said_, std::nullopt))
        Q_EMIT rested();
}

void RestReminder::check()
{
    if (!enabled_)
        return;
    const qint64 now = clock_.nowMs(), input = idle_.lastInputMs();
    // Also a pause that nobody watched, as when the computer slept.
    const bool paused = now - input >= options_.pauseMs || input - seenInput_ >= options_.pauseMs;
    if (paused)
        restart();
    seenInput_ = input;
    if (now - input >= options_.pauseMs)
        return;
    if (!since_)
        since_ = input;
    if (now - *since_ < options_.afterMs || (said_ && now - *said_ < options_.againMs))
        return;
    said_ = now;
    Q_EMIT due(int((now - *since_) / minuteMs));
}

} // namespace photodesk::app
