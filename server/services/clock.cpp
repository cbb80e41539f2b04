#include "server/services/clock.h"

#include <QDateTime>

namespace photodesk::server::services {

qint64 SystemClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace photodesk::server::services
