#include "server/http/metrics.h"

namespace photodesk::server::http {
namespace {

/// Label values escape backslash, quote and line feed (Prometheus text format 0.0.4).
QByteArray escaped(const QString& value)
{
    QByteArray out;
    for (const char c : value.toUtf8()) {
        if (c == '\\' || c == '"')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

void family(QByteArray& out, const char* name, const char* type, const char* help)
{
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
}

void single(QByteArray& out, const char* name, const char* type, const char* help, qint64 value)
{
    family(out, name, type, help);
    out.append(name).append(' ').append(QByteArray::number(value)).append('\n');
}

} // namespace

QByteArray MetricsSnapshot::prometheusText() const
{
    QByteArray out;
    const auto perRoute = [&](const char* name, const char* help, const auto& number) {
        family(out, name, "counter", help);
        for (const auto& [key, value] : requests) {
            const auto method = methodName(key.method);
            out.append(name).append("{method=\"").append(method.data(), method.size());
            out.append("\",route=\"").append(escaped(key.route)).append("\",status=\"");
            out.append(QByteArray::number(key.status)).append("\"} ").append(number(value)).append('\n');
        }
    };
    perRoute("photodesk_http_requests_total", "Requests answered.",
             [](const Value& value) { return QByteArray::number(value.requests); });
    perRoute("photodesk_http_request_seconds_total", "Time from the first byte in to the last byte out.",
             [](const Value& value) {
                 return QByteArray::number(std::chrono::duration<double>(value.time).count(), 'f', 6);
             });
    perRoute("photodesk_http_received_bytes_total", "Bytes of bodies received.",
             [](const Value& value) { return QByteArray::number(value.bytesIn); });
    perRoute("photodesk_http_sent_bytes_total", "Bytes of bodies sent.",
             [](const Value& value) { return QByteArray::number(value.bytesOut); });
    single(out, "photodesk_http_connections", "gauge", "Connections open.", connectionsOpen);
    single(out, "photodesk_http_connections_accepted_total", "counter", "Connections accepted.",
           connectionsAccepted);
    single(out, "photodesk_http_connections_refused_total", "counter", "Connections over the limit.",
           connectionsRefused);
    single(out, "photodesk_http_handlers_queued", "gauge", "Handlers waiting for a thread.", handlersQueued);
    return out;
}

void Metrics::count(const MetricsSnapshot::Key& key, const MetricsSnapshot::Value& value)
{
    const std::lock_guard lock(mutex_);
    MetricsSnapshot::Value& sum = now_.requests[key];
    sum.requests += value.requests;
    sum.time += value.time;
    sum.bytesIn += value.bytesIn;
    sum.bytesOut += value.bytesOut;
}

void Metrics::connectionOpened()
{
    const std::lock_guard lock(mutex_);
    ++now_.connectionsOpen;
    ++now_.connectionsAccepted;
}

void Metrics::connectionClosed()
{
    const std::lock_guard lock(mutex_);
    --now_.connectionsOpen;
}

void Metrics::connectionRefused()
{
    const std::lock_guard lock(mutex_);
    ++now_.connectionsRefused;
}

MetricsSnapshot Metrics::snapshot() const
{
    const std::lock_guard lock(mutex_);
    return now_;
}

} // namespace photodesk::server::http
