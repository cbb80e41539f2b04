#pragma once

#include <QApplication>

#include <functional>
#include <vector>

namespace photodesk::app {

/// Watches the event loop from outside: how long the GUI thread was busy at a stretch, and with what.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

    struct Stall {
        double ms = 0;
        const char* receiver = ""; ///< class that handled the outermost event
        int event = 0;             ///< QEvent::Type
    };
    [[nodiscard]] static std::vector<double>& stretchesMs(); ///< those of a tenth of a millisecond and more
    [[nodiscard]] static Stall& longest();
    /// Stretches longer than a frame of 60 a second.
    [[nodiscard]] static int stalls();
    static void forget(); ///< what has been measured so far

    /// Called after a widget has painted, and after each outermost event.
    std::function<void(QObject* widget)> onPainted;
    std::function<void()> onHandled;

private:
    int depth_ = 0;
};

/// What the benches share. -1 for no values.
[[nodiscard]] double quantile(std::vector<double> values, double q);
/// Peak resident memory; -1 where the system does not say.
[[nodiscard]] double peakMiB();

} // namespace photodesk::app
