#include "app/timed_application.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::app {

std::vector<double>& TimedApplication::stretchesMs()
{
    static std::vector<double> stretches;
    return stretches;
}

TimedApplication::Stall& TimedApplication::longest()
{
    static Stall stall;
    return stall;
}

int TimedApplication::stalls()
{
    constexpr double frameMs = 16;
    return int(std::ranges::count_if(stretchesMs(), [](double ms) { return ms > frameMs; }));
}

void TimedApplication::forget()
{
    stretchesMs().clear();
    longest() = {};
}

bool TimedApplication::notify(QObject* receiver, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (depth_ > 0) { // part of a stretch already timed
        const bool handled = QApplication::notify(receiver, event);
        if (type == QEvent::Paint && onPainted)
            onPainted(receiver);
        return handled;
    }
    const char* name = receiver->metaObject()->className(); // the receiver may be gone afterwards
    QElapsedTimer timer;
    timer.start();
    ++depth_;
    const bool handled = QApplication::notify(receiver, event);
    --depth_;
    constexpr double nsPerMs = 1e6, worthKeepingMs = 0.1;
    if (const double ms = double(timer.nsecsElapsed()) / nsPerMs; ms >= worthKeepingMs) {
        stretchesMs().push_back(ms);
        if (ms > longest().ms)
            longest() = {ms, name, int(type)};
    }
    if (onHandled)
        onHandled();
    return handled;
}

double quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return -1;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(q * double(values.size())))];
}

double peakMiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024.0;
    }
    return -1;
}

} // namespace photodesk::app
