#pragma once

#include "app/client/api_client.h"

#include <QTimer>

namespace photodesk::app {

/// The caller's own day as the server counts it: asked for while they work, now and then and when somebody
/// looks at it.
class OwnDayWatch : public QObject {
    Q_OBJECT
public:
    OwnDayWatch(ApiClient& api, qint64 everyMs, QObject* parent = nullptr);

    void start();
    void stop(); ///< and forgets
    void refresh();
    [[nodiscard]] const std::optional<OwnDay>& day() const { return day_; }

Q_SIGNALS:
    void changed();

private:
    ApiClient& api_;
    QTimer timer_;
    std::optional<OwnDay> day_;
    quint64 generation_ = 0;
    bool asking_ = false;
};

} // namespace photodesk::app
