#pragma once

#include <QtGlobal>

namespace photodesk::server::services {

/// The only source of "now" for use cases, so that tests can turn it. Any thread.
class Clock {
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01 UTC.
    [[nodiscard]] virtual qint64 nowMs() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override;
};

} // namespace photodesk::server::services
