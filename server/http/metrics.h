#pragma once

#include "server/http/request.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <map>
#include <mutex>

namespace photodesk::server::http {

/// Counters at one moment.
struct MetricsSnapshot {
    struct Key {
        Method method = Method::Get;
        /// Template, never a path: the number of series stays small and nothing personal gets in.
        QString route;
        int status = 0;
        friend bool operator<(const Key& a, const Key& b)
        {
            if (const int order = QString::compare(a.route, b.route); order != 0)
                return order < 0;
            return a.method != b.method ? a.method < b.method : a.status < b.status;
        }
    };
    struct Value {
        qint64 requests = 0;
        std::chrono::microseconds time{0};
        qint64 bytesIn = 0;
        qint64 bytesOut = 0;
    };

    std::map<Key, Value> requests;
    qint64 connectionsOpen = 0;
    qint64 connectionsAccepted = 0;
    /// Turned away because connectionsMax was reached.
    qint64 connectionsRefused = 0;
    qint64 handlersQueued = 0;

    /// Prometheus text format 0.0.4, names beginning with photodesk_http_.
    [[nodiscard]] QByteArray prometheusText() const;
};

/// Collects them. Any thread.
class Metrics {
public:
    void count(const MetricsSnapshot::Key& key, const MetricsSnapshot::Value& value);
    void connectionOpened();
    void connectionClosed();
    void connectionRefused();
    [[nodiscard]] MetricsSnapshot snapshot() const;

private:
    mutable std::mutex mutex_;
    MetricsSnapshot now_;
};

} // namespace photodesk::server::http
