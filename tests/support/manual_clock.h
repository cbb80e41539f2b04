#pragma once

#include "server/services/clock.h"

#include <atomic>

namespace photodesk::test {

/// Stands still until it is turned. Any thread.
class ManualClock final : public server::services::Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return now_.load(); }
    void advance(qint64 ms) { now_ += ms; }

private:
    std::atomic<qint64> now_{1'795'000'000'000}; // in November 2026
};

} // namespace photodesk::test
