#pragma once

#include "app/client/idle_monitor.h"

#include <optional>

namespace photodesk::app {

/// Notices that somebody has worked for long without a pause, and says so now and then until they rest.
/// It takes no key and covers nothing; who shows it decides how.
class RestReminder : public QObject {
    Q_OBJECT
public:
    struct Options {
        qint64 afterMs; ///< of work in one stretch
        qint64 pauseMs; ///< without input this long is a rest
        qint64 againMs;
        static Options fromLimits();
    };
    RestReminder(const IdleMonitor& idle, const Clock& clock, const Options& options,
                 QObject* parent = nullptr);

    void setEnabled(bool enabled);
    void restart(); ///< a new stretch begins with the next input
    void check();   ///< looks at the clock now; the timer does it by itself

Q_SIGNALS:
    void due(int minutes); ///< worked in this stretch
    void rested();         ///< after due(): nothing to be said any more

private:
    const IdleMonitor& idle_;
    const Clock& clock_;
    Options options_;
    bool enabled_ = true;
    std::optional<qint64> since_; ///< start of the stretch
    qint64 seenInput_;
    std::optional<qint64> said_;
    QTimer timer_;
};

} // namespace photodesk::app
